import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { crowdOf, openSlot } from '../support/crowd.ts'
import { soundness } from '../support/hall.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { spawnService, stretchCalendar, tokenFor } from './service.ts'

let stack: Stack
let service: Awaited<ReturnType<typeof spawnService>>
afterAll(async () => {
  service?.kill()
  await stack?.stop()
})

it('a place held by a process that is killed is confirmed by the next, or lapses there', {
  timeout: 90_000
}, async () => {
  stack = await startStack({ intercept: false })
  await stretchCalendar(stack)
  // The spawned service lives by the real clock.
  const { itemId, starts } = await openSlot({ ...stack.deps, now: () => new Date() }, stack.sql, 1)
  const [one, two, three] = await crowdOf(stack.sql, 3)
  const send = async (who: string, path: string, body: object) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokenFor(who)}` }
    const reply = await fetch(service.base + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return {
      status: reply.status,
      body: (await reply.json()) as { id: string; lock: number; state: string; code: string }
    }
  }
  const hold = (who: string, startsAt: string) =>
    send(who, '/bookings', { key: randomUUID(), itemId, startsAt })
  service = await spawnService(stack.databaseUrl)
  await service.up
  const [kept, left] = [await hold(one!, starts[0]!), await hold(two!, starts[1]!)]
  expect([kept.status, left.status]).toEqual([200, 200])
  service.kill()
  service = await spawnService(stack.databaseUrl)
  await service.up
  expect((await hold(three!, starts[0]!)).body.code).toBe('slot_full')
  const { body } = await send(one!, `/bookings/${kept.body.id}/commands`, {
    action: 'confirm',
    lock: kept.body.lock
  })
  expect(body.state).toBe('booked')
  service.kill()
  await stack.sql`update bookings set held_until = now() where tenant_id = '370829' and id = ${left.body.id}`
  await stack.sql`update timers set due_at = now() where tenant_id = '370829' and subject_id = ${left.body.id}`
  service = await spawnService(stack.databaseUrl)
  await service.up
  await expect.poll(async () => (await hold(three!, starts[1]!)).status, { timeout: 15_000 }).toBe(200)
  await soundness(stack)
})
