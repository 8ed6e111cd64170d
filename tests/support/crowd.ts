import { syncCounter } from 'bff/hall/booking/booking.jobs.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import type { Sql } from 'postgres'
import { PRIVACY_VERSION } from './settings.ts'

const PLACES_AT_ONCE = 2000

/** So many people who may book, by their accounts' ids. */
export async function crowdOf(sql: Sql, count: number): Promise<string[]> {
  const rows = await sql`insert into accounts (tenant_id, id, name, consent_version, created_at)
    select '370829', gen_random_uuid(), '群众' || n, ${PRIVACY_VERSION}, now() from generate_series(1, ${count}::int) n returning id`
  return rows.map(({ id }) => id as string)
}

/** The police counter with one window of so many places a slot, all of them for booking; its next slot. */
export async function openSlot(deps: Deps, sql: Sql, places: number) {
  const [counter] = await sql`update counters set staff_places = 0, walk_in_places = 0, cool_minutes = 0
    where tenant_id = '370829' and letter = 'F' returning id`
  const counterId = counter!.id as string
  await sql`update service_windows set active = false where tenant_id = '370829' and counter_id = ${counterId}`
  // A statement of the service may not take as long as tens of thousands of places at once would.
  for (let open = 0; open < places; ) {
    open = Math.min(places, open + PLACES_AT_ONCE)
    await sql`update service_windows set active = true, places_per_band = ${open} where tenant_id = '370829' and counter_id = ${counterId}
      and id = (select id from service_windows where tenant_id = '370829' and counter_id = ${counterId} order by no limit 1)`
    await syncCounter(deps, { tenantId: '370829', counterId })
  }
  const [item] =
    await sql`select id from service_items where tenant_id = '370829' and counter = 'F' and in_force is not null and name = '居民身份证换领'`
  // None that is too near to be booked when its turn in the test comes, whatever the real clock says.
  const slots =
    await sql`select starts_at from slots where tenant_id = '370829' and counter_id = ${counterId} and starts_at > ${deps.now().toISOString()}::timestamptz + interval '15 minutes' order by starts_at limit 100`
  const starts = slots.map(({ starts_at }) => new Date(starts_at).toISOString())
  return { counterId, itemId: item!.id as string, startsAt: starts[0]!, starts }
}
