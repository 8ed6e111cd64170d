import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { type CaseScope, dutiesOf } from '../core/worklist.repo.ts'

type Counted = { open: number; soon: number; late: number }
type StepRow = Counted & { label: string }
type UnitRow = Counted & { orgId: string; oldestDue: string }

const counts = (now: string) => sql`count(*)::int open,
  count(*) filter (where red_at <= ${now}::timestamptz and due_at > ${now}::timestamptz)::int soon,
  count(*) filter (where due_at <= ${now}::timestamptz)::int late`

/** What is owed now, by what it is called and by who owes it. One pass over the open duties. */
export async function openNow(db: Db, tenantId: string, scope: CaseScope, now: Date) {
  const at = now.toISOString()
  const mine = dutiesOf(tenantId, scope)
  const rows = await db.execute<StepRow & UnitRow & { whole: number }>(sql`
    select label, org_id as "orgId", grouping(label) as whole, min(due_at) as "oldestDue", ${counts(at)} from case_duties
    where tenant_id = ${tenantId} and ${mine} and kind <> 'whole'
    group by grouping sets ((label), (org_id)) order by open desc limit 600`)
  return {
    steps: rows.filter(({ whole }) => whole === 0) as StepRow[],
    units: rows.filter(({ whole }) => whole === 1) as UnitRow[]
  }
}

/** How many cases are in hand, each once however much of it is owed. */
export async function casesOpen(db: Db, tenantId: string, scope: CaseScope): Promise<number> {
  const mine = dutiesOf(tenantId, scope)
  const row = await oneRow<{ n: number }>(
    db,
    sql`select count(distinct case_id)::int n from case_duties
    where tenant_id = ${tenantId} and ${mine} and kind <> 'whole'`
  )
  return row.n
}

type Span = Readonly<{ since: Date; until: Date }>
const within = (
  tenantId: string,
  { orgId, townshipId }: CaseScope,
  { since, until }: Span
) => sql`tenant_id = ${tenantId}
  and decided_at is not null and decided_at >= ${since.toISOString()}::timestamptz and decided_at < ${until.toISOString()}::timestamptz
  ${orgId ? sql`and (department_id = ${orgId} or hall_id = ${orgId})` : sql``} ${townshipId ? sql`and township_id = ${townshipId}` : sql``}`

/** How many cases were decided in a span, and how many of them late. */
export async function decidedIn(db: Db, tenantId: string, scope: CaseScope, span: Span) {
  const row = await oneRow<{ decided: number; late: number }>(
    db,
    sql`select count(*)::int decided, count(late_since)::int late from cases
    where ${within(tenantId, scope, span)}`
  )
  return row
}

type SparedRow = {
  whole: number
  orgId: string | null
  item: string | null
  cases: number
  late: number
  meanDays: number | null
  daysShare: number | null
  visits: number
}

/**
 * What the cases decided in a span took and spared: all together, by department, and the hundred items
 * decided most.
 */
export async function sparedIn(db: Db, tenantId: string, scope: CaseScope, span: Span): Promise<SparedRow[]> {
  return await db.execute<SparedRow>(sql`
    select grouping(department_id) * 2 + grouping(item_name) as whole, department_id as "orgId", item_name as item,
      count(*)::int cases, count(late_since)::int late, avg(used_days)::float8 "meanDays",
      (sum(saved_days) / nullif(sum(saved_days + used_days) filter (where saved_days is not null), 0))::float8 "daysShare",
      coalesce(sum(saved_visits), 0)::int visits
    from cases where ${within(tenantId, scope, span)}
    group by grouping sets ((), (department_id), (item_name)) order by cases desc limit 600`)
}
