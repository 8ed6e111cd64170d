import { and, asc, eq, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { itemVersions } from '../../catalogue/catalogue.table.ts'
import { placeOf, windowsOf } from '../../catalogue/counters/counters.repo.ts'
import { counters } from '../../catalogue/counters/counters.table.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { accounts } from '../../platform/session/session.table.ts'
import { setTimer } from '../../platform/timers/timers.repo.ts'
import { nextTimer } from './booking.rules.ts'
import { type BookingRow, bookings, LIVE } from './booking.table.ts'

/** Why a slot of a booking is no longer held, whichever of its slots it is. */
const closed = sql<string | null>`(select min(b.closed) from seats s join slots b on b.tenant_id = s.tenant_id
  and b.counter_id = s.counter_id and b.starts_at = s.starts_at
  where s.tenant_id = ${bookings.tenantId} and s.booking_id = ${bookings.id})`

const joined = (db: Db) =>
  db
    .select({
      booking: bookings,
      counter: placeOf(counters),
      letter: counters.letter,
      coolMinutes: counters.coolMinutes,
      content: itemVersions.content,
      closed,
      accountPhone: accounts.phoneSealed,
      windows: windowsOf(counters.id, counters.tenantId)
    })
    .from(bookings)
    .innerJoin(counters, and(eq(counters.tenantId, bookings.tenantId), eq(counters.id, bookings.counterId)))
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, bookings.tenantId),
        eq(itemVersions.itemId, bookings.itemId),
        eq(itemVersions.version, bookings.itemVersion)
      )
    )
    .leftJoin(accounts, and(eq(accounts.tenantId, bookings.tenantId), eq(accounts.id, bookings.accountId)))
export type BookingView = Awaited<ReturnType<typeof getBooking>>
/** A citizen: their own bookings, and those made for their number by telephone. */
export type Own = Readonly<{ accountId: string; personKey: string }>
/** Who reads: a citizen, a hall its own, the clock any. */
export type Reader = Readonly<{ own?: Own; orgId?: string }>

const isOwn = ({ accountId, personKey }: Own) =>
  or(eq(bookings.accountId, accountId), and(isNull(bookings.accountId), eq(bookings.personKey, personKey)))

/** A booking as its reader may see it; anybody else finds none. */
export async function getBooking(db: Db, tenantId: string, id: string, { own, orgId }: Reader) {
  const [row] = await joined(db).where(
    and(
      eq(bookings.tenantId, tenantId),
      eq(bookings.id, id),
      own ? isOwn(own) : undefined,
      orgId ? eq(counters.orgId, orgId) : undefined
    )
  )
  if (!row) throw new AppError('not_found')
  return row
}

/** A person's bookings that still lie ahead or are being served, first come first. */
export const liveBookings = (db: Db, tenantId: string, own: Own) =>
  joined(db)
    .where(and(eq(bookings.tenantId, tenantId), isOwn(own), sql`${bookings.state} in (${LIVE})`))
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(PAGE_SIZE)

/** A person's bookings, newest first. */
export const listBookings = (db: Db, tenantId: string, own: Own, before?: string) =>
  joined(db)
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        isOwn(own),
        before ? sql`${bookings.id} < ${before}::uuid` : undefined
      )
    )
    .orderBy(sql`${bookings.id} desc`)
    .limit(PAGE_SIZE + 1)

type Day = Readonly<{
  counterId: string
  day: string
  affected?: boolean | undefined
  orgId?: string | undefined
}>

/**
 * A counter's day by time, from after a booking on; or, of that day and all later ones, those whose slot was
 * closed.
 */
export const listDay = (db: Db, tenantId: string, { counterId, day, affected, orgId }: Day, after?: string) =>
  joined(db)
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        eq(bookings.counterId, counterId),
        affected ? gte(bookings.day, day) : eq(bookings.day, day),
        orgId ? eq(counters.orgId, orgId) : undefined,
        sql`${bookings.state} in ('booked', 'arrived', 'served', 'missed')`,
        affected ? sql`${bookings.state} = 'booked' and ${closed} is not null` : undefined,
        after
          ? sql`(${bookings.startsAt}, ${bookings.id}) > (select k.starts_at, k.id from bookings k
              where k.tenant_id = ${tenantId} and k.id = ${after}::uuid)`
          : undefined
      )
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(PAGE_SIZE + 1)

/** Why a slot of a booking is no longer held; null while all are. */
export async function closedOf(
  tx: Db,
  { tenantId, id }: Pick<BookingRow, 'tenantId' | 'id'>
): Promise<string | null> {
  const row = await oneRow<{ closed: string | null }>(
    tx,
    sql`select min(b.closed) closed from seats s join slots b on b.tenant_id = s.tenant_id
    and b.counter_id = s.counter_id and b.starts_at = s.starts_at
    where s.tenant_id = ${tenantId} and s.booking_id = ${id}`
  )
  return row.closed
}

/** Locks a booking, so that what is decided about it and what is written are of one piece. */
export async function lockBooking(tx: Db, tenantId: string, id: string): Promise<BookingRow> {
  const [row] = await tx
    .select()
    .from(bookings)
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.id, id)))
    .for('update')
  if (!row) throw new AppError('not_found')
  return row
}

type Change = Partial<Omit<BookingRow, 'tenantId' | 'id' | 'lock'>>
/** Writes a locked booking's change with the timer that follows from it. */
export async function saveBooking(tx: Db, row: BookingRow, change: Change, now: Date): Promise<BookingRow> {
  const [saved] = await tx
    .update(bookings)
    .set({ ...change, lock: row.lock + 1, changedAt: now })
    .where(and(eq(bookings.tenantId, row.tenantId), eq(bookings.id, row.id), eq(bookings.lock, row.lock)))
    .returning()
  if (!saved) throw new AppError('booking_moved_on')
  await setTimer(tx, { tenantId: row.tenantId, subject: 'booking', subjectId: row.id }, nextTimer(saved, now))
  return saved
}

/** Names and numbers of who was booked for by telephone before a day are forgotten (PIPL art. 19). */
export const forgetPhones = (db: Db, tenantId: string, before: string) =>
  db
    .update(bookings)
    .set({ phoneSealed: null, name: '' })
    .where(and(eq(bookings.tenantId, tenantId), lt(bookings.day, before), isNotNull(bookings.phoneSealed)))
