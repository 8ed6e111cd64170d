import { bytesOf, openPdf } from '../../kernel/lib/pdf.ts'
import { drawLabel, type Label } from './label.layout.ts'

/** The label of a bag as PDF. */
export const run = ({ label, at }: { label: Label; at: Date }): Promise<Uint8Array> =>
  bytesOf(openPdf(`文件袋 ${label.no}`, at), (pdf) => drawLabel(pdf, label))
