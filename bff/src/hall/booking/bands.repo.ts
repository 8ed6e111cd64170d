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
import { type Band, bookableDays, planBands, reasonOf } from './bands.rules.ts'
import { type BandRow, bands } from './booking.table.ts'
import { fillPlaces, type Over, overOf, trimPlaces } from './places.repo.ts'

type Place = Readonly<{ tenantId: string; counterId: string }>
type Freed = Readonly<{ startsAt: Date; endsAt: Date }>
/** Bands that gained places, that are held no more, and that hold fewer than have booked. */
export type Synced = Readonly<{
  gained: readonly Freed[]
  closed: readonly Date[]
  /** Closed before, held again. */
  reopened: readonly Date[]
  over: readonly Over[]
}>

const ofCounter = ({ tenantId, counterId }: Place) =>
  and(eq(bands.tenantId, tenantId), eq(bands.counterId, counterId))
const onDay = (day: number) =>
  and(gte(bands.startsAt, dateOf(day * DAY)), lt(bands.startsAt, dateOf((day + 1) * DAY)))

/** A counter's settings, kept from changing until the transaction ends; bookings go on meanwhile. */
async function lockCounter(tx: Db, { tenantId, counterId }: Place): Promise<CounterRow> {
  const [counter] = await tx
    .select()
    .from(counters)
    .where(and(eq(counters.tenantId, tenantId), eq(counters.id, counterId)))
    .for('no key update')
  return counter!
}

/** What a counter's settings, windows and closures make of one day, beside what is there. */
async function plannedAndThere(tx: Db, place: Place, calendar: WorkCalendar, day: number) {
  const { tenantId, counterId } = place
  const counter = await lockCounter(tx, place)
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
    .from(bands)
    .where(and(ofCounter(place), onDay(day)))
    .orderBy(asc(bands.startsAt))
    .limit(200)
    .for('update')
  return { planned: planBands(counter, windows, shut, calendar, day), there, shut }
}

/** Writes new and changed bands in one statement. */
async function writeBands(tx: Db, place: Place, changed: readonly Band[]): Promise<void> {
  const excluded = (column: string) => sql.raw(`excluded.${column}`)
  await tx
    .insert(bands)
    .values(changed.map((band) => ({ ...place, ...band, closed: null })))
    .onConflictDoUpdate({
      target: [bands.tenantId, bands.counterId, bands.startsAt],
      set: {
        endsAt: excluded('ends_at'),
        releasesAt: excluded('releases_at'),
        places: excluded('places'),
        staffPlaces: excluded('staff_places'),
        closed: null
      }
    })
}

const closeBands = async (tx: Db, place: Place, reasons: ReadonlyMap<string, BandRow[]>): Promise<void> => {
  for (const [closed, rows] of reasons)
    await tx
      .update(bands)
      .set({ closed, places: 0, staffPlaces: 0 })
      .where(
        and(
          ofCounter(place),
          inArray(
            bands.startsAt,
            rows.map(({ startsAt }) => startsAt)
          )
        )
      )
}

/**
 * Brings one day's bands and places in line with the plan. Nobody is thrown out: a band with bookings that is
 * no longer planned is marked closed, and lower capacity waits for cancellations.
 */
export async function syncDay(
  tx: Db,
  place: Place,
  calendar: WorkCalendar,
  day: number,
  now: Date
): Promise<Synced> {
  const { planned, there, shut } = await plannedAndThere(tx, place, calendar, day)
  const changed = planned.filter((band) => band.startsAt > now && !there.some((old) => sameBand(band, old)))
  const kept = new Set(planned.map(({ startsAt }) => startsAt.getTime()))
  const gone = there.filter(
    (old) =>
      !kept.has(old.startsAt.getTime()) &&
      old.startsAt > now &&
      old.closed !== reasonOf(shut, old.startsAt, old.endsAt)
  )
  if (changed.length + gone.length === 0) return { gained: [], closed: [], reopened: [], over: [] }
  if (changed.length) await writeBands(tx, place, changed)
  const reasons = Map.groupBy(gone, (old) => reasonOf(shut, old.startsAt, old.endsAt))
  await closeBands(tx, place, reasons)
  const starts = changed.map(({ startsAt }) => startsAt)
  const filled = starts.length ? await fillPlaces(tx, place, starts) : new Set<number>()
  await trimPlaces(tx, { ...place, startsAt: dateOf(day * DAY), endsAt: dateOf((day + 1) * DAY) })
  return {
    gained: changed.filter(({ startsAt }) => filled.has(startsAt.getTime())),
    closed: gone.filter(({ closed }) => closed === null).map(({ startsAt }) => startsAt),
    reopened: starts.filter((start) =>
      there.some((old) => old.closed !== null && old.startsAt.getTime() === start.getTime())
    ),
    over: starts.length ? await overOf(tx, place, starts) : []
  }
}

const sameBand = (band: Band, old: BandRow): boolean =>
  band.startsAt.getTime() === old.startsAt.getTime() &&
  band.endsAt.getTime() === old.endsAt.getTime() &&
  band.releasesAt.getTime() === old.releasesAt.getTime() &&
  band.places === old.places &&
  band.staffPlaces === old.staffPlaces &&
  old.closed === null

/** Closed bands that nobody stands in or waits for go: they would lie over those that took their place. */
export async function dropEmptyBands(tx: Db, place: Place, day: number): Promise<void> {
  const empty = sql`${ofCounter(place)} and ${onDay(day)} and ${bands.closed} is not null
    and not exists (select 1 from seats s where s.tenant_id = ${place.tenantId} and s.counter_id = ${place.counterId} and s.starts_at = ${bands.startsAt})
    and not exists (select 1 from waiting w where w.tenant_id = ${place.tenantId} and w.counter_id = ${place.counterId}
      and w.starts_at = ${bands.startsAt} and w.state <> 'ended')`
  await tx.execute(sql`delete from waiting where tenant_id = ${place.tenantId} and counter_id = ${place.counterId}
    and starts_at in (select starts_at from bands where ${empty})`)
  await tx.delete(bands).where(empty)
}

/**
 * The counter's coming days: those that may be booked, and any other on which bands were opened before; as
 * far as the calendar knows.
 */
export async function daysToSync(db: Db, place: Place, calendar: WorkCalendar, now: Date): Promise<number[]> {
  const { tenantId, counterId } = place
  const [counter] = await db
    .select()
    .from(counters)
    .where(and(eq(counters.tenantId, tenantId), eq(counters.id, counterId)))
  if (!counter) return []
  const opened = await db
    .select({ startsAt: bands.startsAt })
    .from(bands)
    .where(and(ofCounter(place), gte(bands.startsAt, now)))
    .orderBy(asc(bands.startsAt))
    .limit(5000)
  const days = [...bookableDays(counter, now), ...opened.map(({ startsAt }) => dayOf(minuteOf(startsAt)))]
  return [...new Set(days)].sort((a, b) => a - b).filter((day) => yearOf(day) <= calendar.lastYear)
}
