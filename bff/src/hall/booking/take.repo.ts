import { sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import type { ErrorCode } from 'shared/errors.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { newCode } from '../../kernel/lib/person-codes.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { GRACE_MINUTES, nextTimer } from './booking.rules.ts'
import type { BookingRow, Pool } from './booking.table.ts'

export type Taking = Omit<
  BookingRow,
  'code' | 'day' | 'ordinal' | 'endsAt' | 'lock' | 'createdAt' | 'changedAt' | 'ready' | 'travelMinutes'
>
export type Terms = Readonly<{ bands: number; pool: Pool; dailyLimit: number }>

/**
 * Places for a booking, one in each of $4 bands in a row from $3 on, all or none, and the booking with its
 * timer: one statement. A place another is taking is passed by; what a constraint refuses (the same tap, a
 * live booking for the item, the day's limit, a code another has) takes nothing. `id` null: not to be had;
 * `had`: the places were there.
 */
export const TAKE = `
with barred as (
  select 1 from standings t where t.tenant_id = $1 and t.person_key = $7 and $5 = 'citizen'
    and (t.barred_until > $6::text::timestamptz or $18 = 'held' and t.cool_until > $6::text::timestamptz)
), line as (
  select b.starts_at, b.ends_at, lag(b.ends_at) over (order by b.starts_at) previous from bands b
  where b.tenant_id = $1 and b.counter_id = $2 and b.starts_at >= $3::text::timestamptz and b.closed is null
    and b.starts_at > $6::text::timestamptz and ($5 = 'staff' or b.releases_at <= $6::text::timestamptz)
    and not exists (select from barred)
  order by b.starts_at limit $4
), wanted as (
  select starts_at, ends_at from line
  where (select count(*) from line) = $4 and (select min(starts_at) from line) = $3::text::timestamptz
    and not exists (select 1 from line where previous <> starts_at)
), free as (
  select s.starts_at, s.no, w.ends_at from wanted w cross join lateral (
    select p.starts_at, p.no from seats p
    where p.tenant_id = $1 and p.counter_id = $2 and p.starts_at = w.starts_at and p.pool = $5 and p.booking_id is null
    order by p.no limit 1 for update skip locked
  ) s
), enough as (select max(ends_at) ends_at from free having count(*) = $4), booked as (
  insert into bookings (tenant_id, id, counter_id, item_id, item_version, answers, person_key, key, account_id, name,
    phone_sealed, made_by, day, starts_at, ends_at, state, held_until, ordinal, code, ready, created_at, changed_at)
  select $1, $9, $2, $10, $11, $12, $7, $13, $14, $15, $16, $17, d.day, $3::text::timestamptz, e.ends_at, $18,
    $19::text::timestamptz, o.n, $20, '{}', $6::text::timestamptz, $6::text::timestamptz
  from enough e cross join (select ($3::text::timestamptz at time zone 'Asia/Shanghai')::date) d(day) cross join lateral (
    select min(n) n from generate_series(1, $8::int) n where not exists (
      select 1 from bookings k where k.tenant_id = $1 and k.person_key = $7 and k.day = d.day and k.ordinal = n
        and k.state in ('held', 'offered', 'booked', 'arrived'))) o
  where o.n is not null on conflict do nothing returning id, ends_at, code
), taken as (
  update seats s set booking_id = booked.id from booked, free f
  where s.tenant_id = $1 and s.counter_id = $2 and s.starts_at = f.starts_at and s.pool = $5 and s.no = f.no
), timed as (
  insert into timers (tenant_id, subject, subject_id, step, due_at)
  select $1, 'booking', id, $21, coalesce($22::text::timestamptz, ends_at + interval '${GRACE_MINUTES} minutes') from booked
)
select b.id, b.ends_at "endsAt", b.code, exists (select from enough) had from (select 1) one left join booked b on true`

const valuesOf = (booking: Taking, { bands, pool, dailyLimit }: Terms, now: Date) => {
  const { tenantId, counterId, startsAt, personKey, id, itemId, itemVersion, answers, key } = booking
  const { accountId, name, phoneSealed, madeBy, state, heldUntil } = booking
  const who = [tenantId, counterId, startsAt.toISOString(), bands, pool, now.toISOString(), personKey]
  const what = [dailyLimit, id, itemId, itemVersion, answers, key, accountId, name, phoneSealed, madeBy]
  const next = nextTimer({ state, startsAt, endsAt: startsAt, heldUntil, travelMinutes: TRAVEL }, now)!
  // Without a reminder left the clock waits for the end, which only the statement knows.
  const due = next.step === 'miss' ? null : next.dueAt.toISOString()
  return [...who, ...what, state, heldUntil?.toISOString() ?? null, newCode(), next.step, due]
}

type Taken = Readonly<{ id: string | null; endsAt: string; code: string; had: boolean }>
const TRAVEL = 30 // minutes, the table's default
const TRIES = 3 // of a million codes a county's live bookings hold a few thousand

/** Takes the places inside a caller's transaction; false when they are not to be had. */
export async function tryPlaces(tx: Db, booking: Taking, terms: Terms, now: Date): Promise<boolean> {
  for (let again = 0; again < TRIES; again++) {
    const values = valuesOf(booking, terms, now)
    const [first, ...rest] = TAKE.split(/\$(\d+)/)
    const query = rest.reduce(
      (text, part, at) =>
        at % 2 === 0 ? sql`${text}${values[Number(part) - 1]}` : sql`${text}${sql.raw(part)}`,
      sql.raw(first!)
    )
    const taken = await oneRow<Taken>(tx, query)
    if (taken.id || !taken.had) return taken.id !== null
  }
  return false
}

/** Takes the places by the prepared statement. */
async function tryAlone(db: Db, booking: Taking, terms: Terms, now: Date): Promise<Taken> {
  // drizzle prepares only what its builder made; this statement would be planned anew each time.
  const { $client } = db as Db & { $client: Sql }
  const values = valuesOf(booking, terms, now)
  const [taken] = await $client.unsafe<[Taken]>(TAKE, values as never, { prepare: true })
  return taken
}

/**
 * Why a place was not had, in the order somebody would ask; the booking the same tap made before; whether
 * places are free now.
 */
const WHY = `
select (select k.id from bookings k where k.tenant_id = $1 and k.person_key = $4 and k.key = $5 and k.item_id = $6) earlier,
  case when exists (select 1 from bookings k where k.tenant_id = $1 and k.person_key = $4 and k.key = $5) then 'key_reused'
    when b.starts_at is null or b.closed is not null or b.starts_at <= $7::text::timestamptz then 'band_gone'
    when exists (select 1 from bookings k where k.tenant_id = $1 and k.person_key = $4 and k.item_id = $6
      and k.state in ('held', 'offered', 'booked', 'arrived')) then 'booked_already'
    when $8 = 'citizen' and s.barred_until > $7::text::timestamptz then 'desk_only'
    when $8 = 'citizen' and s.cool_until > $7::text::timestamptz then 'cooling'
    when $8 = 'citizen' and b.releases_at > $7::text::timestamptz then 'not_released'
    when (select count(*) from bookings k where k.tenant_id = $1 and k.person_key = $4
      and k.state in ('held', 'offered', 'booked', 'arrived')
      and k.day = (b.starts_at at time zone 'Asia/Shanghai')::date) >= $9::int then 'too_many_that_day'
    else 'band_full' end reason,
  (select count(*) = $10::int from (select l.starts_at from bands l where l.tenant_id = $1 and l.counter_id = $2
    and l.starts_at >= $3::text::timestamptz and l.closed is null order by l.starts_at limit $10::int) l
    where exists (select 1 from seats p where p.tenant_id = $1 and p.counter_id = $2 and p.starts_at = l.starts_at
      and p.pool = $8 and p.booking_id is null)) open
from (select 1) one
left join bands b on b.tenant_id = $1 and b.counter_id = $2 and b.starts_at = $3::text::timestamptz
left join standings s on s.tenant_id = $1 and s.person_key = $4`
type Why = Readonly<{ earlier: string | null; reason: ErrorCode; open: boolean }>

export async function whyNot(
  db: Db,
  booking: Taking,
  { pool, dailyLimit, bands }: Terms,
  now: Date
): Promise<Why> {
  const { tenantId, personKey, counterId, itemId, key, startsAt } = booking
  const { $client } = db as Db & { $client: Sql }
  const where = [tenantId, counterId, startsAt.toISOString(), personKey, key, itemId]
  const values = [...where, now.toISOString(), pool, dailyLimit, bands]
  const [why] = await $client.unsafe<[Why]>(WHY, values as never, { prepare: true })
  return why
}

/** What was had, or the booking an earlier tap of the same kind made. */
export type Had = Readonly<{ id: string; fresh: { endsAt: Date; code: string } | null }>

/** Takes the places, or finds what the same tap had before; or says why not. */
export async function takePlaces(
  db: Db,
  booking: Taking,
  { pools, ...rest }: Omit<Terms, 'pool'> & { pools: readonly Pool[] },
  now: Date
): Promise<Had> {
  for (let again = 0; ; again++) {
    let had = false
    for (const pool of pools) {
      const taken = await tryAlone(db, booking, { ...rest, pool }, now)
      if (taken.id) return { id: taken.id, fresh: { endsAt: new Date(taken.endsAt), code: taken.code } }
      had ||= taken.had
    }
    const { earlier, reason, open } = await whyNot(db, booking, { ...rest, pool: pools.at(-1)! }, now)
    if (earlier) return { id: earlier, fresh: null }
    // Another has the code; or somebody had his hand on a place he then did not take.
    if (reason !== 'band_full' || !(had || open) || again === TRIES) throw new AppError(reason)
  }
}
