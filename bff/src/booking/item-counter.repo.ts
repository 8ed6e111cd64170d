import { and, eq, type SQL, sql } from 'drizzle-orm'
import { itemVersions, serviceItems } from '../catalogue/catalogue.table.ts'
import { windowsOf } from '../hall/counters.repo.ts'
import { counters } from '../hall/hall.table.ts'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { windowWords } from './messages.rules.ts'

/** Where an item is taken, in words; null when the hall has no counter for it. */
export async function counterFor(db: Db, tenantId: string, itemId: string) {
  const [row] = await db
    .select({ id: counters.id, name: counters.name, windows: windowsOf(counters.id, counters.tenantId) })
    .from(serviceItems)
    .innerJoin(
      counters,
      and(
        eq(counters.tenantId, serviceItems.tenantId),
        eq(counters.letter, serviceItems.counter),
        eq(counters.active, true)
      )
    )
    .where(and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.id, itemId)))
  return row ? { ...row, windows: windowWords(row.windows), bookable: true } : null
}

/** An item's version with its counter; the version is the one in force unless another is asked for. */
const versionAndCounter = (db: Db, tenantId: string | SQL, itemId: string | SQL, version?: number) =>
  db
    .select({
      counter: counters,
      version: itemVersions.version,
      content: itemVersions.content,
      windows: windowsOf(counters.id, counters.tenantId)
    })
    .from(serviceItems)
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, serviceItems.tenantId),
        eq(itemVersions.itemId, serviceItems.id),
        eq(itemVersions.version, version ?? serviceItems.inForce)
      )
    )
    .leftJoin(
      counters,
      and(
        eq(counters.tenantId, serviceItems.tenantId),
        eq(counters.letter, serviceItems.counter),
        eq(counters.active, true)
      )
    )
    .where(and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.id, itemId)))

type Row = Awaited<ReturnType<typeof versionAndCounter>>[number]
function understood([row]: Row[]) {
  if (!row) throw new AppError('not_found')
  const { counter } = row
  if (!counter) throw new AppError('no_counter')
  return { ...row, counter, bands: Math.max(1, Math.ceil(row.content.minutes / counter.bandMinutes)) }
}

/** The counter that takes an item, that version of it and how many bands it needs. */
export const counterOf = async (db: Db, tenantId: string, itemId: string, version?: number) =>
  understood(await versionAndCounter(db, tenantId, itemId, version))

/** The same for the version in force, prepared: everybody who books asks it. */
export function counterReader(db: Db) {
  const prepared = versionAndCounter(
    db,
    sql`${sql.placeholder('tenantId')}`,
    sql`${sql.placeholder('itemId')}`
  ).prepare('item_counter')
  return async (tenantId: string, itemId: string) => understood(await prepared.execute({ tenantId, itemId }))
}
