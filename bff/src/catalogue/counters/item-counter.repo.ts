import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { itemVersions, serviceItems } from '../catalogue.table.ts'
import { inForce, takenAt } from '../joins.repo.ts'
import { placeOf, windowsOf } from './counters.repo.ts'
import { counters } from './counters.table.ts'
import { windowWords } from './words.rules.ts'

/** Where an item is taken, in words; null when the hall has no counter for it. */
export async function counterFor(db: Db, tenantId: string, itemId: string) {
  const [row] = await db
    .select({ id: counters.id, name: placeOf(counters), windows: windowsOf(counters.id, counters.tenantId) })
    .from(serviceItems)
    .innerJoin(counters, takenAt)
    .where(and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.id, itemId)))
  return row ? { ...row, windows: windowWords(row.windows), bookable: true } : null
}

/** An item's version in force with its counter. */
const versionAndCounter = (db: Db, tenantId: string | SQL, itemId: string | SQL) =>
  db
    .select({
      counter: counters,
      version: itemVersions.version,
      content: itemVersions.content,
      windows: windowsOf(counters.id, counters.tenantId)
    })
    .from(serviceItems)
    .innerJoin(itemVersions, inForce)
    .leftJoin(counters, takenAt)
    .where(and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.id, itemId)))

const slotsOf = ({ minutes }: { minutes: number }, { slotMinutes }: { slotMinutes: number }): number =>
  Math.max(1, Math.ceil(minutes / slotMinutes))

type Row = Awaited<ReturnType<typeof versionAndCounter>>[number]
function understood([row]: Row[]) {
  if (!row) throw new AppError('not_found')
  const { counter } = row
  if (!counter) throw new AppError('no_counter')
  return { ...row, counter, slots: slotsOf(row.content, counter) }
}

/** The counter that takes an item in force and how many slots it needs. */
export const counterOf = async (db: Db, tenantId: string, itemId: string) =>
  understood(await versionAndCounter(db, tenantId, itemId))

type Booked = Readonly<{ tenantId: string; counterId: string; itemId: string; itemVersion: number }>

/**
 * The counter of a booking, open or not any more, how many slots it needs there, and whether the item is
 * still taken there.
 */
export async function counterOfBooking(db: Db, { tenantId, counterId, itemId, itemVersion }: Booked) {
  const [row] = await db
    .select({ counter: counters, content: itemVersions.content, letter: serviceItems.counter })
    .from(counters)
    .innerJoin(serviceItems, and(eq(serviceItems.tenantId, tenantId), eq(serviceItems.id, itemId)))
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, tenantId),
        eq(itemVersions.itemId, itemId),
        eq(itemVersions.version, itemVersion)
      )
    )
    .where(and(eq(counters.tenantId, tenantId), eq(counters.id, counterId)))
  const { counter, content, letter } = row!
  return { counter, slots: slotsOf(content, counter), taken: counter.active && counter.letter === letter }
}

/** How long a counter lets nobody book anew after they cancelled. */
export async function coolMinutesOf(
  db: Db,
  { tenantId, counterId }: Pick<Booked, 'tenantId' | 'counterId'>
): Promise<number> {
  const [row] = await db
    .select({ coolMinutes: counters.coolMinutes })
    .from(counters)
    .where(and(eq(counters.tenantId, tenantId), eq(counters.id, counterId)))
  return row!.coolMinutes
}

/** The same for the version in force, prepared: everybody who books asks it. */
export function counterReader(db: Db) {
  const prepared = versionAndCounter(
    db,
    sql`${sql.placeholder('tenantId')}`,
    sql`${sql.placeholder('itemId')}`
  ).prepare('item_counter')
  return async (tenantId: string, itemId: string) => understood(await prepared.execute({ tenantId, itemId }))
}
