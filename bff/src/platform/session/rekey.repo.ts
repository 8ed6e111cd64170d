import { sql } from 'drizzle-orm'
import { LIVE_STATES } from 'shared/rules/bookings.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { literals } from '../../kernel/lib/sql-words.ts'

const LIVE = sql`(${literals(LIVE_STATES)})`

/**
 * Somebody is known by another number from now on: what they have booked, missed and waits for goes with
 * them, and so does a bar. What would stand twice under the new number stays where it is until it ends.
 */
export async function rekeyPerson(
  tx: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
  from: string,
  to: string
): Promise<void> {
  if (from === to) return
  await tx.execute(sql`
    update bookings k set person_key = ${to} where k.tenant_id = ${tenantId} and k.account_id = ${accountId}
      and k.person_key = ${from} and not (k.state in ${LIVE} and exists (select 1 from bookings o where o.tenant_id = ${tenantId}
        and o.person_key = ${to} and o.state in ${LIVE} and (o.item_id = k.item_id or o.day = k.day and o.ordinal = k.ordinal)))`)
  await tx.execute(sql`
    update waitlist w set person_key = ${to} where w.tenant_id = ${tenantId} and w.account_id = ${accountId} and w.person_key = ${from}
      and not (w.state <> 'ended' and exists (select 1 from waitlist o where o.tenant_id = ${tenantId} and o.person_key = ${to}
        and o.state <> 'ended' and o.item_id = w.item_id and o.counter_id = w.counter_id and o.starts_at = w.starts_at))`)
  await tx.execute(sql`
    insert into standings (tenant_id, person_key, account_id, barred_until, cleared_at, cool_until, appeal, appealed_at)
    select tenant_id, ${to}, ${accountId}, barred_until, cleared_at, cool_until, appeal, appealed_at from standings
    where tenant_id = ${tenantId} and person_key = ${from}
    on conflict (tenant_id, person_key) do update set barred_until = greatest(standings.barred_until, excluded.barred_until),
      cool_until = greatest(standings.cool_until, excluded.cool_until)`)
}
