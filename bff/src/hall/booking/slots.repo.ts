import { and, asc, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm'
import { beijingDay } from 'shared/rules/beijing.ts'
import {
  type CounterRow,
  closures,
  counters,
  serviceWindows
} from '../../catalogue/counters/counters.table.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { DAY, dateOf, dayOf, minuteOf, type WorkCalendar, yearOf } from '../../kernel/lib/worktime.ts'
import { type SlotRow, slots } from './booking.table.ts'
import { fillSeats, type Over, overOf, trimSeats } from './free-seats.repo.ts'
import { bookableDays, planSlots, reasonOf, type Slot } from './slots.rules.ts'

type CounterKey = Readonly<{ tenantId: string; counterId: string }>
type Freed = Readonly<{ startsAt: Date; endsAt: Date }>
/** Slots that gained seats, that are held no more, and that hold fewer than have booked. */
export type Synced = Readonly<{
  gained: readonly Freed[]
  closed: readonly Date[]
  /** Closed before, held again. */
  reopened: readonly Date[]
  over: readonly Over[]
}>

const ofCounter = ({ tenantId, counterId }: CounterKey) =>
  and(eq(slots.tenantId, tenantId), eq(slots.counterId, counterId))
const onDay = (day: number) =>
  and(gte(slots.startsAt, dateOf(day * DAY)), lt(slots.startsAt, dateOf((day + 1) * DAY)))

/** A counter's settings, kept from changing until the transaction ends; bookings go on meanwhile. */
async function lockCounter(tx: Db, { tenantId, counterId }: CounterKey): Promise<CounterRow> {
  const [counter] = await tx
    .select()
    .from(counters)
    .where(and(eq(counters.tenantId, tenantId), eq(counters.id, counterId)))
    .for('no key update')
  return counter!
}

/** What a counter's settings, windows and closures make of one day, beside what is there. */
async function plannedAndThere(tx: Db, key: CounterKey, calendar: WorkCalendar, day: number) {
  const { tenantId, counterId } = key
  const counter = await lockCounter(tx, key)
  const windows = await tx
    .select()
    .from(serviceWindows)
    .where(and(eq(serviceWindows.tenantId, tenantId), eq(serviceWindows.counterId, counterId)))
    .limit(100)
  const shut = await tx
    .select()
    .from(closures)
    .where(
      and(
        eq(closures.tenantId, tenantId),
        eq(closures.counterId, counterId),
        eq(closures.day, beijingDay(dateOf(day * DAY))),
        isNull(closures.endedAt)
      )
    )
    .limit(100)
  const there = await tx
    .select()
    .from(slots)
    .where(and(ofCounter(key), onDay(day)))
    .orderBy(asc(slots.startsAt))
    .limit(200)
    .for('update')
  return { planned: planSlots(counter, windows, shut, calendar, day), there, shut }
}

/** Writes new and changed slots in one statement. */
async function writeSlots(tx: Db, key: CounterKey, changed: readonly Slot[]): Promise<void> {
  const excluded = (column: string) => sql.raw(`excluded.${column}`)
  await tx
    .insert(slots)
    .values(changed.map((slot) => ({ ...key, ...slot, closed: null })))
    .onConflictDoUpdate({
      target: [slots.tenantId, slots.counterId, slots.startsAt],
      set: {
        endsAt: excluded('ends_at'),
        releasesAt: excluded('releases_at'),
        seats: excluded('seats'),
        staffSeats: excluded('staff_seats'),
        closed: null
      }
    })
}

const closeSlots = async (
  tx: Db,
  key: CounterKey,
  reasons: ReadonlyMap<string, SlotRow[]>
): Promise<void> => {
  for (const [closed, rows] of reasons)
    await tx
      .update(slots)
      .set({ closed, seats: 0, staffSeats: 0 })
      .where(
        and(
          ofCounter(key),
          inArray(
            slots.startsAt,
            rows.map(({ startsAt }) => startsAt)
          )
        )
      )
}

/**
 * Brings one day's slots and seats in line with the plan. Nobody is thrown out: a slot with bookings that is
 * no longer planned is marked closed, and lower capacity waits for cancellations.
 */
export async function syncDay(
  tx: Db,
  key: CounterKey,
  calendar: WorkCalendar,
  day: number,
  now: Date
): Promise<Synced> {
  const { planned, there, shut } = await plannedAndThere(tx, key, calendar, day)
  const changed = planned.filter((slot) => slot.startsAt > now && !there.some((old) => sameSlot(slot, old)))
  const kept = new Set(planned.map(({ startsAt }) => startsAt.getTime()))
  const gone = there.filter(
    (old) =>
      !kept.has(old.startsAt.getTime()) &&
      old.startsAt > now &&
      old.closed !== reasonOf(shut, old.startsAt, old.endsAt)
  )
  if (changed.length + gone.length === 0) return { gained: [], closed: [], reopened: [], over: [] }
  if (changed.length) await writeSlots(tx, key, changed)
  const reasons = Map.groupBy(gone, (old) => reasonOf(shut, old.startsAt, old.endsAt))
  await closeSlots(tx, key, reasons)
  const starts = changed.map(({ startsAt }) => startsAt)
  const filled = starts.length ? await fillSeats(tx, key, starts) : new Set<number>()
  await trimSeats(tx, { ...key, startsAt: dateOf(day * DAY), endsAt: dateOf((day + 1) * DAY) })
  return {
    gained: changed.filter(({ startsAt }) => filled.has(startsAt.getTime())),
    closed: gone.filter(({ closed }) => closed === null).map(({ startsAt }) => startsAt),
    reopened: starts.filter((start) =>
      there.some((old) => old.closed !== null && old.startsAt.getTime() === start.getTime())
    ),
    over: starts.length ? await overOf(tx, key, starts) : []
  }
}

const sameSlot = (slot: Slot, old: SlotRow): boolean =>
  slot.startsAt.getTime() === old.startsAt.getTime() &&
  slot.endsAt.getTime() === old.endsAt.getTime() &&
  slot.releasesAt.getTime() === old.releasesAt.getTime() &&
  slot.seats === old.seats &&
  slot.staffSeats === old.staffSeats &&
  old.closed === null

/** Closed slots that nobody stands in or waits for go: they would lie over those that replaced them. */
export async function dropEmptySlots(tx: Db, key: CounterKey, day: number): Promise<void> {
  const empty = sql`${ofCounter(key)} and ${onDay(day)} and ${slots.closed} is not null
    and not exists (select 1 from seats s where s.tenant_id = ${key.tenantId} and s.counter_id = ${key.counterId} and s.starts_at = ${slots.startsAt})
    and not exists (select 1 from waitlist w where w.tenant_id = ${key.tenantId} and w.counter_id = ${key.counterId}
      and w.starts_at = ${slots.startsAt} and w.state <> 'ended')`
  await tx.execute(sql`delete from waitlist where tenant_id = ${key.tenantId} and counter_id = ${key.counterId}
    and starts_at in (select starts_at from slots where ${empty})`)
  await tx.delete(slots).where(empty)
}

/**
 * The counter's coming days: those that may be booked, and any other on which slots were opened before; as
 * far as the calendar knows.
 */
export async function daysToSync(
  db: Db,
  key: CounterKey,
  calendar: WorkCalendar,
  now: Date
): Promise<number[]> {
  const { tenantId, counterId } = key
  const [counter] = await db
    .select()
    .from(counters)
    .where(and(eq(counters.tenantId, tenantId), eq(counters.id, counterId)))
  if (!counter) return []
  const opened = await db
    .select({ startsAt: slots.startsAt })
    .from(slots)
    .where(and(ofCounter(key), gte(slots.startsAt, now)))
    .orderBy(asc(slots.startsAt))
    .limit(5000)
  const days = [...bookableDays(counter, now), ...opened.map(({ startsAt }) => dayOf(minuteOf(startsAt)))]
  return [...new Set(days)].sort((a, b) => a - b).filter((day) => yearOf(day) <= calendar.lastYear)
}
