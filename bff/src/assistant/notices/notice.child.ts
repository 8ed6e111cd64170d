import { bytesOf, openPdf } from '../../kernel/lib/pdf.ts'
import { drawNotice, type PrintedNotice } from './notice.layout.ts'

/** 限时办结通知单 as PDF. */
export const run = ({ notice, at }: { notice: PrintedNotice; at: Date }): Promise<Uint8Array> =>
  bytesOf(openPdf(`限时办结通知单 ${notice.no}`, at), (pdf) => drawNotice(pdf, notice))
