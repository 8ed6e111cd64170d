import { LIVE_STATES } from 'shared/rules/bookings.ts'
import { part, plain } from '../../kernel/lib/statement.ts'
import { GRACE_MINUTES } from './booking.rules.ts'
import type { Pool } from './booking.table.ts'

const LIVE = plain(LIVE_STATES.map((state) => `'${state}'`).join(', '))

/** Instants are ISO 8601 strings: a prepared statement knows their type by its casts. */
export type HoldValues = Readonly<{
  tenantId: string
  counterId: string
  startsAt: string
  slots: number
  pool: Pool
  now: string
  personKey: string
  dailyLimit: number
  id: string
  itemId: string
  itemVersion: number
  answers: string
  key: string
  accountId: string | null
  name: string
  phoneSealed: string | null
  madeBy: string | null
  state: string
  heldUntil: string | null
  code: string
  step: string
  dueAt: string | null
}>
/** `id` null: the seats are not to be had; `seatsWereFree`: something else than the seats refused. */
export type Held = Readonly<{ id: string | null; endsAt: string; code: string; seatsWereFree: boolean }>

/**
 * Seats for a booking, one in each of so many slots in a row from `startsAt` on, all or none, and the booking
 * with its timer: one statement. A seat that another is taking is passed by; what a constraint refuses (the
 * same tap, a live booking for the item, the day's limit, a code another has) takes nothing.
 */
export const HOLD_SEATS = part<HoldValues>()`
with barred as (
  select 1 from standings t where t.tenant_id = ${'tenantId'} and t.person_key = ${'personKey'} and ${'pool'} = 'citizen'
    and (t.barred_until > ${'now'}::text::timestamptz or ${'state'} = 'held' and t.cool_until > ${'now'}::text::timestamptz)
), line as (
  select b.starts_at, b.ends_at, lag(b.ends_at) over (order by b.starts_at) previous from slots b
  where b.tenant_id = ${'tenantId'} and b.counter_id = ${'counterId'} and b.starts_at >= ${'startsAt'}::text::timestamptz and b.closed is null
    and b.starts_at > ${'now'}::text::timestamptz and (${'pool'} = 'staff' or b.releases_at <= ${'now'}::text::timestamptz)
    and not exists (select from barred)
  order by b.starts_at limit ${'slots'}
), wanted as (
  select starts_at, ends_at from line
  where (select count(*) from line) = ${'slots'} and (select min(starts_at) from line) = ${'startsAt'}::text::timestamptz
    and not exists (select 1 from line where previous <> starts_at)
), free as (
  select s.starts_at, s.no, w.ends_at from wanted w cross join lateral (
    select p.starts_at, p.no from seats p
    where p.tenant_id = ${'tenantId'} and p.counter_id = ${'counterId'} and p.starts_at = w.starts_at and p.pool = ${'pool'} and p.booking_id is null
    order by p.no limit 1 for update skip locked
  ) s
), enough as (select max(ends_at) ends_at from free having count(*) = ${'slots'}), booked as (
  insert into bookings (tenant_id, id, counter_id, item_id, item_version, answers, person_key, key, account_id, name,
    phone_sealed, made_by, day, starts_at, ends_at, state, held_until, ordinal, code, ready, created_at, changed_at)
  select ${'tenantId'}, ${'id'}, ${'counterId'}, ${'itemId'}, ${'itemVersion'}, ${'answers'}, ${'personKey'}, ${'key'}, ${'accountId'}, ${'name'}, ${'phoneSealed'}, ${'madeBy'}, d.day, ${'startsAt'}::text::timestamptz, e.ends_at, ${'state'},
    ${'heldUntil'}::text::timestamptz, o.n, ${'code'}, '{}', ${'now'}::text::timestamptz, ${'now'}::text::timestamptz
  from enough e cross join (select (${'startsAt'}::text::timestamptz at time zone 'Asia/Shanghai')::date) d(day) cross join lateral (
    select min(n) n from generate_series(1, ${'dailyLimit'}::int) n where not exists (
      select 1 from bookings k where k.tenant_id = ${'tenantId'} and k.person_key = ${'personKey'} and k.day = d.day and k.ordinal = n
        and k.state in (${LIVE}))) o
  where o.n is not null on conflict do nothing returning id, ends_at, code
), taken as (
  update seats s set booking_id = booked.id from booked, free f
  where s.tenant_id = ${'tenantId'} and s.counter_id = ${'counterId'} and s.starts_at = f.starts_at and s.pool = ${'pool'} and s.no = f.no
), timed as (
  insert into timers (tenant_id, subject, subject_id, step, due_at)
  select ${'tenantId'}, 'booking', id, ${'step'}, coalesce(${'dueAt'}::text::timestamptz, ends_at + interval '${plain(String(GRACE_MINUTES))} minutes') from booked
)
select b.id, b.ends_at "endsAt", b.code, exists (select from enough) "seatsWereFree" from (select 1) one left join booked b on true`

export type RefusalValues = Pick<
  HoldValues,
  | 'tenantId'
  | 'counterId'
  | 'startsAt'
  | 'personKey'
  | 'key'
  | 'itemId'
  | 'now'
  | 'pool'
  | 'dailyLimit'
  | 'slots'
>

/**
 * Why seats were not had, in the order somebody would ask; the booking the same tap made before; whether
 * seats are free now.
 */
export const REFUSAL_REASON = part<RefusalValues>()`
select (select k.id from bookings k where k.tenant_id = ${'tenantId'} and k.person_key = ${'personKey'} and k.key = ${'key'} and k.item_id = ${'itemId'}) earlier,
  case when exists (select 1 from bookings k where k.tenant_id = ${'tenantId'} and k.person_key = ${'personKey'} and k.key = ${'key'}) then 'key_reused'
    when b.starts_at is null or b.closed is not null or b.starts_at <= ${'now'}::text::timestamptz then 'slot_gone'
    when exists (select 1 from bookings k where k.tenant_id = ${'tenantId'} and k.person_key = ${'personKey'} and k.item_id = ${'itemId'}
      and k.state in (${LIVE})) then 'booked_already'
    when ${'pool'} = 'citizen' and s.barred_until > ${'now'}::text::timestamptz then 'desk_only'
    when ${'pool'} = 'citizen' and s.cool_until > ${'now'}::text::timestamptz then 'cooling'
    when ${'pool'} = 'citizen' and b.releases_at > ${'now'}::text::timestamptz then 'not_released'
    when (select count(*) from bookings k where k.tenant_id = ${'tenantId'} and k.person_key = ${'personKey'}
      and k.state in (${LIVE})
      and k.day = (b.starts_at at time zone 'Asia/Shanghai')::date) >= ${'dailyLimit'}::int then 'too_many_that_day'
    else 'slot_full' end reason,
  (select count(*) = ${'slots'}::int from (select l.starts_at from slots l where l.tenant_id = ${'tenantId'} and l.counter_id = ${'counterId'}
    and l.starts_at >= ${'startsAt'}::text::timestamptz and l.closed is null order by l.starts_at limit ${'slots'}::int) l
    where exists (select 1 from seats p where p.tenant_id = ${'tenantId'} and p.counter_id = ${'counterId'} and p.starts_at = l.starts_at
      and p.pool = ${'pool'} and p.booking_id is null)) open
from (select 1) one
left join slots b on b.tenant_id = ${'tenantId'} and b.counter_id = ${'counterId'} and b.starts_at = ${'startsAt'}::text::timestamptz
left join standings s on s.tenant_id = ${'tenantId'} and s.person_key = ${'personKey'}`
