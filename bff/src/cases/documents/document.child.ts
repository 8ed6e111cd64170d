import { bytesOf, openPaper } from '../../kernel/lib/paper.ts'
import { drawDocument, type Sheet } from './document.layout.ts'

/** A paper of a case as PDF. */
export const run = ({ title, sheet, at }: { title: string; sheet: Sheet; at: Date }): Promise<Uint8Array> =>
  bytesOf(openPaper(title, at), (paper) => drawDocument(paper, sheet))
