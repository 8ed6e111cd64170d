import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'

/** Free seats of a slot: for anybody, and those kept for bookings by telephone. */
export type FreeSlot = {
  startsAt: Date
  endsAt: Date
  releasesAt: Date
  closed: string | null
  free: number
  staffFree: number
}
type Row = Omit<FreeSlot, 'startsAt' | 'endsAt' | 'releasesAt'> &
  Record<'startsAt' | 'endsAt' | 'releasesAt', string>

/** A counter's coming slots with their free seats, in time's order. */
export async function freeSlots(
  db: Db,
  tenantId: string,
  counterId: string,
  from: Date
): Promise<FreeSlot[]> {
  const rows = await db.execute<Row>(sql`
    select b.starts_at "startsAt", b.ends_at "endsAt", b.releases_at "releasesAt", b.closed,
      count(s.no) filter (where s.pool = 'citizen')::int free, count(s.no) filter (where s.pool = 'staff')::int "staffFree"
    from slots b left join seats s on s.tenant_id = b.tenant_id and s.counter_id = b.counter_id
      and s.starts_at = b.starts_at and s.booking_id is null
    where b.tenant_id = ${tenantId} and b.counter_id = ${counterId} and b.starts_at >= ${from.toISOString()}::timestamptz
    group by b.tenant_id, b.counter_id, b.starts_at order by b.starts_at limit 1500`)
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    releasesAt: new Date(row.releasesAt)
  }))
}
