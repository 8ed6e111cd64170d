import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../kernel/lib/deps.ts'
import { organisations } from '../platform/tenants/tenants.table.ts'
import { itemVersions, serviceItems } from './catalogue.table.ts'
import type { HandbookPart } from './handbook.layout.ts'
import { inForce } from './joins.repo.ts'

const MOST = 3000
const ofDepartment = (tenantId: string, departmentId?: string) =>
  and(
    eq(serviceItems.tenantId, tenantId),
    departmentId ? eq(serviceItems.departmentId, departmentId) : undefined
  )
const keeper = and(
  eq(organisations.tenantId, serviceItems.tenantId),
  eq(organisations.id, serviceItems.departmentId)
)

/**
 * Changes whenever the handbook does, without reading what is in it, and a department of it; undefined when
 * nothing is in force.
 */
export async function handbookRevision(
  db: Db,
  tenantId: string,
  departmentId?: string
): Promise<{ revision: string; department: string } | undefined> {
  const { id, inForce: version } = serviceItems
  const [row] = await db
    .select({
      department: sql<string>`min(${organisations.name})`,
      revision: sql<
        string | null
      >`md5(string_agg(${id} || '/' || ${version} || ${organisations.name} || ${organisations.position}, ',' order by ${id}))`
    })
    .from(serviceItems)
    .innerJoin(organisations, keeper)
    .where(and(ofDepartment(tenantId, departmentId), isNotNull(version)))
  return row?.revision ? { revision: row.revision, department: row.department } : undefined
}

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
    .innerJoin(organisations, keeper)
    .where(ofDepartment(tenantId, departmentId))
    .orderBy(asc(organisations.position), asc(serviceItems.name))
    .limit(MOST)
  const parts = Map.groupBy(rows, ({ department }) => department)
  return [...parts].map(([department, group]) => ({ department, items: group.map(({ content }) => content) }))
}
