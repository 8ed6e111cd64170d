import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ intercept: false })
})
afterAll(() => stack?.stop())

/** What a process of the release before sends, in its own names, while the new one already runs. */
it('still books, joins the line and leaves it by the former names', async () => {
  const sql = stack.service
  const [counter] = await stack.sql`select id from counters where tenant_id = '370829' limit 1`
  const [item] = await stack.sql`select id from service_items where tenant_id = '370829' limit 1`
  const key = ['370829', counter!.id, '2031-03-03T01:00:00Z'] as const
  const write = (places: number) => sql`
    insert into bands (tenant_id, counter_id, starts_at, ends_at, releases_at, places, staff_places)
    values (${key[0]}, ${key[1]}, ${key[2]}, '2031-03-03T01:30:00Z', now(), ${places}, 1)
    on conflict (tenant_id, counter_id, starts_at) do update set places = excluded.places`
  await write(2)
  await write(3)
  const [slot] = await stack.sql`select seats, staff_seats, closed from slots
    where tenant_id = ${key[0]} and counter_id = ${key[1]} and starts_at = ${key[2]}`
  expect(slot).toEqual({ seats: 3, staff_seats: 1, closed: null })
  const locked = await sql.begin(
    (tx) => tx`select places from bands where tenant_id = ${key[0]} and counter_id = ${key[1]}
      and starts_at = ${key[2]} for update skip locked`
  )
  expect(locked).toMatchObject([{ places: 3 }])
  const id = crypto.randomUUID()
  await sql`insert into waiting (tenant_id, id, counter_id, starts_at, ends_at, item_id, item_version, answers,
      person_key, account_id, name, bands, state)
    values (${key[0]}, ${id}, ${key[1]}, ${key[2]}, '2031-03-03T01:30:00Z', ${item!.id}, 1, '', 'k',
      ${stack.person('villager1').accountId}, '王', 2, 'waiting')`
  const [joined] =
    await stack.sql`select slots, seq > 0 as numbered from waitlist where tenant_id = ${key[0]} and id = ${id}`
  expect(joined).toEqual({ slots: 2, numbered: true })
  await sql`update waiting set state = 'ended' where tenant_id = ${key[0]} and id = ${id}`
  await sql`delete from waiting where tenant_id = ${key[0]} and id = ${id}`
  expect((await sql`delete from bands where tenant_id = ${key[0]} and starts_at = ${key[2]}`).count).toBe(1)
})
