import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { dueAt, type WorkCalendar } from '../../kernel/lib/worktime.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'
import { setTimer } from '../../platform/timers/timers.repo.ts'
import { agendaItems, type ForumRow, forums, type MeetingRow, meetings } from './forums.table.ts'

/** The ladder from its lowest rung. */
export const listForums = (db: Db, tenantId: string): Promise<ForumRow[]> =>
  db.select().from(forums).where(eq(forums.tenantId, tenantId)).orderBy(asc(forums.rank)).limit(20)

type Climber = Readonly<{ tenantId: string; id: string; villageId: string; townshipId: string }>

/** The organisation whose meeting it is: the village itself, its service area, or its township. */
async function seatOf(
  db: Db,
  { tenantId, villageId, townshipId }: Climber,
  area: ForumRow['area']
): Promise<string> {
  if (area === 'township') return townshipId
  if (area === 'village') return villageId
  const [village] = await db
    .select({ parentId: organisations.parentId })
    .from(organisations)
    .where(and(eq(organisations.tenantId, tenantId), eq(organisations.id, villageId)))
  return village?.parentId ?? townshipId
}

type Tools = Readonly<{ calendar: WorkCalendar; now: Date; newId: () => string }>
type Seat = Readonly<{ tenantId: string; townshipId: string; orgId: string }>

/** A planned meeting nobody reports as held is asked about a working day after its time. */
export const askWhetherHeld = (
  db: Db,
  { tenantId, id, plannedAt }: Pick<MeetingRow, 'tenantId' | 'id' | 'plannedAt'>,
  calendar: WorkCalendar
): Promise<void> =>
  setTimer(
    db,
    { tenantId, subject: 'meeting', subjectId: id },
    { step: 'held?', dueAt: dueAt(calendar, { start: plannedAt, limit: { amount: 1, unit: 'wd' } }) }
  )

/**
 * The forum's coming meeting in its place, planned when none is coming; two at once find the same. It is
 * locked: nobody cancels or holds it before what comes on its agenda is there.
 */
export async function comingMeeting(
  db: Db,
  { tenantId, townshipId, orgId }: Seat,
  forum: ForumRow,
  { calendar, now, newId }: Tools
): Promise<string> {
  const id = newId()
  const plannedAt = dueAt(calendar, { start: now, limit: forum.leadTime })
  const made = await db
    .insert(meetings)
    .values({ tenantId, id, forumId: forum.id, orgId, townshipId, plannedAt })
    .onConflictDoNothing()
    .returning({ id: meetings.id })
  if (made.length) {
    await askWhetherHeld(db, { tenantId, id, plannedAt }, calendar)
    return id
  }
  const [coming] = await db
    .select({ id: meetings.id, plannedAt: meetings.plannedAt })
    .from(meetings)
    .where(
      and(
        eq(meetings.tenantId, tenantId),
        eq(meetings.forumId, forum.id),
        eq(meetings.orgId, orgId),
        isNull(meetings.heldAt),
        isNull(meetings.cancelledAt)
      )
    )
    .for('no key update')
  // It was held or cancelled since: then there is room for the next.
  if (!coming) return comingMeeting(db, { tenantId, townshipId, orgId }, forum, { calendar, now, newId })
  await askWhetherHeld(db, { tenantId, ...coming }, calendar)
  return coming.id
}

/**
 * Puts a question on the agenda of the forum's coming meeting in its place, planning one when none is coming.
 */
export async function putOnAgenda(db: Db, question: Climber, rank: number, tools: Tools): Promise<void> {
  const { tenantId, townshipId } = question
  const [forum] = await db
    .select()
    .from(forums)
    .where(and(eq(forums.tenantId, tenantId), eq(forums.rank, rank)))
  if (!forum) throw new AppError('not_found')
  const orgId = await seatOf(db, question, forum.area)
  const comingId = await comingMeeting(db, { tenantId, townshipId, orgId }, forum, tools)
  const { now, newId } = tools
  await closeAgenda(db, tenantId, question.id, 'climbed', '提交上一级研究', now)
  await db.insert(agendaItems).values({ tenantId, id: newId(), meetingId: comingId, questionId: question.id })
}

/** Takes a question off any open agenda, with what became of it. */
export async function closeAgenda(
  db: Db,
  tenantId: string,
  questionId: string,
  outcome: 'resolved' | 'climbed',
  decision: string,
  now: Date
) {
  await db
    .update(agendaItems)
    .set({ outcome, decision: sql`coalesce(${agendaItems.decision}, ${decision})`, decidedAt: now })
    .where(
      and(
        eq(agendaItems.tenantId, tenantId),
        eq(agendaItems.questionId, questionId),
        isNull(agendaItems.outcome)
      )
    )
}
