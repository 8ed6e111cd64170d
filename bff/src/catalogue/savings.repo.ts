import { sql } from 'drizzle-orm'
import type { Saved } from 'shared/catalogue.ts'
import type { Db } from '../kernel/lib/deps.ts'

type Row = Saved & { id: string; name: string; whole: number }
/** The share by which one column's sum falls below another's, over the rows that have both. */
const share = (now: string, before: string) =>
  sql.raw(`1 - sum(${now}) filter (where ${before} is not null)::float8
    / nullif(sum(${before}) filter (where ${now} is not null), 0)::float8`)

/**
 * How much less the items in force take than the law or earlier practice asks: working days against the
 * statutory limits (items that have one), papers and visits against what was asked before. The whole county
 * comes first.
 */
export async function savingsOf(
  db: Db,
  tenantId: string
): Promise<{ total: Saved; departments: (Saved & { id: string; name: string })[] }> {
  const rows = await db.execute<Row>(sql`
    select o.id, o.name, grouping(o.id) whole, count(*)::int items,
      ${share('promised_days', 'statutory_days')} days,
      ${share('papers', 'papers_before')} materials, ${share('v.visits', 'v.visits_before')} visits
    from service_items i
    join item_versions v on v.tenant_id = i.tenant_id and v.item_id = i.id and v.version = i.in_force
    join organisations o on o.tenant_id = i.tenant_id and o.id = i.department_id
    where i.tenant_id = ${tenantId}
    group by grouping sets ((), (o.id, o.name, o.position)) order by whole desc, o.position limit 201`)
  const [whole, ...departments] = rows.map(({ whole: _, ...row }) => row)
  const {
    id: _,
    name: __,
    ...total
  } = whole ?? { id: '', name: '', items: 0, days: null, materials: null, visits: null }
  return { total, departments }
}
