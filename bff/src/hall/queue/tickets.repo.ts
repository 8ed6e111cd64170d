import { and, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { beijingDay } from 'shared/rules/beijing.ts'
import { serviceItems } from '../../catalogue/catalogue.table.ts'
import { counters, serviceWindows } from '../../catalogue/counters/counters.table.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { type BookingRow, bookings } from '../booking/booking.table.ts'
import { counterDays, type TicketRow, tickets } from './queue.table.ts'

const MOST = 300
export type Line = Readonly<{ tenantId: string; counterId: string; day: string }>
const inLine = ({ tenantId, counterId, day }: Line) =>
  and(eq(tickets.tenantId, tenantId), eq(tickets.counterId, counterId), eq(tickets.day, day))

/** Lets whoever gives or calls numbers at a counter take turns, and returns the day's last number. */
async function lockDay(tx: Db, { tenantId, counterId, day }: Line, step: 0 | 1): Promise<number> {
  const [row] = await tx
    .insert(counterDays)
    .values({ tenantId, counterId, day, lastSeq: step })
    .onConflictDoUpdate({
      target: [counterDays.tenantId, counterDays.counterId, counterDays.day],
      set: { lastSeq: sql`${counterDays.lastSeq} + ${step}` }
    })
    .returning({ lastSeq: counterDays.lastSeq })
  return row!.lastSeq
}
export const lockLine = (tx: Db, line: Line): Promise<number> => lockDay(tx, line, 0)

type NewTicket = Pick<
  TicketRow,
  'tenantId' | 'id' | 'counterId' | 'letter' | 'key' | 'bookingId' | 'itemId' | 'priority' | 'bookedFor'
>
/** Gives the next number, or returns the one given for the same key. */
export async function addTicket(tx: Db, ticket: NewTicket, now: Date): Promise<TicketRow> {
  const { tenantId, counterId, key } = ticket
  const day = beijingDay(now)
  const seq = await lockDay(tx, { tenantId, counterId, day }, 1)
  const [row] = await tx
    .insert(tickets)
    .values({ ...ticket, day, seq, arrivedAt: now, state: 'waiting' })
    .onConflictDoNothing({ target: [tickets.tenantId, tickets.key] })
    .returning()
  if (row) return row
  const [earlier] = await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.tenantId, tenantId), eq(tickets.key, key)))
  if (earlier?.counterId !== counterId) throw new AppError('key_reused')
  return earlier
}

const shown = (db: Db) =>
  db
    .select({
      ticket: tickets,
      window: serviceWindows.no,
      counter: counters.name,
      item: serviceItems.name,
      name: bookings.name
    })
    .from(tickets)
    .innerJoin(counters, and(eq(counters.tenantId, tickets.tenantId), eq(counters.id, tickets.counterId)))
    .leftJoin(
      serviceWindows,
      and(eq(serviceWindows.tenantId, tickets.tenantId), eq(serviceWindows.id, tickets.windowId))
    )
    .leftJoin(
      serviceItems,
      and(eq(serviceItems.tenantId, tickets.tenantId), eq(serviceItems.id, tickets.itemId))
    )
    .leftJoin(bookings, and(eq(bookings.tenantId, tickets.tenantId), eq(bookings.id, tickets.bookingId)))
export type TicketView = Awaited<ReturnType<typeof getTicket>>

export async function getTicket(db: Db, tenantId: string, id: string) {
  const [row] = await shown(db).where(and(eq(tickets.tenantId, tenantId), eq(tickets.id, id)))
  if (!row) throw new AppError('not_found')
  return row
}

/** The ticket a booking became; undefined before they checked in. */
/** Which of these bookings’ numbers are called right now, and to which window. */
export const calledOfBookings = (db: Db, tenantId: string, bookingIds: readonly string[]) =>
  shown(db).where(
    and(eq(tickets.tenantId, tenantId), inArray(tickets.key, [...bookingIds]), eq(tickets.state, 'called'))
  )

export async function ticketOfBooking(db: Db, tenantId: string, bookingId: string) {
  const [row] = await shown(db).where(and(eq(tickets.tenantId, tenantId), eq(tickets.key, bookingId)))
  return row
}

