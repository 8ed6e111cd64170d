import { bytesOf, openPaper } from '../../../kernel/lib/paper.ts'
import { type BulletinPaper, drawBulletin } from './bulletin.layout.ts'

/** A bulletin as PDF. */
export const run = ({ bulletin, at }: { bulletin: BulletinPaper; at: Date }): Promise<Uint8Array> =>
  bytesOf(openPaper(bulletin.title, at), (paper) => drawBulletin(paper, bulletin))
