import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import {
  type ClosureRow,
  type CounterRow,
  closures,
  counters,
  serviceWindows,
  type WindowRow
} from './counters.table.ts'

const MOST_COUNTERS = 26
const MOST_WINDOWS = 100
const MOST_CLOSURES = 200

/** The numbers of a counter's windows in use, `5、6`. */
export const windowsOf = (counter: typeof counters.id, tenant: typeof counters.tenantId) =>
  sql<string>`coalesce((select string_agg(w.no, '、' order by length(w.no), w.no) from service_windows w
    where w.tenant_id = ${tenant} and w.counter_id = ${counter} and w.active), '')`

/** A counter with the hall it is in: who has never been there needs both. */
export const placeOf = (counter: Pick<typeof counters, 'tenantId' | 'orgId' | 'name'>) =>
  sql<string>`(select o.name from organisations o where o.tenant_id = ${counter.tenantId} and o.id = ${counter.orgId}) || ${counter.name}`

/** Which counters somebody runs: their hall's (orgId), or all of the county. */
export type HallScope = Readonly<{ tenantId: string; orgId: string | undefined }>
const mine = ({ tenantId, orgId }: HallScope) =>
  and(eq(counters.tenantId, tenantId), orgId ? eq(counters.orgId, orgId) : undefined)

export const listCounterIds = async (db: Db, tenantId: string): Promise<string[]> =>
  (
    await db
      .select({ id: counters.id })
      .from(counters)
      .where(eq(counters.tenantId, tenantId))
      .orderBy(asc(counters.letter))
      .limit(MOST_COUNTERS)
  ).map(({ id }) => id)

export type CounterView = Readonly<{ counter: CounterRow; windows: WindowRow[]; closures: ClosureRow[] }>

/** Counters by letter, each with its windows and the closures that are not over. */
export async function listCounters(db: Db, scope: HallScope, today: string): Promise<CounterView[]> {
  const { tenantId } = scope
  const [rows, windows, shut] = await Promise.all([
    db.select().from(counters).where(mine(scope)).orderBy(asc(counters.letter)).limit(MOST_COUNTERS),
    db
      .select()
      .from(serviceWindows)
      .where(eq(serviceWindows.tenantId, tenantId))
      .orderBy(asc(serviceWindows.no))
      .limit(MOST_COUNTERS * MOST_WINDOWS),
    db
      .select()
      .from(closures)
      .where(and(eq(closures.tenantId, tenantId), isNull(closures.endedAt), gte(closures.day, today)))
      .orderBy(asc(closures.day), asc(closures.fromMinute))
      .limit(MOST_COUNTERS * MOST_CLOSURES)
  ])
  return rows.map((counter) => ({
    counter,
    windows: windows.filter(({ counterId }) => counterId === counter.id),
    closures: shut.filter(({ counterId }) => counterId === counter.id)
  }))
}

/** A counter of somebody's own hall; another's is not found. */
export async function getCounter(db: Db, scope: HallScope, id: string): Promise<CounterRow> {
  const [row] = await db
    .select()
    .from(counters)
    .where(and(mine(scope), eq(counters.id, id)))
  if (!row) throw new AppError('not_found')
  return row
}

/** A window of somebody's own hall with its counter. */
export async function getWindow(db: Db, scope: HallScope, id: string) {
  const [row] = await db
    .select({ window: serviceWindows, counter: counters })
    .from(serviceWindows)
    .innerJoin(
      counters,
      and(eq(counters.tenantId, serviceWindows.tenantId), eq(counters.id, serviceWindows.counterId))
    )
    .where(and(mine(scope), eq(serviceWindows.tenantId, scope.tenantId), eq(serviceWindows.id, id)))
  if (!row) throw new AppError('not_found')
  return row
}

export async function addCounter(db: Db, row: typeof counters.$inferInsert): Promise<void> {
  if ((await db.$count(counters, eq(counters.tenantId, row.tenantId))) >= MOST_COUNTERS)
    throw new AppError('too_many')
  await db.insert(counters).values(row)
}

type Settings = Omit<CounterRow, 'tenantId' | 'id' | 'orgId' | 'letter' | 'slotMinutes' | 'version'>
export async function changeCounter(
  db: Db,
  { tenantId, id }: CounterRow,
  settings: Settings,
  version: number
): Promise<void> {
  const rows = await db
    .update(counters)
    .set({ ...settings, version: version + 1 })
    .where(and(eq(counters.tenantId, tenantId), eq(counters.id, id), eq(counters.version, version)))
    .returning({ id: counters.id })
  if (rows.length === 0) throw new AppError('record_changed')
}

/** Adds a window (version 0), or changes the one whose version was read. */
export async function saveWindow(db: Db, row: WindowRow): Promise<void> {
  const { tenantId, id, counterId, version, ...settings } = row
  if (version === 0) {
    const mine = and(eq(serviceWindows.tenantId, tenantId), eq(serviceWindows.counterId, counterId))
    if ((await db.$count(serviceWindows, mine)) >= MOST_WINDOWS) throw new AppError('too_many')
    await db.insert(serviceWindows).values({ ...row, version: 1 })
    return
  }
  const rows = await db
    .update(serviceWindows)
    .set({ ...settings, version: version + 1 })
    .where(
      and(
        eq(serviceWindows.tenantId, tenantId),
        eq(serviceWindows.id, id),
        eq(serviceWindows.counterId, counterId),
        eq(serviceWindows.version, version)
      )
    )
    .returning({ id: serviceWindows.id })
  if (rows.length === 0) throw new AppError('record_changed')
}

export async function addClosure(db: Db, row: typeof closures.$inferInsert): Promise<void> {
  const open = and(
    eq(closures.tenantId, row.tenantId),
    eq(closures.counterId, row.counterId),
    isNull(closures.endedAt),
    eq(closures.day, row.day)
  )
  if ((await db.$count(closures, open)) >= 20) throw new AppError('too_many')
  await db.insert(closures).values(row)
}

/** Takes a closure back and returns whose it was. */
export async function endClosure(db: Db, scope: HallScope, id: string, now: Date): Promise<string> {
  const [row] = await db
    .select({ counterId: closures.counterId })
    .from(closures)
    .innerJoin(counters, and(eq(counters.tenantId, closures.tenantId), eq(counters.id, closures.counterId)))
    .where(
      and(mine(scope), eq(closures.tenantId, scope.tenantId), eq(closures.id, id), isNull(closures.endedAt))
    )
  if (!row) throw new AppError('not_found')
  await db
    .update(closures)
    .set({ endedAt: now })
    .where(and(eq(closures.tenantId, scope.tenantId), eq(closures.id, id), isNull(closures.endedAt)))
  return row.counterId
}

/** Where clerks of a hall work: where a new counter may stand. */
export const listHalls = async (db: Db, tenantId: string): Promise<{ id: string; name: string }[]> =>
  await db.execute<{
    id: string
    name: string
  }>(sql`select o.id, o.name from organisations o where o.tenant_id = ${tenantId} and exists (
    select 1 from posts p where p.tenant_id = ${tenantId} and p.org_id = o.id and p.role = 'hallClerk')
    order by o.position, o.id limit 200`)
