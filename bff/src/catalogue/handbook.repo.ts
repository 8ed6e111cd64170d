import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'
import { organisations } from '../tenants/tenants.table.ts'
import { itemVersions, serviceItems } from './catalogue.table.ts'
import type { HandbookPart } from './handbook.layout.ts'
import { inForce } from './joins.repo.ts'

const MOST = 3000

/** What is in force, by department in the county's order, items by name. */
export async function handbookParts(
  db: Db,
  tenantId: string,
  departmentId?: string
): Promise<HandbookPart[]> {
  const rows = await db
    .select({ department: organisations.name, content: itemVersions.content })
    .from(serviceItems)
    .innerJoin(itemVersions, inForce)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, serviceItems.tenantId), eq(organisations.id, serviceItems.departmentId))
    )
    .where(
      and(
        eq(serviceItems.tenantId, tenantId),
        departmentId ? eq(serviceItems.departmentId, departmentId) : undefined
      )
    )
    .orderBy(asc(organisations.position), asc(serviceItems.name))
    .limit(MOST)
  const parts = Map.groupBy(rows, ({ department }) => department)
  return [...parts].map(([department, group]) => ({ department, items: group.map(({ content }) => content) }))
}
