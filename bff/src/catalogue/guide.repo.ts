import { and, asc, eq, inArray, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../kernel/lib/deps.ts'
import { AppError } from '../kernel/lib/errors.ts'
import { PAGE_SIZE } from '../kernel/lib/paging.ts'
import { organisations } from '../platform/tenants/tenants.table.ts'
import { bundles, itemVersions, serviceItems } from './catalogue.table.ts'
import { afterItem } from './items.repo.ts'
import { inForce } from './joins.repo.ts'

const MOST = 5000
const ofDepartment = and(
  eq(organisations.tenantId, serviceItems.tenantId),
  eq(organisations.id, serviceItems.departmentId)
)
const line = {
  id: serviceItems.id,
  implCode: serviceItems.implCode,
  name: serviceItems.name,
  department: organisations.name,
  promised: itemVersions.promised,
  free: itemVersions.free,
  visits: itemVersions.visits
}
export type LineRow = Awaited<ReturnType<typeof listByName>>[number]

/** The county's items in force, with the version that is. */
const linesOf = (db: Db) =>
  db.select(line).from(serviceItems).innerJoin(itemVersions, inForce).innerJoin(organisations, ofDepartment)

type Filter = Readonly<{ departmentId?: string; event?: string }>
const matching = (tenantId: string, { departmentId, event }: Filter): SQL | undefined =>
  and(
    eq(serviceItems.tenantId, tenantId),
    isNotNull(serviceItems.inForce),
    departmentId ? eq(serviceItems.departmentId, departmentId) : undefined,
    event ? sql`${event} = any(${serviceItems.lifeEvents})` : undefined
  )

/** Items by name, from after the one the cursor names. */
export function listByName(db: Db, tenantId: string, filter: Filter, after?: string) {
  return linesOf(db)
    .where(and(matching(tenantId, filter), afterItem(tenantId, after)))
    .orderBy(asc(serviceItems.name), asc(serviceItems.id))
    .limit(PAGE_SIZE + 1)
}

/** Which items a filter leaves; undefined when there is none. */
export async function idsAmong(
  db: Db,
  tenantId: string,
  filter: Filter
): Promise<ReadonlySet<string> | undefined> {
  if (!filter.departmentId && !filter.event) return undefined
  const rows = await db
    .select({ id: serviceItems.id })
    .from(serviceItems)
    .where(matching(tenantId, filter))
    .limit(MOST)
  return new Set(rows.map(({ id }) => id))
}

/** The lines of some items, in the order of their ids. */
export async function linesById(db: Db, tenantId: string, ids: readonly string[]): Promise<LineRow[]> {
  if (ids.length === 0) return []
  const rows = await linesOf(db).where(and(matching(tenantId, {}), inArray(serviceItems.id, [...ids])))
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/**
 * An item's version in force, or the one asked for that is or was, with its department; 404 for a draft and
 * before its day.
 */
export async function getGuideItem(db: Db, tenantId: string, id: string, now: Date, version?: number) {
  const [row] = await db
    .select({
      item: serviceItems,
      version: itemVersions.version,
      effectiveFrom: itemVersions.effectiveFrom,
      content: itemVersions.content,
      department: organisations.name
    })
    .from(serviceItems)
    .innerJoin(organisations, ofDepartment)
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, serviceItems.tenantId),
        eq(itemVersions.itemId, serviceItems.id),
        eq(itemVersions.state, 'approved'),
        lte(itemVersions.effectiveFrom, now),
        version ? eq(itemVersions.version, version) : eq(itemVersions.version, serviceItems.inForce)
      )
    )
    .where(and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.id, id)))
  if (!row) throw new AppError('not_found')
  return row
}

export type GuideRow = Awaited<ReturnType<typeof getGuideItem>>

/** Where a citizen may begin: departments and life events with how many items each, and the bundles. */
export async function entriesOf(db: Db, tenantId: string) {
  const [departments, events, bundled] = await Promise.all([
    db.execute<{
      id: string
      name: string
      items: number
    }>(sql`select o.id, o.name, count(*)::int items from service_items i
      join organisations o on o.tenant_id = i.tenant_id and o.id = i.department_id
      where i.tenant_id = ${tenantId} and i.in_force is not null
      group by o.id, o.name, o.position order by o.position limit 200`),
    db.execute<{
      name: string
      items: number
    }>(sql`select e.name, count(*)::int items from service_items i, unnest(i.life_events) e(name)
      where i.tenant_id = ${tenantId} and i.in_force is not null group by e.name order by items desc, e.name limit 40`),
    db
      .select({
        id: bundles.id,
        name: bundles.name,
        about: sql<string>`${bundles.content} ->> 'about'`,
        words: sql<string[]>`coalesce(${bundles.content} -> 'words', '[]')`
      })
      .from(bundles)
      .where(eq(bundles.tenantId, tenantId))
      .orderBy(asc(bundles.position))
      .limit(50)
  ])
  return {
    departments: [...departments],
    events: [...events],
    bundles: bundled
  }
}

/** A bundle and those of its items that are in force, each with the names of its papers. */
export async function getBundle(db: Db, tenantId: string, id: string) {
  const [bundle] = await db
    .select()
    .from(bundles)
    .where(and(eq(bundles.tenantId, tenantId), eq(bundles.id, id)))
  if (!bundle) throw new AppError('not_found')
  const codes = bundle.content.items.map(({ implCode }) => implCode)
  const rows = await db
    .select({ ...line, content: itemVersions.content })
    .from(serviceItems)
    .innerJoin(itemVersions, inForce)
    .innerJoin(organisations, ofDepartment)
    .where(
      and(
        eq(serviceItems.tenantId, tenantId),
        sql`${serviceItems.implCode} = any(${sql.param(codes)}::text[])`
      )
    )
    .limit(50)
  return { bundle, items: rows }
}
