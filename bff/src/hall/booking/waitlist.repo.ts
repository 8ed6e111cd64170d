import { and, asc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm'
import { itemVersions } from '../../catalogue/catalogue.table.ts'
import { counters } from '../../catalogue/counters/counters.table.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { beijingDate } from '../../kernel/lib/sql-words.ts'
import { type BookingRow, LIVE, slots, type WaitlistRow, waitlist } from './booking.table.ts'
import { lockSlots } from './free-seats.repo.ts'

/** Said in the statement itself: a partial index is of no use to a plan that does not know the value. */
const inLine = sql`${waitlist.state} = 'waiting'`

/** When so many slots in a row from an instant on are over; no such row of slots: slot_gone. */
export async function endOf(
  db: Db,
  { tenantId, counterId, startsAt }: Pick<WaitlistRow, 'tenantId' | 'counterId' | 'startsAt'>,
  count: number
): Promise<Date> {
  const line = await db
    .select()
    .from(slots)
    .where(and(eq(slots.tenantId, tenantId), eq(slots.counterId, counterId), gte(slots.startsAt, startsAt)))
    .orderBy(asc(slots.startsAt))
    .limit(count)
  const joined = line.every(
    (slot, at) => slot.startsAt.getTime() === (at === 0 ? startsAt : line[at - 1]!.endsAt).getTime()
  )
  if (line.length < count || !joined) throw new AppError('slot_gone')
  return line.at(-1)!.endsAt
}

/**
 * Joins the line for a slot that is full, or is in it already; whoever finds a free place is sent to take it.
 */
export async function joinLine(
  tx: Db,
  row: Omit<WaitlistRow, 'seq'>,
  dailyLimit: number,
  now: Date
): Promise<WaitlistRow> {
  const { tenantId, counterId, startsAt, endsAt, personKey, itemId } = row
  const locked = await lockSlots(tx, row, [row])
  const first = locked[0]
  const shut = locked.some(({ closed }) => closed !== null)
  if (!first || shut || first.startsAt <= now || first.releasesAt > now) throw new AppError('slot_gone')
  const free = await oneRow<{ slots: number; booked: boolean; that_day: number }>(
    tx,
    sql`
    select count(distinct starts_at)::int slots, exists (select 1 from bookings k where k.tenant_id = ${tenantId}
      and k.person_key = ${personKey} and k.item_id = ${itemId} and k.state in (${LIVE})) booked,
      (select count(*)::int from bookings k where k.tenant_id = ${tenantId} and k.person_key = ${personKey}
        and k.day = ${beijingDate(sql`${startsAt.toISOString()}::timestamptz`)}
        and k.state in (${LIVE})) that_day
    from seats where tenant_id = ${tenantId} and counter_id = ${counterId}
      and pool = 'citizen' and booking_id is null and starts_at >= ${startsAt.toISOString()}::timestamptz
      and starts_at < ${endsAt.toISOString()}::timestamptz`
  )
  if (free.booked) throw new AppError('booked_already')
  // Their turn would pass them by in silence.
  if (free.that_day >= dailyLimit) throw new AppError('too_many_that_day')
  if (free.slots >= row.slots) throw new AppError('slot_free')
  const [joined] = await tx.insert(waitlist).values(row).onConflictDoNothing().returning()
  if (joined) return joined
  const [there] = await tx
    .select()
    .from(waitlist)
    .where(
      and(
        eq(waitlist.tenantId, tenantId),
        eq(waitlist.personKey, personKey),
        eq(waitlist.itemId, itemId),
        eq(waitlist.counterId, counterId),
        eq(waitlist.startsAt, startsAt),
        sql`${waitlist.state} <> 'ended'`
      )
    )
  return there!
}

/** What a person waits for, with one's position in each line; soonest first. */
export const listWaiting = (db: Db, tenantId: string, accountId: string, now: Date, id?: string) =>
  db
    .select({
      row: waitlist,
      counter: counters.name,
      item: sql<string>`${itemVersions.content} ->> 'name'`,
      position: sql<number>`1 + (select count(*)::int from waitlist w where w.tenant_id = ${tenantId}
        and w.counter_id = ${waitlist.counterId} and w.starts_at = ${waitlist.startsAt} and w.state = 'waiting'
        and w.seq < ${waitlist.seq})`
    })
    .from(waitlist)
    .innerJoin(counters, and(eq(counters.tenantId, waitlist.tenantId), eq(counters.id, waitlist.counterId)))
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, waitlist.tenantId),
        eq(itemVersions.itemId, waitlist.itemId),
        eq(itemVersions.version, waitlist.itemVersion)
      )
    )
    .where(
      and(
        eq(waitlist.tenantId, tenantId),
        eq(waitlist.accountId, accountId),
        inLine,
        gt(waitlist.startsAt, now),
        id ? eq(waitlist.id, id) : undefined
      )
    )
    .orderBy(asc(waitlist.startsAt), asc(waitlist.seq))
    .limit(50)

/** A turn that was let go ends that line; what else they wait for stays. */
export const passTurn = (db: Db, { tenantId, id }: Pick<BookingRow, 'tenantId' | 'id'>) =>
  db
    .update(waitlist)
    .set({ state: 'ended' })
    .where(
      and(eq(waitlist.tenantId, tenantId), eq(waitlist.bookingId, id), sql`${waitlist.state} = 'offered'`)
    )

/** Ends all that a person waits for of one item: they have a booking now. */
export const endWaiting = (
  db: Db,
  { tenantId, personKey, itemId }: Pick<WaitlistRow, 'tenantId' | 'personKey' | 'itemId'>
) =>
  db
    .update(waitlist)
    .set({ state: 'ended' })
    .where(
      and(
        eq(waitlist.tenantId, tenantId),
        eq(waitlist.personKey, personKey),
        eq(waitlist.itemId, itemId),
        sql`${waitlist.state} <> 'ended'`
      )
    )

/** Leaves one line; a turn that was offered is a booking by then, and is let go there. */
export async function leaveLine(db: Db, tenantId: string, accountId: string, id: string): Promise<void> {
  const gone = await db
    .update(waitlist)
    .set({ state: 'ended' })
    .where(
      and(eq(waitlist.tenantId, tenantId), eq(waitlist.id, id), eq(waitlist.accountId, accountId), inLine)
    )
    .returning({ id: waitlist.id })
  if (gone.length === 0) throw new AppError('not_found')
}

/** Lines for slots that have begun end. */
export const endPastLines = (db: Db, tenantId: string, now: Date) =>
  db
    .update(waitlist)
    .set({ state: 'ended' })
    .where(and(eq(waitlist.tenantId, tenantId), inLine, lt(waitlist.startsAt, now)))

/** Ends the lines for slots that are held no more, and returns who stood in them. */
export const endLines = (
  tx: Db,
  { tenantId, counterId }: Pick<WaitlistRow, 'tenantId' | 'counterId'>,
  starts: readonly Date[]
) =>
  tx
    .update(waitlist)
    .set({ state: 'ended' })
    .where(
      and(
        eq(waitlist.tenantId, tenantId),
        eq(waitlist.counterId, counterId),
        inLine,
        inArray(waitlist.startsAt, [...starts])
      )
    )
    .returning()
