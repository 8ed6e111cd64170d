import { bytesOf, openPdf } from '../../kernel/lib/pdf.ts'
import { drawDocument, type Sheet } from './document.layout.ts'

/** A paper of a case as PDF. */
export const run = ({ title, sheet, at }: { title: string; sheet: Sheet; at: Date }): Promise<Uint8Array> =>
  bytesOf(openPdf(title, at), (pdf) => drawDocument(pdf, sheet))
