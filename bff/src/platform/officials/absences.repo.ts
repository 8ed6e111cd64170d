import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { setTimer } from '../timers/timers.repo.ts'
import { inTownship } from './duties.repo.ts'
import { currentHolder } from './officials.repo.ts'
import { absences, postHoldings, posts } from './officials.table.ts'

export const listAbsences = (db: Db, tenantId: string, townshipId: string | null, now: Date) =>
  db
    .select({
      id: absences.id,
      postId: absences.postId,
      post: posts.title,
      name: postHoldings.name,
      from: absences.fromDay,
      until: absences.untilDay,
      reason: absences.reason,
      deputy: sql<string | null>`(select h.name from post_holdings h where h.tenant_id = ${posts.tenantId}
        and h.post_id = coalesce(${absences.deputyPostId}, ${posts.deputyPostId}) and h.until is null)`
    })
    .from(absences)
    .innerJoin(posts, and(eq(posts.tenantId, absences.tenantId), eq(posts.id, absences.postId)))
    .leftJoin(postHoldings, currentHolder)
    .where(
      and(
        eq(absences.tenantId, tenantId),
        isNull(absences.endedAt),
        sql`${absences.untilDay} >= ${beijingDay(now)}`,
        inTownship(townshipId)
      )
    )
    .orderBy(asc(absences.fromDay), asc(absences.id))
    .limit(500)

/**
 * Who really is there for a post on `day`: its holder, or along the stand-ins of who is away; undefined when
 * nobody is.
 */
export async function presentPost(db: Db, tenantId: string, postId: string, day: string) {
  const [row] = await db.execute<{
    id: string
    title: string
    name: string
    accountId: string
    townshipId: string | null
  }>(sql`with recursive chain as (
      select p.id, p.title, a.id is not null as away, coalesce(a.deputy_post_id, p.deputy_post_id) as next, array[p.id] as seen
      from posts p left join absences a on a.tenant_id = p.tenant_id and a.post_id = p.id and a.ended_at is null
        and ${day}::date between a.from_day and a.until_day
      where p.tenant_id = ${tenantId} and p.id = ${postId}
    union all
      select p.id, p.title, a.id is not null, coalesce(a.deputy_post_id, p.deputy_post_id), c.seen || p.id
      from chain c join posts p on p.tenant_id = ${tenantId} and p.id = c.next
        left join absences a on a.tenant_id = p.tenant_id and a.post_id = p.id and a.ended_at is null
        and ${day}::date between a.from_day and a.until_day
      where c.away and not p.id = any(c.seen)
    ) select c.id, c.title, h.name, h.account_id as "accountId", p.township_id as "townshipId" from chain c
      join posts p on p.tenant_id = ${tenantId} and p.id = c.id
      join post_holdings h on h.tenant_id = ${tenantId} and h.post_id = c.id and h.until is null
      where not c.away limit 1`)
  return row
}

const EIGHT_IN_THE_MORNING_MS = 8 * 3_600_000

type Begins = Readonly<{ tenantId: string; id: string; fromDay: string }>
/** An absence begins at eight of its first day, or now where that is past: then its stand-in is told. */
const tellWhenItBegins = (tx: Db, { tenantId, id, fromDay }: Begins, now: Date): Promise<void> => {
  const begins = startOfDay(fromDay).getTime() + EIGHT_IN_THE_MORNING_MS
  const dueAt = new Date(Math.max(begins, now.getTime()))
  return setTimer(tx, { tenantId, subject: 'absence', subjectId: id }, { step: 'begins', dueAt })
}

type Entered = typeof absences.$inferInsert

/**
 * Enters an absence in the caller's transaction, under the locks of the post and of its deputy: nobody is
 * away twice at once, and whoever stands in is there (AB角).
 */
export async function enterAbsence(tx: Db, absence: Entered, now: Date): Promise<void> {
  const { tenantId, postId, fromDay, untilDay } = absence
  const of = (id: string) => and(eq(posts.tenantId, tenantId), eq(posts.id, id))
  const [post] = await tx.select({ deputyPostId: posts.deputyPostId }).from(posts).where(of(postId))
  const deputy = absence.deputyPostId ?? post?.deputyPostId ?? null
  const both = [postId, ...(deputy ? [deputy] : [])]
  await tx
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.tenantId, tenantId), inArray(posts.id, both)))
    .orderBy(asc(posts.id))
    .for('update')
  const meanwhile = sql`a.tenant_id = ${tenantId} and a.ended_at is null and a.from_day <= ${untilDay} and a.until_day >= ${fromDay}`
  const found = await oneRow<{ own: boolean; away: boolean; needed: boolean }>(
    tx,
    sql`select
    exists (select from absences a where ${meanwhile} and a.post_id = ${postId}) as own,
    exists (select from absences a where ${meanwhile} and a.post_id = ${deputy}) as away,
    exists (select from absences a join posts p on p.tenant_id = a.tenant_id and p.id = a.post_id
      where ${meanwhile} and coalesce(a.deputy_post_id, p.deputy_post_id) = ${postId}) as needed`
  )
  if (found.own) throw new AppError('absence_overlaps')
  if (found.away || deputy === postId) throw new AppError('deputy_away')
  if (found.needed) throw new AppError('deputy_needed')
  await tx.insert(absences).values(absence)
  await tellWhenItBegins(tx, absence, now)
}
