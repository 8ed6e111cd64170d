import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { cursorParts, PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { currentHolder } from '../../platform/officials/officials.repo.ts'
import { postHoldings, posts } from '../../platform/officials/officials.table.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'
import { questions } from '../questions/questions.table.ts'
import { agendaItems, forums, type MeetingRow, meetings } from './forums.table.ts'

/**
 * Whose meetings somebody sees: the county's, a township's, or those of their own village or service area.
 */
export type MeetingScope = Readonly<{ townshipId: string | null; orgId?: string }>
const inScopeOf = ({ townshipId, orgId }: MeetingScope) =>
  and(
    townshipId === null ? undefined : eq(meetings.townshipId, townshipId),
    orgId ? eq(meetings.orgId, orgId) : undefined
  )

/**
 * Meetings still to be held first, then the latest, with how many matters are on the agenda and how many
 * still undecided.
 */
export function listMeetings(db: Db, tenantId: string, scope: MeetingScope, before: string | undefined) {
  const [toCome, plannedAt, id] = cursorParts(before, 3)
  return db
    .select({
      meeting: meetings,
      forum: forums.name,
      place: organisations.name,
      items: count(agendaItems.id),
      open: sql<number>`count(*) filter (where ${agendaItems.id} is not null and ${agendaItems.outcome} is null)::int`
    })
    .from(meetings)
    .innerJoin(forums, and(eq(forums.tenantId, meetings.tenantId), eq(forums.id, meetings.forumId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, meetings.tenantId), eq(organisations.id, meetings.orgId))
    )
    .leftJoin(
      agendaItems,
      and(eq(agendaItems.tenantId, meetings.tenantId), eq(agendaItems.meetingId, meetings.id))
    )
    .where(
      and(
        eq(meetings.tenantId, tenantId),
        inScopeOf(scope),
        isNull(meetings.cancelledAt),
        plannedAt
          ? sql`((${meetings.heldAt} is null), ${meetings.plannedAt}, ${meetings.id}) < (${toCome}::boolean, ${plannedAt}::timestamptz, ${id}::uuid)`
          : undefined
      )
    )
    .groupBy(meetings.tenantId, meetings.id, forums.name, organisations.name)
    .orderBy(desc(sql`(${meetings.heldAt} is null)`), desc(meetings.plannedAt), desc(meetings.id))
    .limit(PAGE_SIZE + 1)
}

/** A meeting of the caller's township with its agenda; another township's is not found. */
export async function getMeeting(db: Db, tenantId: string, scope: MeetingScope, id: string) {
  const [head] = await db
    .select({ meeting: meetings, forum: forums, place: organisations.name })
    .from(meetings)
    .innerJoin(forums, and(eq(forums.tenantId, meetings.tenantId), eq(forums.id, meetings.forumId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, meetings.tenantId), eq(organisations.id, meetings.orgId))
    )
    .where(and(eq(meetings.tenantId, tenantId), eq(meetings.id, id), inScopeOf(scope)))
  if (!head) throw new AppError('not_found')
  const agenda = await db
    .select({
      item: agendaItems,
      question: questions,
      responsible: sql<string | null>`${posts.title} || ' ' || ${postHoldings.name}`
    })
    .from(agendaItems)
    .innerJoin(
      questions,
      and(eq(questions.tenantId, agendaItems.tenantId), eq(questions.id, agendaItems.questionId))
    )
    .leftJoin(
      posts,
      and(eq(posts.tenantId, agendaItems.tenantId), eq(posts.id, agendaItems.responsiblePostId))
    )
    .leftJoin(postHoldings, currentHolder)
    .where(and(eq(agendaItems.tenantId, tenantId), eq(agendaItems.meetingId, id)))
    .orderBy(asc(agendaItems.id))
    .limit(200)
  return { ...head, agenda }
}
export type MeetingView = Awaited<ReturnType<typeof getMeeting>>

/** Changes a meeting that has not been held since it was read. */
export async function changeMeeting(
  db: Db,
  { tenantId, id, plannedAt }: MeetingRow,
  change: Partial<MeetingRow>
): Promise<void> {
  const rows = await db
    .update(meetings)
    .set(change)
    .where(
      and(
        eq(meetings.tenantId, tenantId),
        eq(meetings.id, id),
        eq(meetings.plannedAt, plannedAt),
        isNull(meetings.heldAt),
        isNull(meetings.cancelledAt)
      )
    )
    .returning({ id: meetings.id })
  if (rows.length === 0) throw new AppError('record_changed')
}

/** Writes a decision on an agenda item, once. */
export async function decideItem(
  tx: Db,
  tenantId: string,
  itemId: string,
  decision: Partial<typeof agendaItems.$inferInsert>
): Promise<void> {
  const rows = await tx
    .update(agendaItems)
    .set(decision)
    .where(and(eq(agendaItems.tenantId, tenantId), eq(agendaItems.id, itemId), isNull(agendaItems.outcome)))
    .returning({ id: agendaItems.id })
  if (rows.length === 0) throw new AppError('record_changed')
}

/** What of a meeting's agenda is still undecided. */
const openOf = (tenantId: string, meetingId: string) =>
  and(eq(agendaItems.tenantId, tenantId), eq(agendaItems.meetingId, meetingId), isNull(agendaItems.outcome))

/** Does something on its agenda still wait? */
export const hasOpenItems = async (
  tx: Db,
  { tenantId, id }: Pick<MeetingRow, 'tenantId' | 'id'>
): Promise<boolean> => {
  const open = tx.select({ id: agendaItems.id }).from(agendaItems).where(openOf(tenantId, id)).limit(1)
  return (await open).length > 0
}

/** What is still undecided goes to another meeting. */
export const moveAgenda = (tx: Db, tenantId: string, from: string, to: string) =>
  tx.update(agendaItems).set({ meetingId: to }).where(openOf(tenantId, from))

/** What was on the agenda of a meeting that only makes public is public now. */
export const publishAgenda = (tx: Db, tenantId: string, meetingId: string, decision: string, at: Date) =>
  tx
    .update(agendaItems)
    .set({ outcome: 'resolved', decision, decidedAt: at })
    .where(openOf(tenantId, meetingId))
    .returning({ questionId: agendaItems.questionId })

/** The meetings a question came before, oldest first. */
export const meetingsOf = (db: Db, tenantId: string, questionId: string) =>
  db
    .select({
      meeting: meetings,
      forum: forums.name,
      decides: forums.decides,
      place: organisations.name,
      item: agendaItems
    })
    .from(agendaItems)
    .innerJoin(
      meetings,
      and(eq(meetings.tenantId, agendaItems.tenantId), eq(meetings.id, agendaItems.meetingId))
    )
    .innerJoin(forums, and(eq(forums.tenantId, meetings.tenantId), eq(forums.id, meetings.forumId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, meetings.tenantId), eq(organisations.id, meetings.orgId))
    )
    .where(
      and(
        eq(agendaItems.tenantId, tenantId),
        eq(agendaItems.questionId, questionId),
        isNull(meetings.cancelledAt)
      )
    )
    .orderBy(asc(agendaItems.id))
    .limit(20)
