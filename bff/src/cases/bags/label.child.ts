import { bytesOf, openPaper } from '../../kernel/lib/paper.ts'
import { drawLabel, type Label } from './label.layout.ts'

/** The label of a bag as PDF. */
export const run = ({ label, at }: { label: Label; at: Date }): Promise<Uint8Array> =>
  bytesOf(openPaper(`文件袋 ${label.no}`, at), (paper) => drawLabel(paper, label))
