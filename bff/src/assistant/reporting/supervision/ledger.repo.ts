import { and, asc, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { startOfDay, startOfNextDay } from 'shared/rules/beijing.ts'
import type { Counts, LedgerFilter } from 'shared/supervision.ts'
import type { ActorPost } from '../../../kernel/lib/actor.ts'
import type { Db } from '../../../kernel/lib/deps.ts'
import { currentHolder } from '../../../platform/officials/officials.repo.ts'
import { postHoldings, posts, topics } from '../../../platform/officials/officials.table.ts'
import { organisations } from '../../../platform/tenants/tenants.table.ts'
import { notices } from '../../notices/notices.table.ts'
import { lateAt, unfinished } from '../../questions/late.repo.ts'
import { questions } from '../../questions/questions.table.ts'
import { countedRating } from '../../ratings/ratings.repo.ts'
import { visibleTo } from '../../sealed/sealed.repo.ts'

/** Which questions a post's ledger holds: its township's, without the sealed ones it may not know of. */
export function ledgerScope(
  tenantId: string,
  { townshipId, id }: ActorPost,
  filter: LedgerFilter,
  now: Date
): SQL | undefined {
  const { kind, status, unitId, villageId, topicId, postId, overdue, open, dueOn, from, until } = filter
  const openLate = sql`${unfinished('questions')} and ${lateAt(now, 'questions')}`
  const late = sql`(${questions.lateSince} is not null or (${openLate}))`
  return and(
    eq(questions.tenantId, tenantId),
    townshipId === null ? undefined : eq(questions.townshipId, townshipId),
    visibleTo(tenantId, id),
    kind ? eq(questions.kind, kind) : undefined,
    status ? eq(questions.status, status) : undefined,
    villageId ? eq(questions.villageId, villageId) : undefined,
    topicId ? eq(questions.topicId, topicId) : undefined,
    postId ? eq(questions.leadPostId, postId) : undefined,
    unitId
      ? sql`${questions.leadPostId} in (select id from posts where tenant_id = ${tenantId} and org_id = ${unitId})`
      : undefined,
    overdue === undefined ? undefined : overdue ? late : sql`not coalesce(${late}, false)`,
    open === undefined ? undefined : sql`${unfinished('questions')} = ${open}`,
    dueOn
      ? sql`${questions.dueAt} >= ${startOfDay(dueOn).toISOString()} and ${questions.dueAt} < ${startOfNextDay(dueOn).toISOString()}`
      : undefined,
    from ? sql`${questions.askedAt} >= ${startOfDay(from).toISOString()}` : undefined,
    until ? sql`${questions.askedAt} < ${startOfNextDay(until).toISOString()}` : undefined
  )
}

const rows = (db: Db) =>
  db
    .select({
      question: questions,
      village: organisations.name,
      handler: postHoldings.name,
      handlerPost: posts.title,
      topic: topics.name,
      counted: sql<number | null>`${countedRating('questions')}`,
      notice: { year: notices.year, number: notices.number, sealed: notices.sealed },
      overdueReason: sql<
        string | null
      >`(select e.words || case when ${questions.confidential} then '' else coalesce('：' || e.note, '') end from question_events e where e.tenant_id = ${questions.tenantId}
        and e.question_id = ${questions.id} and ${questions.lateSince} is not null and e.action in ('overdue', 'requestExtension', 'climb')
        order by e.version desc limit 1)`
    })
    .from(questions)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, questions.tenantId), eq(organisations.id, questions.villageId))
    )
    .leftJoin(posts, and(eq(posts.tenantId, questions.tenantId), eq(posts.id, questions.leadPostId)))
    .leftJoin(postHoldings, currentHolder)
    .leftJoin(topics, and(eq(topics.tenantId, questions.tenantId), eq(topics.id, questions.topicId)))
    .leftJoin(notices, and(eq(notices.tenantId, questions.tenantId), eq(notices.id, questions.noticeId)))
export type LedgerRow = Awaited<ReturnType<typeof ledgerPage>>[number]

/** Newest first, below `before`. */
export const ledgerPage = (db: Db, scope: SQL | undefined, before: string | undefined, limit: number) =>
  rows(db)
    .where(and(scope, before ? lt(questions.id, before) : undefined))
    .orderBy(desc(questions.id))
    .limit(limit)

const counts = (now: Date) => sql`
  count(*)::int as received,
  count(*) filter (where status in ('answered', 'closed'))::int as resolved,
  count(*) filter (where ${unfinished()})::int as open,
  count(*) filter (where ${unfinished()} and ${lateAt(now)})::int as overdue,
  count(*) filter (where answered_at is not null and late_since is null)::int as "onTime",
  count(*) filter (where counted_rating is not null)::int as rated,
  count(*) filter (where counted_rating >= 3)::int as satisfied`

type Grouped = Counts & { name: string; cut: 'total' | 'kind' | 'unit' | 'village' | 'person' }

/** The ledger's figures whole and by kind, unit, village and person, in one pass over its rows. */
export async function ledgerCounts(db: Db, scope: SQL | undefined, now: Date): Promise<Grouped[]> {
  return await db.execute<Grouped>(sql`
    with matters as (
      select questions.*, ${countedRating('questions')} as counted_rating, v.name as village, p.title, u.name as unit, h.name as person from questions
      join organisations v on v.tenant_id = questions.tenant_id and v.id = questions.village_id
      left join posts p on p.tenant_id = questions.tenant_id and p.id = questions.lead_post_id
      left join organisations u on u.tenant_id = p.tenant_id and u.id = p.org_id
      left join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
      where ${scope}
    )
    select case when grouping(kind) = 0 then 'kind' when grouping(unit) = 0 then 'unit' when grouping(village) = 0 then 'village'
        when grouping(title, person) = 0 then 'person' else 'total' end as cut,
      coalesce(kind, unit, village, title || ' ' || person, '没有承办人') as name, ${counts(now)}
    from matters group by grouping sets ((), (kind), (unit), (village), (title, person))
    order by received desc limit 600`)
}

/** The units whose posts may answer in a township, or in the whole county. */
export const ledgerUnits = (db: Db, tenantId: string, townshipId: string | null) =>
  db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(
      and(
        eq(organisations.tenantId, tenantId),
        eq(organisations.kind, 'unit'),
        townshipId ? eq(organisations.townshipId, townshipId) : undefined
      )
    )
    .orderBy(asc(organisations.name))
    .limit(500)
