import { and, asc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import { type CounterRow, closures, counters, serviceWindows } from '../hall/hall.table.ts'
import { beijingDay } from '../lib/beijing.ts'
import type { Db } from '../lib/deps.ts'
import { DAY, dateOf, type WorkCalendar, yearOf } from '../lib/worktime.ts'
import { type Band, bookableDays, planBands } from './bands.rules.ts'
import { type BandRow, bands, type Pool } from './booking.table.ts'
import { trimPlaces } from './places.repo.ts'

const CLOSED = '窗口停办'
type Freed = Readonly<{ startsAt: Date; endsAt: Date }>

type BandKey = Readonly<{ tenantId: string; counterId: string; startsAt: Date }>

/** Adds the places a pool of a band lacks and says whether it lacked any. */
async function fill(
  tx: Db,
  { tenantId, counterId, startsAt }: BandKey,
  pool: Pool,
  wanted: number
): Promise<boolean> {
  const at = startsAt.toISOString()
  const rows = await tx.execute(sql`
    insert into seats (tenant_id, counter_id, starts_at, pool, no)
    select ${tenantId}, ${counterId}::uuid, ${at}::timestamptz, ${pool}, n.no from (
      select no from generate_series(1, ${wanted}::int * 2) no where not exists (
        select 1 from seats s where s.tenant_id = ${tenantId} and s.counter_id = ${counterId}
          and s.starts_at = ${at}::timestamptz and s.pool = ${pool} and s.no = no.no)
      order by no limit greatest(0, ${wanted}::int - (select count(*) from seats s where s.tenant_id = ${tenantId}
        and s.counter_id = ${counterId} and s.starts_at = ${at}::timestamptz and s.pool = ${pool}))
    ) n returning no`)
  return (rows as unknown as unknown[]).length > 0
}

type Place = Readonly<{ tenantId: string; counterId: string }>

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
  const date = beijingDay(dateOf(day * DAY))
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
        eq(closures.day, date),
        isNull(closures.endedAt)
      )
    )
    .limit(100)
  const there = await tx
    .select()
    .from(bands)
    .where(
      and(
        eq(bands.tenantId, tenantId),
        eq(bands.counterId, counterId),
        gte(bands.startsAt, dateOf(day * DAY)),
        lt(bands.startsAt, dateOf((day + 1) * DAY))
      )
    )
    .orderBy(asc(bands.startsAt))
    .limit(200)
    .for('update')
  const reason = shut.find(({ windowId }) => windowId === null)?.reason
  return { planned: planBands(counter, windows, shut, calendar, day), there, reason: reason ?? CLOSED }
}

/**
 * Brings one day's bands and places in line with the plan and returns the bands that gained places. Nobody is thrown out:
 * a band with bookings that is no longer planned is marked closed, and lower capacity waits for cancellations.
 */
export async function syncDay(
  tx: Db,
  place: Place,
  calendar: WorkCalendar,
  day: number,
  now: Date
): Promise<{ gained: Freed[]; closed: Date[] }> {
  const { tenantId, counterId } = place
  const { planned, there, reason } = await plannedAndThere(tx, place, calendar, day)
  const gained: Freed[] = []
  const closed: Date[] = []
  for (const band of planned) {
    if (band.startsAt <= now || there.some((old) => sameBand(band, old))) continue
    const { startsAt, endsAt, releasesAt, places, staffPlaces } = band
    const row = { tenantId, counterId, startsAt, endsAt, releasesAt, places, staffPlaces, closed: null }
    await tx
      .insert(bands)
      .values(row)
      .onConflictDoUpdate({ target: [bands.tenantId, bands.counterId, bands.startsAt], set: row })
    const more = await fill(tx, row, 'citizen', places)
    await fill(tx, row, 'staff', staffPlaces)
    await trimPlaces(tx, row)
    if (more) gained.push({ startsAt, endsAt })
  }
  for (const old of there) {
    const kept = planned.some(({ startsAt }) => startsAt.getTime() === old.startsAt.getTime())
    if (kept || old.closed !== null || old.startsAt <= now) continue
    await tx
      .update(bands)
      .set({ closed: reason, places: 0, staffPlaces: 0 })
      .where(
        and(eq(bands.tenantId, tenantId), eq(bands.counterId, counterId), eq(bands.startsAt, old.startsAt))
      )
    await trimPlaces(tx, old)
    closed.push(old.startsAt)
  }
  return { gained, closed }
}

const sameBand = (band: Band, old: BandRow): boolean =>
  band.startsAt.getTime() === old.startsAt.getTime() &&
  band.endsAt.getTime() === old.endsAt.getTime() &&
  band.releasesAt.getTime() === old.releasesAt.getTime() &&
  band.places === old.places &&
  band.staffPlaces === old.staffPlaces &&
  old.closed === null

/** The counter's coming days, as far as the calendar knows them. */
export async function daysToSync(db: Db, { tenantId, counterId }: Place, calendar: WorkCalendar, now: Date) {
  const [counter] = await db
    .select()
    .from(counters)
    .where(and(eq(counters.tenantId, tenantId), eq(counters.id, counterId)))
  return counter ? bookableDays(counter, now).filter((day) => yearOf(day) <= calendar.lastYear) : []
}
