import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { VersionState } from 'shared/catalogue.ts'
import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'
import type { Db } from '../kernel/lib/deps.ts'
import { AppError } from '../kernel/lib/errors.ts'
import { containing } from '../kernel/lib/like.ts'
import { PAGE_SIZE } from '../kernel/lib/paging.ts'
import { organisations } from '../platform/tenants/tenants.table.ts'
import { type ItemRow, itemVersions, serviceItems, type VersionRow } from './catalogue.table.ts'
import { checkItem } from './check/check.rules.ts'
import { measuresOf } from './measures.rules.ts'

const MOST_VERSIONS = 100
const MOST_TWINS = 2000
const newest = and(
  eq(itemVersions.tenantId, serviceItems.tenantId),
  eq(itemVersions.itemId, serviceItems.id),
  eq(itemVersions.version, serviceItems.newest)
)
const ofDepartment = and(
  eq(organisations.tenantId, serviceItems.tenantId),
  eq(organisations.id, serviceItems.departmentId)
)

export type ListFilter = Readonly<{
  departmentIds?: readonly string[]
  state?: VersionState
  faulty?: boolean
  q?: string
}>

/** In the order of names: what comes after the item a cursor names. */
export const afterItem = (tenantId: string, id: string | undefined): SQL | undefined =>
  id
    ? sql`(${serviceItems.name}, ${serviceItems.id}) > (select c.name, c.id from service_items c
        where c.tenant_id = ${tenantId} and c.id = ${id}::uuid)`
    : undefined

/** Items with their newest version, by name. */
export function listItems(db: Db, tenantId: string, filter: ListFilter, after?: string) {
  const { departmentIds, state, faulty, q } = filter
  return db
    .select({ item: serviceItems, version: itemVersions, department: organisations.name })
    .from(serviceItems)
    .innerJoin(itemVersions, newest)
    .innerJoin(organisations, ofDepartment)
    .where(
      and(
        eq(serviceItems.tenantId, tenantId),
        departmentIds
          ? sql`${serviceItems.departmentId} = any(${sql.param(departmentIds)}::uuid[])`
          : undefined,
        state ? eq(itemVersions.state, state) : undefined,
        faulty ? sql`${itemVersions.errors} > 0` : undefined,
        q ? sql`${serviceItems.name} like ${containing(q)}` : undefined,
        afterItem(tenantId, after)
      )
    )
    .orderBy(asc(serviceItems.name), asc(serviceItems.id))
    .limit(PAGE_SIZE + 1)
}

/** An item with its newest version and its department. */
export async function getItem(db: Db, tenantId: string, id: string) {
  const [row] = await db
    .select({ item: serviceItems, version: itemVersions, department: organisations.name })
    .from(serviceItems)
    .innerJoin(itemVersions, newest)
    .innerJoin(organisations, ofDepartment)
    .where(and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.id, id)))
  if (!row) throw new AppError('not_found')
  return row
}
export type ItemView = Awaited<ReturnType<typeof getItem>>

export const listVersions = (db: Db, tenantId: string, itemId: string) =>
  db
    .select()
    .from(itemVersions)
    .where(and(eq(itemVersions.tenantId, tenantId), eq(itemVersions.itemId, itemId)))
    .orderBy(desc(itemVersions.version))
    .limit(MOST_VERSIONS)

export async function getVersion(
  db: Db,
  tenantId: string,
  itemId: string,
  version: number
): Promise<VersionRow> {
  const [row] = await db
    .select()
    .from(itemVersions)
    .where(
      and(
        eq(itemVersions.tenantId, tenantId),
        eq(itemVersions.itemId, itemId),
        eq(itemVersions.version, version)
      )
    )
  if (!row) throw new AppError('not_found')
  return row
}

/** A department's items as they are being worked on, by name; at most a thousand. */
export const listContents = (db: Db, tenantId: string, departmentId: string) =>
  db
    .select({
      id: serviceItems.id,
      content: itemVersions.content,
      version: itemVersions.version,
      lock: itemVersions.lock
    })
    .from(serviceItems)
    .innerJoin(itemVersions, newest)
    .where(and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.departmentId, departmentId)))
    .orderBy(asc(serviceItems.name))
    .limit(1000)

/** Departments of the county itself; their names are what the check compares issuers with. */
export const listDepartments = (db: Db, tenantId: string) =>
  db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(
      and(
        eq(organisations.tenantId, tenantId),
        eq(organisations.kind, 'unit'),
        sql`${organisations.townshipId} is null`
      )
    )
    .orderBy(asc(organisations.position))
    .limit(200)

export type Checker = (id: string, content: ItemContent) => Finding[]

/** The check, knowing the county's departments and which other items bear these names. */
export async function checkerOf(
  db: Db,
  { tenantId, departmentId }: Pick<ItemRow, 'tenantId' | 'departmentId'>,
  names: readonly string[]
): Promise<Checker> {
  const [departments, twins] = await Promise.all([
    listDepartments(db, tenantId),
    db
      .select({ id: serviceItems.id, name: serviceItems.name })
      .from(serviceItems)
      .where(
        and(eq(serviceItems.tenantId, tenantId), sql`${serviceItems.name} = any(${sql.param(names)}::text[])`)
      )
      .limit(MOST_TWINS)
  ])
  const department = departments.find(({ id }) => id === departmentId)?.name ?? ''
  return (id, content) =>
    checkItem(content, {
      department,
      departments: departments.map(({ name }) => name),
      otherNames: twins.filter((twin) => twin.id !== id).map(({ name }) => name)
    })
}

/** What the check finds in a content as this item of this department. */
export const checkContent = async (
  db: Db,
  item: Pick<ItemRow, 'tenantId' | 'id' | 'departmentId'>,
  content: ItemContent
): Promise<Finding[]> => (await checkerOf(db, item, [content.name]))(item.id, content)

/** The columns that are computed from a content. */
export const written = (content: ItemContent, findings: readonly Finding[]) => ({
  content,
  errors: findings.filter(({ level }) => level === 'error').length,
  warnings: findings.filter(({ level }) => level === 'warning').length,
  ...measuresOf(content)
})
