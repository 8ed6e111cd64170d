import { and, asc, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm'
import { startOfDay, startOfNextDay } from 'shared/rules/beijing.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { type BookingRow, type Pool, seats, slots } from './booking.table.ts'
import { offerSeats, type Stretch } from './offers.repo.ts'

const MINUTE = 60_000
type Tools = Pick<Deps, 'newId'>

const LONGEST_MS = 240 * MINUTE

/**
 * Locks the slots of some stretches of a counter in time's order: who frees seats, who moves and who joins
 * the line take turns.
 */
export const lockSlots = (
  tx: Db,
  { tenantId, counterId }: Omit<Stretch, 'startsAt' | 'endsAt'>,
  stretches: readonly Pick<Stretch, 'startsAt' | 'endsAt'>[]
) =>
  tx
    .select()
    .from(slots)
    .where(
      and(
        eq(slots.tenantId, tenantId),
        eq(slots.counterId, counterId),
        or(
          ...stretches.map(({ startsAt, endsAt }) =>
            and(
              gt(slots.startsAt, new Date(startsAt.getTime() - LONGEST_MS)),
              lt(slots.startsAt, endsAt),
              gt(slots.endsAt, startsAt)
            )
          )
        )
      )
    )
    .orderBy(asc(slots.startsAt))
    .limit(60)
    .for('update')

type Counted = Readonly<{ tenantId: string; counterId: string }>
const startsOf = (starts: readonly Date[]) =>
  sql`${sql.param(starts.map((start) => start.toISOString()))}::text[]::timestamptz[]`

/**
 * Adds the seats some slots lack, of both kinds, in one statement; returns the starts that gained seats for
 * citizens.
 */
export async function fillSeats(
  tx: Db,
  { tenantId, counterId }: Counted,
  starts: readonly Date[]
): Promise<Set<number>> {
  const rows = await tx.execute<{ starts_at: string; pool: Pool }>(sql`
    insert into seats (tenant_id, counter_id, starts_at, pool, no)
    select b.tenant_id, b.counter_id, b.starts_at, w.pool, n.no from slots b
    cross join lateral (values ('citizen', b.seats), ('staff', b.staff_seats)) w(pool, wanted)
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

/** A slot in which more have booked than it now holds. */
export type Over = Readonly<{ startsAt: Date; booked: number; seats: number }>

const overWhere = (where: SQL) => sql`
  select b.starts_at "startsAt", b.seats + b.staff_seats seats, count(*)::int booked from slots b
  join seats s on s.tenant_id = b.tenant_id and s.counter_id = b.counter_id and s.starts_at = b.starts_at and s.booking_id is not null
  where ${where} and b.closed is null
  group by b.starts_at, b.seats, b.staff_seats having count(*) > b.seats + b.staff_seats
  order by b.starts_at limit 200`

async function overRows(db: Db, where: SQL): Promise<Over[]> {
  const rows = await db.execute<
    Omit<Over, 'startsAt'> & {
      startsAt: string
    }
  >(overWhere(where))
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }))
}

/** Those of some slots in which more have booked than they hold. */
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
 * Takes away free seats beyond what the slots of a stretch should hold; a taken one stays whoever holds it.
 * Free seats are locked first, so that none is being taken while they are counted.
 */
export async function trimSeats(tx: Db, { tenantId, counterId, startsAt, endsAt }: Stretch): Promise<void> {
  const within = (
    alias: string
  ) => sql`${sql.raw(alias)}.tenant_id = ${tenantId} and ${sql.raw(alias)}.counter_id = ${counterId}
    and ${sql.raw(alias)}.starts_at >= ${startsAt.toISOString()}::timestamptz and ${sql.raw(alias)}.starts_at < ${endsAt.toISOString()}::timestamptz`
  const wanted = sql.raw("case p.pool when 'staff' then b.staff_seats else b.seats end")
  const slot = sql.raw(
    'join slots b on b.tenant_id = p.tenant_id and b.counter_id = p.counter_id and b.starts_at = p.starts_at'
  )
  const surplus = await tx.execute(sql`select p.starts_at from seats p ${slot} where ${within('p')}
    group by p.starts_at, p.pool, b.staff_seats, b.seats having count(*) > ${wanted} limit 100`)
  if (surplus.length === 0) return
  await tx.execute(
    sql`select p.no from seats p where ${within('p')} and p.booking_id is null order by p.starts_at, p.pool, p.no for update`
  )
  await tx.execute(sql`
    delete from seats s using (
      select p.starts_at, p.pool, p.no, ${wanted} wanted,
        row_number() over (partition by p.starts_at, p.pool order by p.booking_id is null, p.no) rank
      from seats p ${slot} where ${within('p')}
    ) x where ${within('s')} and s.starts_at = x.starts_at
      and s.pool = x.pool and s.no = x.no and x.rank > x.wanted and s.booking_id is null`)
}

/** After seats of a stretch became free: what is too many goes, the rest is offered to who waits. */
export async function passOn(tx: Db, stretch: Stretch, tools: Tools, now: Date): Promise<void> {
  await lockSlots(tx, stretch, [stretch])
  await trimSeats(tx, stretch)
  await offerSeats(tx, stretch, tools, now)
}

/** Gives up all seats of a booking. */
export async function freeSeats(tx: Db, booking: BookingRow, tools: Tools, now: Date): Promise<void> {
  await tx
    .update(seats)
    .set({ bookingId: null })
    .where(and(eq(seats.tenantId, booking.tenantId), eq(seats.bookingId, booking.id)))
  await passOn(tx, booking, tools, now)
}
