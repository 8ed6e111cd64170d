import { sql } from 'drizzle-orm'
import type { Overview } from 'shared/boards.ts'
import { beijingDay, startOfDay, startOfNextDay } from 'shared/rules/beijing.ts'
import type { Db } from '../../../kernel/lib/deps.ts'
import { firstIdAt } from '../../../kernel/lib/ids.ts'
import { lateAt, unfinished } from '../../questions/late.repo.ts'
import { WAITS_FOR_LEADER } from '../../questions/lists.repo.ts'

type Standing = Omit<Overview['today'], 'day'> &
  Pick<Overview, 'open' | 'overdue' | 'untriaged' | 'awaitsLeader' | 'callbacks'>

const ours = (tenantId: string, townshipId: string | null) =>
  townshipId === null
    ? sql`tenant_id = ${tenantId} and not confidential`
    : sql`tenant_id = ${tenantId} and township_id = ${townshipId}::uuid and not confidential`

/** How a scope stands at this moment, without what is sealed: one round trip. */
export async function standing(
  db: Db,
  tenantId: string,
  townshipId: string | null,
  now: Date
): Promise<Standing> {
  const scope = ours(tenantId, townshipId)
  const day = beijingDay(now)
  const [today, tomorrow] = [startOfDay(day), startOfNextDay(day)]
  const [row] = await db.execute<Standing>(sql`
    select o.*,
      (select count(*)::int from questions where ${scope} and id >= ${firstIdAt(today)}::uuid and id < ${firstIdAt(tomorrow)}::uuid) as received,
      (select count(*)::int from questions where ${scope} and answered_at >= ${today.toISOString()}::timestamptz and answered_at < ${tomorrow.toISOString()}::timestamptz) as answered,
      (select count(*)::int from questions where ${scope} and (${WAITS_FOR_LEADER})) as "awaitsLeader",
      (select count(*)::int from callbacks c join questions q on q.tenant_id = c.tenant_id and q.id = c.question_id
        where c.tenant_id = ${tenantId} and ${townshipId === null ? sql`true` : sql`c.township_id = ${townshipId}::uuid`}
          and c.state <> 'done' and not q.confidential) as callbacks
    from (select count(*)::int as open,
        count(*) filter (where ${lateAt(now)})::int as overdue,
        count(*) filter (where status = 'received')::int as untriaged,
        count(*) filter (where due_at >= ${today.toISOString()}::timestamptz and due_at < ${tomorrow.toISOString()}::timestamptz and paused_at is null)::int as due
      from questions where ${scope} and ${unfinished()}) o`)
  return row!
}

type Urgent = {
  id: string
  no: string
  askedAt: string
  confidential: boolean
  body: string
  handler: string | null
  dueAt: string
}

/** The three longest late, or the three due next. */
export const urgent = async (
  db: Db,
  tenantId: string,
  townshipId: string | null,
  now: Date,
  which: 'late' | 'soon'
) => {
  const at = now.toISOString()
  const soon = sql`due_at > ${at}::timestamptz and late_since is null and paused_at is null`
  const first = which === 'late' ? sql`coalesce(late_since, due_at)` : sql`due_at`
  return await db.execute<Urgent>(sql`
    select q.id, q.no, q.asked_at as "askedAt", q.confidential, left(q.body, 60) as body, q.first as "dueAt",
      p.title || coalesce(' ' || h.name, '') as handler
    from (select *, ${first} as first from questions where ${ours(tenantId, townshipId)} and ${unfinished()} and due_at is not null
      and ${which === 'late' ? lateAt(now) : soon} order by first, id limit 3) q
    left join posts p on p.tenant_id = q.tenant_id and p.id = q.lead_post_id
    left join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    order by q.first, q.id`)
}
