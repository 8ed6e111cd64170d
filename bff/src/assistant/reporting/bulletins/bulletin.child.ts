import { bytesOf, openPdf } from '../../../kernel/lib/pdf.ts'
import { drawBulletin, type PrintedBulletin } from './bulletin.layout.ts'

/** A bulletin as PDF. */
export const run = ({ bulletin, at }: { bulletin: PrintedBulletin; at: Date }): Promise<Uint8Array> =>
  bytesOf(openPdf(bulletin.title, at), (pdf) => drawBulletin(pdf, bulletin))
