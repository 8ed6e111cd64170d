import { sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'

type Band = Readonly<{ tenantId: string; counterId: string; startsAt: Date }>
type Affected = {
  id: string
  accountId: string | null
  item: string
  counter: string
  orgId: string
  closed: string
}

/** Confirmed bookings that stand in a closed band. */
export const affectedBy = async (db: Db, { tenantId, counterId, startsAt }: Band): Promise<Affected[]> =>
  (await db.execute(sql`
    select k.id, k.account_id "accountId", v.content ->> 'name' item, c.name counter, c.org_id "orgId", b.closed
    from seats s
    join bands b on b.tenant_id = s.tenant_id and b.counter_id = s.counter_id and b.starts_at = s.starts_at
    join counters c on c.tenant_id = s.tenant_id and c.id = s.counter_id
    join bookings k on k.tenant_id = s.tenant_id and k.id = s.booking_id and k.state in ('held', 'offered', 'booked')
    join item_versions v on v.tenant_id = k.tenant_id and v.item_id = k.item_id and v.version = k.item_version
    where s.tenant_id = ${tenantId} and s.counter_id = ${counterId} and s.starts_at = ${startsAt.toISOString()}::timestamptz
      and b.closed is not null limit 500`)) as unknown as Affected[]

/** A hall's own people. */
export const hallAccounts = async (db: Db, tenantId: string, orgId: string): Promise<string[]> =>
  (
    (await db.execute(sql`
      select distinct h.account_id id from posts p
      join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
      where p.tenant_id = ${tenantId} and p.org_id = ${orgId} and p.role = 'hallClerk' limit 100`)) as unknown as {
      id: string
    }[]
  ).map(({ id }) => id)
