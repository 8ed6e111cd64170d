import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'

type CounterKey = Readonly<{ tenantId: string; counterId: string }>
type Standing = {
  id: string
  accountId: string | null
  startsAt: Date
  item: string
  /** Why the hall does not serve then; null when it does. */
  closed: string | null
}

/** Confirmed bookings that stand in some slots, each once. */
export async function standingIn(
  db: Db,
  { tenantId, counterId }: CounterKey,
  starts: readonly Date[]
): Promise<Standing[]> {
  const at = sql`${sql.param(starts.map((start) => start.toISOString()))}::text[]::timestamptz[]`
  const rows = await db.execute<Omit<Standing, 'startsAt'> & { startsAt: string }>(sql`
    select k.id, k.account_id "accountId", k.starts_at "startsAt", v.content ->> 'name' item, min(b.closed) closed
    from seats s
    join slots b on b.tenant_id = s.tenant_id and b.counter_id = s.counter_id and b.starts_at = s.starts_at
    join bookings k on k.tenant_id = s.tenant_id and k.id = s.booking_id and k.state = 'booked'
    join item_versions v on v.tenant_id = k.tenant_id and v.item_id = k.item_id and v.version = k.item_version
    where s.tenant_id = ${tenantId} and s.counter_id = ${counterId} and s.starts_at = any(${at})
    group by k.id, k.account_id, k.starts_at, v.content ->> 'name' order by k.starts_at limit 1000`)
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }))
}

/** A hall's own people. */
export const hallAccounts = async (db: Db, tenantId: string, orgId: string): Promise<string[]> =>
  (
    await db.execute<{
      id: string
    }>(sql`
      select distinct h.account_id id from posts p
      join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
      where p.tenant_id = ${tenantId} and p.org_id = ${orgId} and p.role = 'hallClerk' limit 100`)
  ).map(({ id }) => id)
