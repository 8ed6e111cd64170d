import { and, asc, eq, gt, lt, sql } from 'drizzle-orm'
import { counters } from '../../catalogue/counters/counters.table.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { enqueueMessages } from '../../platform/notifications/notifications.repo.ts'
import { OFFER_MINUTES } from './booking.rules.ts'
import { LIVE, waitlist } from './booking.table.ts'
import { tryHoldSeats } from './seats.repo.ts'

const MOST = 50
const MINUTE = 60_000
export type Stretch = Readonly<{ tenantId: string; counterId: string; startsAt: Date; endsAt: Date }>
type Tools = Pick<Deps, 'newId'>

/**
 * Who waits for a seat in a stretch and has no booking for the matter yet, a page at a time, in the order
 * they came.
 */
const lineFor = (tx: Db, { tenantId, counterId, startsAt, endsAt }: Stretch, now: Date, after: number) =>
  tx
    .select({ row: waitlist, counter: counters })
    .from(waitlist)
    .innerJoin(counters, and(eq(counters.tenantId, waitlist.tenantId), eq(counters.id, waitlist.counterId)))
    .where(
      and(
        eq(waitlist.tenantId, tenantId),
        eq(waitlist.counterId, counterId),
        sql`${waitlist.state} = 'waiting'`,
        gt(waitlist.seq, after),
        gt(waitlist.startsAt, now),
        lt(waitlist.startsAt, endsAt),
        gt(waitlist.endsAt, startsAt),
        sql`not exists (select 1 from bookings k where k.tenant_id = ${tenantId} and k.person_key = ${waitlist.personKey}
          and k.item_id = ${waitlist.itemId} and k.state in (${LIVE}))`
      )
    )
    .orderBy(asc(waitlist.seq))
    .limit(MOST)

const freeIn = async (tx: Db, { tenantId, counterId, startsAt, endsAt }: Stretch): Promise<boolean> => {
  const row = await oneRow<{ free: boolean }>(
    tx,
    sql`select exists (select 1 from seats where tenant_id = ${tenantId} and counter_id = ${counterId}
    and pool = 'citizen' and booking_id is null and starts_at >= ${startsAt.toISOString()}::timestamptz
    and starts_at < ${endsAt.toISOString()}::timestamptz) free`
  )
  return row.free
}

/**
 * Offers free seats of a stretch to who waits, in the order they came; each gets as long as OFFER_MINUTES,
 * and never past the start. The slots are locked by the caller.
 */
export async function offerSeats(tx: Db, stretch: Stretch, tools: Tools, now: Date): Promise<void> {
  let free = await freeIn(tx, stretch)
  for (let after = 0, more = true; free && more; ) {
    const line = await lineFor(tx, stretch, now, after)
    for (const one of line) {
      if (!free) return
      if (await offerTo(tx, one, tools, now)) free = await freeIn(tx, stretch)
    }
    more = line.length === MOST
    after = line.at(-1)?.row.seq ?? after
  }
}

type Waiter = Awaited<ReturnType<typeof lineFor>>[number]

/** Their turn, if they still wait and can be served by what is free. */
async function offerTo(tx: Db, { row, counter }: Waiter, { newId }: Tools, now: Date): Promise<boolean> {
  const { tenantId, counterId, itemId, itemVersion, answers, personKey, accountId, name, startsAt } = row
  const heldUntil = new Date(Math.min(now.getTime() + OFFER_MINUTES * MINUTE, startsAt.getTime()))
  const booking = {
    tenantId,
    counterId,
    itemId,
    itemVersion,
    answers,
    personKey,
    accountId,
    name,
    startsAt,
    id: newId(),
    key: newId(),
    state: 'offered' as const,
    heldUntil,
    phoneSealed: null,
    madeBy: null
  }
  const isTheirs = and(eq(waitlist.tenantId, tenantId), eq(waitlist.id, row.id))
  const still = await tx
    .update(waitlist)
    .set({ state: 'offered', bookingId: booking.id })
    .where(and(isTheirs, sql`${waitlist.state} = 'waiting'`))
    .returning({ id: waitlist.id })
  if (still.length === 0) return false
  const terms = { slots: row.slots, pool: 'citizen' as const, dailyLimit: counter.dailyLimit }
  if (!(await tryHoldSeats(tx, booking, terms, now))) {
    await tx.update(waitlist).set({ state: 'waiting', bookingId: null }).where(isTheirs)
    return false
  }
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
  return true
}
