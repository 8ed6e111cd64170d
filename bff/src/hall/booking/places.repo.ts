import { and, asc, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm'
import { startOfDay, startOfNextDay } from 'shared/rules/beijing.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { type BookingRow, bands, type Pool, seats } from './booking.table.ts'
import { offerPlaces, type Stretch } from './offers.repo.ts'

const MINUTE = 60_000
type Tools = Pick<Deps, 'newId'>

const LONGEST_MS = 240 * MINUTE

/**
 * Locks the bands of some stretches of a counter in time's order: who frees places, who moves and who joins
 * the line take turns.
 */
export const lockBands = (
  tx: Db,
  { tenantId, counterId }: Omit<Stretch, 'startsAt' | 'endsAt'>,
  stretches: readonly Pick<Stretch, 'startsAt' | 'endsAt'>[]
) =>
  tx
    .select()
    .from(bands)
    .where(
      and(
        eq(bands.tenantId, tenantId),
        eq(bands.counterId, counterId),
        or(
          ...stretches.map(({ startsAt, endsAt }) =>
            and(
              gt(bands.startsAt, new Date(startsAt.getTime() - LONGEST_MS)),
              lt(bands.startsAt, endsAt),
              gt(bands.endsAt, startsAt)
            )
          )
        )
      )
    )
    .orderBy(asc(bands.startsAt))
    .limit(60)
    .for('update')

type Counted = Readonly<{ tenantId: string; counterId: string }>
const startsOf = (starts: readonly Date[]) =>
  sql`${sql.param(starts.map((start) => start.toISOString()))}::text[]::timestamptz[]`

/**
 * Adds the places some bands lack, of both kinds, in one statement; returns the starts that gained places for
 * citizens.
 */
export async function fillPlaces(
  tx: Db,
  { tenantId, counterId }: Counted,
  starts: readonly Date[]
): Promise<Set<number>> {
  const rows = await tx.execute<{ starts_at: string; pool: Pool }>(sql`
    insert into seats (tenant_id, counter_id, starts_at, pool, no)
    select b.tenant_id, b.counter_id, b.starts_at, w.pool, n.no from bands b
    cross join lateral (values ('citizen', b.places), ('staff', b.staff_places)) w(pool, wanted)
    cross join lateral (
      select no from generate_series(1, w.wanted * 2) no
      except select s.no from seats s where s.tenant_id = b.tenant_id and s.counter_id = b.counter_id and s.starts_at = b.starts_at and s.pool = w.pool
      order by no limit greatest(0, w.wanted - (select count(*) from seats s where s.tenant_id = b.tenant_id
        and s.counter_id = b.counter_id and s.starts_at = b.starts_at and s.pool = w.pool))
    ) n
    where b.tenant_id = ${tenantId} and b.counter_id = ${counterId} and b.starts_at = any(${startsOf(starts)})
    returning starts_at, pool`)
  return new Set(
    rows.filter(({ pool }) => pool === 'citizen').map((row) => new Date(row.starts_at).getTime())
  )
}

/** A band in which more have booked than it now holds. */
export type Over = Readonly<{ startsAt: Date; booked: number; places: number }>

const overWhere = (where: SQL) => sql`
  select b.starts_at "startsAt", b.places + b.staff_places places, count(*)::int booked from bands b
  join seats s on s.tenant_id = b.tenant_id and s.counter_id = b.counter_id and s.starts_at = b.starts_at and s.booking_id is not null
  where ${where} and b.closed is null
  group by b.starts_at, b.places, b.staff_places having count(*) > b.places + b.staff_places
  order by b.starts_at limit 200`

async function overRows(db: Db, where: SQL): Promise<Over[]> {
  const rows = await db.execute<
    Omit<Over, 'startsAt'> & {
      startsAt: string
    }
  >(overWhere(where))
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }))
}

/** Those of some bands in which more have booked than they hold. */
export const overOf = (tx: Db, { tenantId, counterId }: Counted, starts: readonly Date[]): Promise<Over[]> =>
  overRows(
    tx,
    sql`b.tenant_id = ${tenantId} and b.counter_id = ${counterId} and b.starts_at = any(${startsOf(starts)})`
  )

type CounterDay = Counted & Readonly<{ day: string; orgId?: string | undefined }>
/** The same of a counter's coming hours on a day, at one's own hall. */
export const overOnDay = (
  db: Db,
  { tenantId, counterId, day, orgId }: CounterDay,
  now: Date
): Promise<Over[]> =>
  overRows(
    db,
    sql`b.tenant_id = ${tenantId} and b.counter_id = ${counterId} and b.starts_at > ${now.toISOString()}::timestamptz
      and b.starts_at >= ${startOfDay(day).toISOString()}::timestamptz and b.starts_at < ${startOfNextDay(day).toISOString()}::timestamptz
      ${orgId ? sql`and exists (select 1 from counters c where c.tenant_id = ${tenantId} and c.id = ${counterId} and c.org_id = ${orgId})` : sql``}`
  )

/**
 * Takes away free places beyond what the bands of a stretch should hold; a taken one stays whoever holds it.
 * Free places are locked first, so that none is being taken while they are counted.
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
  await lockBands(tx, stretch, [stretch])
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
