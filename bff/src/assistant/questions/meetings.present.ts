import type { Question } from 'shared/questions.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { filesOfMeetings } from '../../platform/files/files.repo.ts'
import { attachment, type LinkTo } from '../../platform/files/links.present.ts'
import { meetingsOf } from '../forums/meetings.repo.ts'
import type { QuestionRow } from './questions.table.ts'

/**
 * The meetings a question came before: when, where, how many came, what was decided; of one held in public
 * its pictures too. Two round trips at most.
 */
export async function shownMeetings(
  db: Db,
  { tenantId, id, forumRank }: QuestionRow,
  linkTo: LinkTo
): Promise<Question['meetings']> {
  if (forumRank === null) return []
  const rows = await meetingsOf(db, tenantId, id)
  if (rows.length === 0) return []
  const files = await filesOfMeetings(
    db,
    tenantId,
    rows.flatMap(({ meeting, decides }) => (decides ? [] : [meeting.id]))
  )
  return rows.map(({ meeting, forum, place, item }) => ({
    words: [`${place}${forum}`, meeting.room, meeting.attendees ? `${meeting.attendees}人到会` : '']
      .filter(Boolean)
      .join('，'),
    at: (meeting.heldAt ?? meeting.plannedAt).toISOString(),
    held: meeting.heldAt !== null,
    decision: item.decision,
    files: files
      .filter(({ meetingId }) => meetingId === meeting.id)
      .map((file) => attachment(linkTo, tenantId, file))
  }))
}
