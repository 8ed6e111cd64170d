import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { oneRow } from '../../kernel/lib/rows.ts'
import { beijingDate } from '../../kernel/lib/sql-words.ts'
import { type BookingRow, LIVE, type Pool, seats } from './booking.table.ts'

export type Moved = Readonly<{ endsAt: Date; day: string; ordinal: number }>
type Target = Readonly<{ startsAt: Date; slots: number; dailyLimit: number; pools: readonly Pool[] }>

/**
 * Puts a locked booking into other slots, its own seats among those to be had; null when they are not all to
 * be had, and then the caller rolls back. Its old seats stay its own to everybody else until the transaction
 * ends.
 */
export async function moveSeats(
  tx: Db,
  { tenantId, id, counterId, personKey }: BookingRow,
  { startsAt, slots, dailyLimit, pools }: Target,
  now: Date
): Promise<Moved | null> {
  const [start, at] = [startsAt.toISOString(), now.toISOString()]
  await tx
    .update(seats)
    .set({ bookingId: null })
    .where(and(eq(seats.tenantId, tenantId), eq(seats.bookingId, id)))
  const open = pools.includes('staff') ? sql`true` : sql`b.releases_at <= ${at}::timestamptz`
  const rows = await tx.execute<{
    starts_at: string
    endsAt: string
    joined: boolean | null
    pool: Pool | null
    no: number
  }>(sql`
    select b.starts_at, b.ends_at "endsAt", lag(b.ends_at) over (order by b.starts_at) = b.starts_at joined, s.pool, s.no
    from slots b left join lateral (
      select p.pool, p.no from seats p where p.tenant_id = ${tenantId} and p.counter_id = ${counterId}
        and p.starts_at = b.starts_at and p.pool = any(${sql.param(pools)}::text[]) and p.booking_id is null
      order by p.pool desc, p.no limit 1 for update skip locked
    ) s on true
    where b.tenant_id = ${tenantId} and b.counter_id = ${counterId} and b.starts_at >= ${start}::timestamptz
      and b.starts_at > ${at}::timestamptz and b.closed is null and ${open}
    order by b.starts_at limit ${slots}`)
  const fits = rows.every(({ joined, pool }, index) => pool !== null && (index === 0 || joined))
  if (rows.length < slots || !fits || new Date(rows[0]!.starts_at).getTime() !== startsAt.getTime())
    return null
  for (const { starts_at, pool, no } of rows)
    await tx.execute(sql`update seats set booking_id = ${id} where tenant_id = ${tenantId} and counter_id = ${counterId}
      and starts_at = ${new Date(starts_at).toISOString()}::timestamptz and pool = ${pool} and no = ${no}`)
  const that = await oneRow<{ day: string; ordinal: number | null }>(
    tx,
    sql`
    select d.day::text, (select min(n) from generate_series(1, ${dailyLimit}::int) n where not exists (
      select 1 from bookings k where k.tenant_id = ${tenantId} and k.person_key = ${personKey} and k.day = d.day
        and k.ordinal = n and k.id <> ${id} and k.state in (${LIVE}))) ordinal
    from (select ${beijingDate(sql`${start}::timestamptz`)}) d(day)`
  )
  if (that.ordinal === null) throw new AppError('too_many_that_day')
  return { endsAt: new Date(rows.at(-1)!.endsAt), day: that.day, ordinal: that.ordinal }
}
