import { KEEPERS, type Meeting } from 'shared/meetings.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { filesOfMeetings } from '../../platform/files/files.repo.ts'
import { attachment, fileLinks } from '../../platform/files/links.present.ts'
import { questionNo } from '../questions/messages.rules.ts'
import { getMeeting, type MeetingScope, type MeetingView } from './meetings.repo.ts'

const presentMeeting = (
  { meeting, forum, place, agenda }: MeetingView,
  files: Meeting['files'],
  { post }: Actor
): Meeting => ({
  id: meeting.id,
  forum: forum.name,
  place,
  plannedAt: meeting.plannedAt.toISOString(),
  heldAt: meeting.heldAt?.toISOString() ?? null,
  minutes: meeting.minutes,
  room: meeting.room,
  attendees: meeting.attendees,
  decides: forum.decides,
  files,
  keeps: meeting.heldAt === null && meeting.cancelledAt === null && KEEPERS.includes(post!.role),
  publicity: forum.publicity,
  agenda: agenda.map(({ item, question, responsible }) => ({
    id: item.id,
    questionId: question.id,
    questionNo: questionNo(question),
    summary: [...question.body].slice(0, 80).join(''),
    dueAt: question.dueAt?.toISOString() ?? null,
    outcome: item.outcome,
    decision: item.decision,
    responsible
  }))
})

/** A village’s or a service area’s secretary sees and keeps the meetings of their own place. */
export const scopeOf = ({ post }: Actor): MeetingScope => ({
  townshipId: post!.townshipId,
  ...(/Secretary$/.test(post!.role) && { orgId: post!.unitId })
})

/** Reading a meeting: loaded and authorised in one step, shown with its pictures. */
export function createSitting(deps: Deps) {
  const { db } = deps
  const linkTo = fileLinks(deps)
  const load = (actor: Actor, id: string) => getMeeting(db, actor.tenantId, scopeOf(actor), id)
  async function show(actor: Actor, id: string): Promise<Meeting> {
    const { tenantId } = actor
    const [view, files] = await Promise.all([load(actor, id), filesOfMeetings(db, tenantId, [id])])
    const shown = files.map((file) => attachment(linkTo, tenantId, file))
    return presentMeeting(view, shown, actor)
  }
  return { load, show }
}