/** Said in the statement itself: a partial index is of no use to a plan that does not know the value. */
const isOpen = sql`${tickets.state} in ('waiting', 'called', 'serving', 'parked', 'missed')`

/** Everybody a counter still has to do with today, in the order they came. */
export const listQueue = (db: Db, line: Line) =>
  shown(db)
    .where(and(inLine(line), isOpen))
    .orderBy(tickets.arrivedAt, tickets.seq)
    .limit(MOST)

/** Who waits, and who was called last. */
export async function lineOf(db: Db, line: Line) {
  const [waiting, calls] = await Promise.all([
    db
      .select()
      .from(tickets)
      .where(and(inLine(line), sql`${tickets.state} = 'waiting'`))
      .orderBy(tickets.arrivedAt)
      .limit(MOST),
    db
      .select({ priority: tickets.priority, bookedFor: tickets.bookedFor })
      .from(tickets)
      .where(and(inLine(line), isNotNull(tickets.calledAt)))
      .orderBy(sql`${tickets.calledAt} desc nulls last`)
      .limit(20)
  ])
  return { waiting, calls }
}

const AT_WORK_MS = 40 * 60_000
/**
 * How long a service takes at a counter, in minutes: the quicker and the slower quarter of the last fifty;
 * and how many windows called lately.
 */
export async function paceOf(db: Db, { tenantId, counterId, day }: Line, now: Date) {
  const lately = new Date(now.getTime() - AT_WORK_MS).toISOString()
  const row = await oneRow<{ quick: number | null; slow: number | null; windows: number }>(
    db,
    sql`
    select percentile_cont(0.25) within group (order by m)::float8 quick, percentile_cont(0.75) within group (order by m)::float8 slow,
      (select greatest(1, count(distinct w.window_id))::int from tickets w where w.tenant_id = ${tenantId} and w.counter_id = ${counterId}
        and w.day = ${day} and w.window_id is not null and w.called_at > ${lately}::timestamptz) windows
    from (select extract(epoch from ended_at - served_at) / 60 m from tickets where tenant_id = ${tenantId}
      and counter_id = ${counterId} and state = 'done' and served_at is not null order by ended_at desc nulls last limit 50) last`
  )
  const { quick, slow, windows } = row
  return { windows, quartiles: quick === null || slow === null ? null : { quick, slow } }
}

/** The ticket a window has before it; undefined when it is free. */
export async function ticketAt(db: Db, tenantId: string, windowId: string, day: string) {
  const [row] = await db
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.tenantId, tenantId),
        eq(tickets.windowId, windowId),
        eq(tickets.day, day),
        sql`${tickets.state} in ('called', 'serving')`
      )
    )
  return row
}

type Change = Partial<Omit<TicketRow, 'tenantId' | 'id' | 'lock'>>
export async function saveTicket(
  tx: Db,
  { tenantId, id, lock }: Pick<TicketRow, 'tenantId' | 'id' | 'lock'>,
  change: Change
) {
  const [row] = await tx
    .update(tickets)
    .set({ ...change, lock: lock + 1 })
    .where(and(eq(tickets.tenantId, tenantId), eq(tickets.id, id), eq(tickets.lock, lock)))
    .returning()
  if (!row) throw new AppError('ticket_moved_on')
  return row
}

const left = (now: Date) => ({ state: 'left' as const, endedAt: now, lock: sql`${tickets.lock} + 1` })

/** A booking was closed by the clock: nobody waits for its number any more. */
export const endTicketOf = (tx: Db, { tenantId, id }: Pick<BookingRow, 'tenantId' | 'id'>, now: Date) =>
  tx
    .update(tickets)
    .set(left(now))
    .where(and(eq(tickets.tenantId, tenantId), eq(tickets.key, id), isOpen))

/** Numbers of earlier days that were never ended. */
export const endPastTickets = (db: Db, tenantId: string, now: Date) =>
  db
    .update(tickets)
    .set(left(now))
    .where(and(eq(tickets.tenantId, tenantId), lt(tickets.day, beijingDay(now)), isOpen))
