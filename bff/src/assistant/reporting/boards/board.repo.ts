import { sql } from 'drizzle-orm'
import type { Board } from 'shared/boards.ts'
import type { QuestionKind } from 'shared/questions.ts'
import { startOfDay, startOfNextDay } from 'shared/rules/beijing.ts'
import type { Db } from '../../../kernel/lib/deps.ts'
import { firstIdAt } from '../../../kernel/lib/ids.ts'
import { beijingDate } from '../../../kernel/lib/sql-words.ts'
import { lateAt, unfinished } from '../../questions/late.repo.ts'
import type { Spot } from './heat.rules.ts'

type Scope = Readonly<{ tenantId: string; townshipId: string | null; from: string; until: string }>

const ours = ({ tenantId, townshipId }: Scope) =>
  sql`q.tenant_id = ${tenantId} and (${townshipId}::uuid is null or q.township_id = ${townshipId}::uuid) and not q.confidential`
const askedWithin = ({ from, until }: Scope) =>
  sql`q.id >= ${firstIdAt(startOfDay(from))}::uuid and q.id < ${firstIdAt(startOfNextDay(until))}::uuid`

/** What came in and what was answered on each Beijing day, days without anything too. */
export const perDay = async (db: Db, scope: Scope) =>
  await db.execute<Board['days'][number]>(sql`
    with came as (select ${beijingDate(sql`q.asked_at`)} as day, count(*)::int as count from questions q
        where ${ours(scope)} and ${askedWithin(scope)} group by 1),
      went as (select ${beijingDate(sql`q.answered_at`)} as day, count(*)::int as count from questions q
        where ${ours(scope)} and q.answered_at >= ${startOfDay(scope.from).toISOString()}::timestamptz
          and q.answered_at < ${startOfNextDay(scope.until).toISOString()}::timestamptz group by 1)
    select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(came.count, 0) as received, coalesce(went.count, 0) as answered
    from generate_series(${scope.from}::date, ${scope.until}::date, '1 day') d (day)
    left join came on came.day = d.day left join went on went.day = d.day order by 1`)

export const perKind = async (db: Db, scope: Scope) =>
  await db.execute<{ kind: QuestionKind; received: number }>(sql`
    select q.kind, count(*)::int as received from questions q where ${ours(scope)} and ${askedWithin(scope)}
    group by q.kind order by received desc`)

/** What each unit was given within the days, and what stands open with it now. */
export const perUnit = async (db: Db, scope: Scope, now: Date) =>
  await db.execute<Board['units'][number]>(sql`
    select u.id, u.name, count(*) filter (where ${askedWithin(scope)})::int as received,
      count(*) filter (where ${unfinished('q')})::int as open,
      count(*) filter (where ${unfinished('q')} and ${lateAt(now, 'q')})::int as overdue
    from questions q join posts p on p.tenant_id = q.tenant_id and p.id = q.lead_post_id
    join organisations u on u.tenant_id = p.tenant_id and u.id = p.org_id
    where ${ours(scope)} and ((${askedWithin(scope)}) or ${unfinished('q')})
    group by u.id, u.name order by received desc, open desc limit 200`)

/** How often each topic came from each village. */
export const spots = async (db: Db, scope: Scope) =>
  await db.execute<Spot>(sql`
    select t.id as "topicId", t.name as topic, v.id as "villageId", v.name as village, s.count
    from (select q.topic_id, q.village_id, count(*)::int as count from questions q
      where ${ours(scope)} and ${askedWithin(scope)} and q.topic_id is not null group by 1, 2) s
    join topics t on t.tenant_id = ${scope.tenantId} and t.id = s.topic_id
    join organisations v on v.tenant_id = ${scope.tenantId} and v.id = s.village_id
    order by s.count desc limit 5000`)
