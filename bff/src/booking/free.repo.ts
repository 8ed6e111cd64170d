import { sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'

export type FreeBand = { startsAt: Date; endsAt: Date; releasesAt: Date; closed: string | null; free: number }

/** A counter's coming bands with their free places, in time's order. */
export async function freeBands(
  db: Db,
  tenantId: string,
  counterId: string,
  from: Date
): Promise<FreeBand[]> {
  const rows = (await db.execute(sql`
    select b.starts_at "startsAt", b.ends_at "endsAt", b.releases_at "releasesAt", b.closed,
      (select count(*)::int from seats s where s.tenant_id = b.tenant_id and s.counter_id = b.counter_id
        and s.starts_at = b.starts_at and s.pool = 'citizen' and s.booking_id is null) free
    from bands b where b.tenant_id = ${tenantId} and b.counter_id = ${counterId}
      and b.starts_at >= ${from.toISOString()}::timestamptz order by b.starts_at limit 1500`)) as unknown as (Omit<
    FreeBand,
    'startsAt' | 'endsAt' | 'releasesAt'
  > & { startsAt: string; endsAt: string; releasesAt: string })[]
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    releasesAt: new Date(row.releasesAt)
  }))
}
