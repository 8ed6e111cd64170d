import { and, asc, eq, gt, lt, sql } from 'drizzle-orm'
import { counters } from '../hall/hall.table.ts'
import type { Db, Deps } from '../lib/deps.ts'
import { instantWords } from '../lib/worktime.words.ts'
import { enqueueMessages } from '../notifications/notifications.repo.ts'
import { OFFER_MINUTES } from './booking.rules.ts'
import { type BookingRow, bands, seats, waiting } from './booking.table.ts'
import { tryPlaces } from './take.repo.ts'

const MOST = 50
const MINUTE = 60_000
export type Stretch = Readonly<{ tenantId: string; counterId: string; startsAt: Date; endsAt: Date }>
type Tools = Pick<Deps, 'newId'>

/** Locks the bands of a stretch in time's order: who frees places and who joins the line take turns. */
export const lockBands = (tx: Db, { tenantId, counterId, startsAt, endsAt }: Stretch) =>
  tx
    .select()
    .from(bands)
    .where(
      and(
        eq(bands.tenantId, tenantId),
        eq(bands.counterId, counterId),
        lt(bands.startsAt, endsAt),
        gt(bands.endsAt, startsAt)
      )
    )
    .orderBy(asc(bands.startsAt))
    .limit(20)
    .for('update')

/**
 * Takes away free places beyond what the bands of a stretch should hold; a taken one stays whoever holds it. Free places
 * are locked first, so that none is being taken while they are counted.
 */
export async function trimPlaces(tx: Db, { tenantId, counterId, startsAt, endsAt }: Stretch): Promise<void> {
  const within = (
    alias: string
  ) => sql`${sql.raw(alias)}.tenant_id = ${tenantId} and ${sql.raw(alias)}.counter_id = ${counterId}
    and ${sql.raw(alias)}.starts_at >= ${startsAt.toISOString()}::timestamptz and ${sql.raw(alias)}.starts_at < ${endsAt.toISOString()}::timestamptz`
  const wanted = sql.raw("case p.pool when 'staff' then b.staff_places else b.places end")
  const band = sql.raw(
    'join bands b on b.tenant_id = p.tenant_id and b.counter_id = p.counter_id and b.starts_at = p.starts_at'
  )
  const surplus = await tx.execute(sql`select p.starts_at from seats p ${band} where ${within('p')}
    group by p.starts_at, p.pool, b.staff_places, b.places having count(*) > ${wanted} limit 100`)
  if (surplus.length === 0) return
  await tx.execute(
    sql`select p.no from seats p where ${within('p')} and p.booking_id is null order by p.starts_at, p.pool, p.no for update`
  )
  await tx.execute(sql`
    delete from seats s using (
      select p.starts_at, p.pool, p.no, ${wanted} wanted,
        row_number() over (partition by p.starts_at, p.pool order by p.booking_id is null, p.no) rank
      from seats p ${band} where ${within('p')}
    ) x where ${within('s')} and s.starts_at = x.starts_at
      and s.pool = x.pool and s.no = x.no and x.rank > x.wanted and s.booking_id is null`)
}

/** After places of a stretch became free: what is too many goes, the rest is offered to who waits. */
export async function passOn(tx: Db, stretch: Stretch, tools: Tools, now: Date): Promise<void> {
  await lockBands(tx, stretch)
  await trimPlaces(tx, stretch)
  await offerPlaces(tx, stretch, tools, now)
}

/** Gives up all places of a booking. */
export async function freePlaces(tx: Db, booking: BookingRow, tools: Tools, now: Date): Promise<void> {
  await tx
    .update(seats)
    .set({ bookingId: null })
    .where(and(eq(seats.tenantId, booking.tenantId), eq(seats.bookingId, booking.id)))
  await passOn(tx, booking, tools, now)
}

/** Who waits for a place in a stretch and may have one now, in the order they came. */
const lineFor = (tx: Db, { tenantId, counterId, startsAt, endsAt }: Stretch, now: Date) =>
  tx
    .select({ row: waiting, counter: counters })
    .from(waiting)
    .innerJoin(counters, and(eq(counters.tenantId, waiting.tenantId), eq(counters.id, waiting.counterId)))
    .where(
      and(
        eq(waiting.tenantId, tenantId),
        eq(waiting.counterId, counterId),
        sql`${waiting.state} = 'waiting'`,
        gt(waiting.startsAt, now),
        lt(waiting.startsAt, endsAt),
        gt(waiting.endsAt, startsAt),
        sql`not exists (select 1 from bookings k where k.tenant_id = ${tenantId} and k.person_key = ${waiting.personKey}
          and k.item_id = ${waiting.itemId} and k.state in ('held', 'offered', 'booked', 'arrived'))`
      )
    )
    .orderBy(asc(waiting.seq))
    .limit(MOST)

/**
 * Offers free places of a stretch to who waits, in the order they came; each gets as long as OFFER_MINUTES, and never
 * past the start. The bands are locked by the caller.
 */
export async function offerPlaces(tx: Db, stretch: Stretch, { newId }: Tools, now: Date): Promise<void> {
  const { tenantId, counterId } = stretch
  for (const { row, counter } of await lineFor(tx, stretch, now)) {
    const heldUntil = new Date(Math.min(now.getTime() + OFFER_MINUTES * MINUTE, row.startsAt.getTime()))
    const { itemId, itemVersion, answers, personKey, accountId, name, startsAt } = row
    const booking = {
      ...{ tenantId, counterId, itemId, itemVersion, answers, personKey, accountId, name, startsAt },
      ...{ id: newId(), key: newId(), state: 'offered' as const, heldUntil, phoneSealed: null, madeBy: null }
    }
    const terms = { bands: row.bands, pool: 'citizen' as const, dailyLimit: counter.dailyLimit }
    if (!(await tryPlaces(tx, booking, terms, now))) continue
    await tx
      .update(waiting)
      .set({ state: 'offered', bookingId: booking.id })
      .where(and(eq(waiting.tenantId, tenantId), eq(waiting.id, row.id)))
    const text = `候补有号了：${counter.name} ${instantWords(startsAt)}。请在${instantWords(heldUntil)}前确认，过时让给下一位`
    const message = {
      accountId,
      template: 'deadline' as const,
      text,
      quiet: false,
      key: `${booking.id}:offer`,
      about: 'booking' as const,
      aboutId: booking.id
    }
    await enqueueMessages(tx, tenantId, null, [message], now, newId)
  }
}
