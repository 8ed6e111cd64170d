import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import { compileCalendar } from './calendar.rules.ts'
import { calendars, organisations, type TenantRow, tenants } from './tenants.table.ts'

const KEEP_MS = 60_000

export async function getTenant(db: Db, tenantId: string): Promise<TenantRow> {
  const [row] = await db.select().from(tenants).where(eq(tenants.tenantId, tenantId))
  if (!row) throw new AppError('not_found')
  return row
}

export const listTenants = (db: Db) => db.select({ tenantId: tenants.tenantId }).from(tenants).limit(5000)

/** The county's newest calendar, kept for a minute: a change of hours reaches every process within that. */
export function calendarReader(db: Db, now: () => Date) {
  const newest = db
    .select()
    .from(calendars)
    .where(eq(calendars.tenantId, sql.placeholder('tenantId')))
    .orderBy(desc(calendars.version))
    .limit(1)
    .prepare('newest_calendar')
  const kept = new Map<string, { calendar: WorkCalendar; until: number }>()
  return async (tenantId: string): Promise<WorkCalendar> => {
    const known = kept.get(tenantId)
    if (known && now().getTime() < known.until) return known.calendar
    const [row] = await newest.execute({ tenantId })
    if (!row) throw new AppError('not_found')
    const calendar = compileCalendar(row.data)
    kept.set(tenantId, { calendar, until: now().getTime() + KEEP_MS })
    return calendar
  }
}

/** Every village with its township and service area, in the county's own order: a few hundred at most. */
export async function listVillages(db: Db, tenantId: string) {
  const area = alias(organisations, 'area')
  const township = alias(organisations, 'township')
  return db
    .select({
      id: organisations.id,
      name: organisations.name,
      township: township.name,
      serviceArea: area.name
    })
    .from(organisations)
    .innerJoin(
      township,
      and(eq(township.tenantId, organisations.tenantId), eq(township.id, organisations.townshipId))
    )
    .leftJoin(
      area,
      and(
        eq(area.tenantId, organisations.tenantId),
        eq(area.id, organisations.parentId),
        eq(area.kind, 'serviceArea')
      )
    )
    .where(and(eq(organisations.tenantId, tenantId), eq(organisations.kind, 'village')))
    .orderBy(asc(organisations.position))
    .limit(1000)
}

/** A village with its line of areas upwards, nearest first; 404 when it is not one of this county's. */
export async function getVillage(db: Db, tenantId: string, villageId: string) {
  const rows = await db.execute<{
    id: string
    kind: string
    name: string
    townshipId: string
  }>(sql`
    with recursive line as (
      select id, parent_id, kind, name, township_id, 0 as depth from organisations
      where tenant_id = ${tenantId} and id = ${villageId} and kind = 'village'
      union all
      select o.id, o.parent_id, o.kind, o.name, o.township_id, line.depth + 1 from organisations o
      join line on o.tenant_id = ${tenantId} and o.id = line.parent_id
    ) select id, kind, name, township_id as "townshipId" from line order by depth`)
  const [village] = rows
  if (!village) throw new AppError('not_found')
  const township = rows.find(({ kind }) => kind === 'township')
  return {
    id: village.id,
    name: village.name,
    townshipId: village.townshipId,
    township: township?.name ?? '',
    areas: rows
  }
}

/** The township an organisation lies in; empty for the county itself; 404 when it is not this county's. */
export async function townshipOf(db: Db, tenantId: string, orgId: string): Promise<string> {
  const [row] = await db
    .select({ townshipId: organisations.townshipId })
    .from(organisations)
    .where(and(eq(organisations.tenantId, tenantId), eq(organisations.id, orgId)))
  if (!row) throw new AppError('not_found')
  return row.townshipId ?? ''
}

/** What an organisation is called; undefined when it is not this county's. */
export async function organisationName(db: Db, tenantId: string, id: string): Promise<string | undefined> {
  const [row] = await db
    .select({ name: organisations.name })
    .from(organisations)
    .where(and(eq(organisations.tenantId, tenantId), eq(organisations.id, id)))
  return row?.name
}
