import { and, asc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm'
import { LIVE_STATES } from 'shared/rules/bookings.ts'
import { itemVersions } from '../../catalogue/catalogue.table.ts'
import { counters } from '../../catalogue/counters/counters.table.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { literals } from '../../kernel/lib/sql-words.ts'
import { type BookingRow, bands, type WaitingRow, waiting } from './booking.table.ts'
import { lockBands } from './places.repo.ts'

const LIVE = literals(LIVE_STATES)

/** Said in the statement itself: a partial index is of no use to a plan that does not know the value. */
const inLine = sql`${waiting.state} = 'waiting'`

/** When so many bands in a row from an instant on are over; no such row of bands: band_gone. */
export async function endOf(
  db: Db,
  { tenantId, counterId, startsAt }: Pick<WaitingRow, 'tenantId' | 'counterId' | 'startsAt'>,
  count: number
): Promise<Date> {
  const line = await db
    .select()
    .from(bands)
    .where(and(eq(bands.tenantId, tenantId), eq(bands.counterId, counterId), gte(bands.startsAt, startsAt)))
    .orderBy(asc(bands.startsAt))
    .limit(count)
  const joined = line.every(
    (band, at) => band.startsAt.getTime() === (at === 0 ? startsAt : line[at - 1]!.endsAt).getTime()
  )
  if (line.length < count || !joined) throw new AppError('band_gone')
  return line.at(-1)!.endsAt
}

/**
 * Joins the line for a band that is full, or is in it already; whoever finds a free place is sent to take it.
 */
export async function joinLine(
  tx: Db,
  row: Omit<WaitingRow, 'seq'>,
  dailyLimit: number,
  now: Date
): Promise<WaitingRow> {
  const { tenantId, counterId, startsAt, endsAt, personKey, itemId } = row
  const locked = await lockBands(tx, row, [row])
  const first = locked[0]
  const shut = locked.some(({ closed }) => closed !== null)
  if (!first || shut || first.startsAt <= now || first.releasesAt > now) throw new AppError('band_gone')
  const free = await oneRow<{ bands: number; booked: boolean; that_day: number }>(
    tx,
    sql`
    select count(distinct starts_at)::int bands, exists (select 1 from bookings k where k.tenant_id = ${tenantId}
      and k.person_key = ${personKey} and k.item_id = ${itemId} and k.state in (${LIVE})) booked,
      (select count(*)::int from bookings k where k.tenant_id = ${tenantId} and k.person_key = ${personKey}
        and k.day = (${startsAt.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date
        and k.state in (${LIVE})) that_day
    from seats where tenant_id = ${tenantId} and counter_id = ${counterId}
      and pool = 'citizen' and booking_id is null and starts_at >= ${startsAt.toISOString()}::timestamptz
      and starts_at < ${endsAt.toISOString()}::timestamptz`
  )
  if (free.booked) throw new AppError('booked_already')
  // His turn would pass him by in silence.
  if (free.that_day >= dailyLimit) throw new AppError('too_many_that_day')
  if (free.bands >= row.bands) throw new AppError('band_free')
  const [joined] = await tx.insert(waiting).values(row).onConflictDoNothing().returning()
  if (joined) return joined
  const [there] = await tx
    .select()
    .from(waiting)
    .where(
      and(
        eq(waiting.tenantId, tenantId),
        eq(waiting.personKey, personKey),
        eq(waiting.itemId, itemId),
        eq(waiting.counterId, counterId),
        eq(waiting.startsAt, startsAt),
        sql`${waiting.state} <> 'ended'`
      )
    )
  return there!
}

/** What a person waits for, with his place in each line; soonest first. */
export const listWaiting = (db: Db, tenantId: string, accountId: string, now: Date, id?: string) =>
  db
    .select({
      row: waiting,
      counter: counters.name,
      item: sql<string>`${itemVersions.content} ->> 'name'`,
      place: sql<number>`1 + (select count(*)::int from waiting w where w.tenant_id = ${tenantId}
        and w.counter_id = ${waiting.counterId} and w.starts_at = ${waiting.startsAt} and w.state = 'waiting'
        and w.seq < ${waiting.seq})`
    })
    .from(waiting)
    .innerJoin(counters, and(eq(counters.tenantId, waiting.tenantId), eq(counters.id, waiting.counterId)))
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, waiting.tenantId),
        eq(itemVersions.itemId, waiting.itemId),
        eq(itemVersions.version, waiting.itemVersion)
      )
    )
    .where(
      and(
        eq(waiting.tenantId, tenantId),
        eq(waiting.accountId, accountId),
        inLine,
        gt(waiting.startsAt, now),
        id ? eq(waiting.id, id) : undefined
      )
    )
    .orderBy(asc(waiting.startsAt), asc(waiting.seq))
    .limit(50)

/** A turn that was let go ends that line; what else he waits for stays. */
export const passTurn = (db: Db, { tenantId, id }: Pick<BookingRow, 'tenantId' | 'id'>) =>
  db
    .update(waiting)
    .set({ state: 'ended' })
    .where(and(eq(waiting.tenantId, tenantId), eq(waiting.bookingId, id), sql`${waiting.state} = 'offered'`))

/** Ends all that a person waits for of one item: he has a booking now. */
export const endWaiting = (
  db: Db,
  { tenantId, personKey, itemId }: Pick<WaitingRow, 'tenantId' | 'personKey' | 'itemId'>
) =>
  db
    .update(waiting)
    .set({ state: 'ended' })
    .where(
      and(
        eq(waiting.tenantId, tenantId),
        eq(waiting.personKey, personKey),
        eq(waiting.itemId, itemId),
        sql`${waiting.state} <> 'ended'`
      )
    )

/** Leaves one line; a turn that was offered is a booking by then, and is let go there. */
export async function leaveLine(db: Db, tenantId: string, accountId: string, id: string): Promise<void> {
  const gone = await db
    .update(waiting)
    .set({ state: 'ended' })
    .where(and(eq(waiting.tenantId, tenantId), eq(waiting.id, id), eq(waiting.accountId, accountId), inLine))
    .returning({ id: waiting.id })
  if (gone.length === 0) throw new AppError('not_found')
}

/** Lines for bands that have begun end. */
export const endPastLines = (db: Db, tenantId: string, now: Date) =>
  db
    .update(waiting)
    .set({ state: 'ended' })
    .where(and(eq(waiting.tenantId, tenantId), inLine, lt(waiting.startsAt, now)))

/** Ends the lines for bands that are held no more, and returns who stood in them. */
export const endLines = (
  tx: Db,
  { tenantId, counterId }: Pick<WaitingRow, 'tenantId' | 'counterId'>,
  starts: readonly Date[]
) =>
  tx
    .update(waiting)
    .set({ state: 'ended' })
    .where(
      and(
        eq(waiting.tenantId, tenantId),
        eq(waiting.counterId, counterId),
        inLine,
        inArray(waiting.startsAt, [...starts])
      )
    )
    .returning()
