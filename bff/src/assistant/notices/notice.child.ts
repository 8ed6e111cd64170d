import { bytesOf, openPaper } from '../../kernel/lib/paper.ts'
import { drawNotice, type NoticePaper } from './notice.layout.ts'

/** 限时办结通知单 as PDF. */
export const run = ({ notice, at }: { notice: NoticePaper; at: Date }): Promise<Uint8Array> =>
  bytesOf(openPaper(`限时办结通知单 ${notice.no}`, at), (paper) => drawNotice(paper, notice))
