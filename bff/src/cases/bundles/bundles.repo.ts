import { and, eq, sql } from 'drizzle-orm'
import { bundles, itemVersions, serviceItems } from '../../catalogue/catalogue.table.ts'
import { counters } from '../../catalogue/counters/counters.table.ts'
import { inForce, takenAt } from '../../catalogue/joins.repo.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'

/** A bundle with its items in the versions in force, in its own order; what is not in force is left out. */
export async function bundleOf(db: Db, tenantId: string, id: string) {
  const [bundle] = await db
    .select()
    .from(bundles)
    .where(and(eq(bundles.tenantId, tenantId), eq(bundles.id, id)))
  if (!bundle) throw new AppError('not_found')
  const codes = bundle.content.items.map(({ implCode }) => implCode)
  const rows = await db
    .select({
      itemId: serviceItems.id,
      version: itemVersions.version,
      content: itemVersions.content,
      departmentId: serviceItems.departmentId,
      department: organisations.name,
      hallId: counters.orgId
    })
    .from(serviceItems)
    .innerJoin(itemVersions, inForce)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, serviceItems.tenantId), eq(organisations.id, serviceItems.departmentId))
    )
    .leftJoin(counters, takenAt)
    .where(
      and(
        eq(serviceItems.tenantId, tenantId),
        sql`${serviceItems.implCode} = any(${sql.param(codes)}::text[])`
      )
    )
    .limit(50)
  const members = codes.flatMap((code) => rows.find(({ content }) => content.implCode === code) ?? [])
  if (members.length === 0) throw new AppError('not_found')
  return { bundle, members }
}

/** The agent (代办员) of a hall who has the fewest cases in hand; null when it has none. */
export async function freeAgent(db: Db, tenantId: string, hallId: string): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(sql`
    select p.id from posts p
    join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    where p.tenant_id = ${tenantId} and p.org_id = ${hallId} and p.role = 'agent'
    order by (select count(*) from cases c where c.tenant_id = ${tenantId} and c.agent_post_id = p.id and c.closed_at is null),
      p.position, p.id limit 1`)
  return row?.id ?? null
}
