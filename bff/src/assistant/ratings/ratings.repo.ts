import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { cursorParts, PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { accounts } from '../../platform/session/session.table.ts'
import { setTimer } from '../../platform/timers/timers.repo.ts'
import { type QuestionRow, questions } from '../questions/questions.table.ts'
import { visibleTo } from '../sealed/sealed.repo.ts'
import { type CallbackRow, callbacks, ratings } from './ratings.table.ts'

/** A matter's level as figures count it: null where nobody rated, or where a ruling set the rating aside. */
export const countedRating = (alias: 'q' | 'questions') => {
  const q = sql.raw(alias)
  // A select of one value, not `exists`: the planner would read all call-backs once to answer it for every
  // row.
  return sql`case when ${q}.rating < 3 and (select c.set_aside from callbacks c where c.tenant_id = ${q}.tenant_id
    and c.question_id = ${q}.id and c.set_aside limit 1) then null else ${q}.rating end`
}

/** One rating a round, by constraint: of two at once one is refused. */
export async function saveRating(tx: Db, rating: typeof ratings.$inferInsert): Promise<void> {
  const rows = await tx
    .insert(ratings)
    .values(rating)
    .onConflictDoNothing()
    .returning({ round: ratings.round })
  if (rows.length === 0) throw new AppError('question_moved_on')
}

export async function openCallback(
  tx: Db,
  question: QuestionRow,
  dueAt: Date,
  now: Date,
  id: string
): Promise<void> {
  const { tenantId, townshipId, leadPostId } = question
  await tx.insert(callbacks).values({
    tenantId,
    id,
    questionId: question.id,
    townshipId,
    leadPostId: leadPostId!,
    state: 'toCall',
    dueAt,
    escalation: 0,
    openedAt: now
  })
  await setTimer(tx, { tenantId, subject: 'callback', subjectId: id }, { step: 'callLate', dueAt })
}

const view = (db: Db) =>
  db
    .select({
      callback: callbacks,
      question: questions,
      asker: { name: accounts.name, phoneSealed: accounts.phoneSealed },
      rating: { level: ratings.level, comment: ratings.comment },
      handler: sql<
        string | null
      >`(select p.title || coalesce(' ' || h.name, '') from posts p left join post_holdings h
        on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
        where p.tenant_id = ${callbacks.tenantId} and p.id = ${callbacks.leadPostId})`,
      leadUnitId: sql<string | null>`(select p.org_id from posts p
        where p.tenant_id = ${callbacks.tenantId} and p.id = ${callbacks.leadPostId})`
    })
    .from(callbacks)
    .innerJoin(
      questions,
      and(eq(questions.tenantId, callbacks.tenantId), eq(questions.id, callbacks.questionId))
    )
    .innerJoin(accounts, and(eq(accounts.tenantId, questions.tenantId), eq(accounts.id, questions.askerId)))
    .innerJoin(
      ratings,
      and(
        eq(ratings.tenantId, questions.tenantId),
        eq(ratings.questionId, questions.id),
        eq(ratings.round, 1)
      )
    )
export type CallbackView = Awaited<ReturnType<typeof getCallback>>

export async function getCallback(db: Db, tenantId: string, id: string) {
  const [row] = await view(db).where(and(eq(callbacks.tenantId, tenantId), eq(callbacks.id, id)))
  if (!row) throw new AppError('not_found')
  return row
}

/** Open call-backs: a clerk's whole township, or those the caller's posts must put right; due first. */
export function listCallbacks(
  db: Db,
  {
    tenantId,
    townshipId,
    ownPostId,
    postIds,
    appealedOnly,
    after
  }: {
    tenantId: string
    townshipId: string | null | undefined
    ownPostId: string
    postIds: readonly string[]
    /** A leader's list: what waits for a ruling, and what their own posts must put right. */
    appealedOnly: boolean
    after: string | undefined
  }
) {
  const scope =
    townshipId === undefined
      ? undefined
      : townshipId === null
        ? sql`true`
        : eq(callbacks.townshipId, townshipId)
  const mine = sql`${callbacks.leadPostId} = any(${sql.param(postIds)}::uuid[])`
  const [dueAt, id] = cursorParts(after, 2)
  return view(db)
    .where(
      and(
        eq(callbacks.tenantId, tenantId),
        sql`${callbacks.state} <> 'done'`,
        scope ? or(appealedOnly ? and(scope, eq(callbacks.state, 'appealed')) : scope, mine) : mine,
        visibleTo(tenantId, ownPostId),
        dueAt ? sql`(${callbacks.dueAt}, ${callbacks.id}) > (${dueAt}::timestamptz, ${id}::uuid)` : undefined
      )
    )
    .orderBy(asc(callbacks.dueAt), asc(callbacks.id))
    .limit(PAGE_SIZE + 1)
}

/** Compare-and-set on the state the decision was made from; the timer moves with it. */
export async function changeCallback(
  tx: Db,
  before: CallbackRow,
  change: Partial<CallbackRow>,
  step: string | null
): Promise<CallbackRow> {
  const { tenantId, id } = before
  const [after] = await tx
    .update(callbacks)
    .set(change)
    .where(
      and(
        eq(callbacks.tenantId, tenantId),
        eq(callbacks.id, id),
        eq(callbacks.state, before.state),
        eq(callbacks.escalation, before.escalation)
      )
    )
    .returning()
  if (!after) throw new AppError('question_moved_on')
  await setTimer(
    tx,
    { tenantId, subject: 'callback', subjectId: id },
    step && after.dueAt ? { step, dueAt: after.dueAt } : null
  )
  return after
}

export async function lockCallback(tx: Db, tenantId: string, id: string): Promise<CallbackRow | undefined> {
  const [row] = await tx
    .select()
    .from(callbacks)
    .where(and(eq(callbacks.tenantId, tenantId), eq(callbacks.id, id)))
    .for('update', { skipLocked: true })
  return row
}
