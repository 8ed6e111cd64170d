import { enqueueDeliveries } from 'bff/platform/notifications/notifications.repo.ts'
import { tidy } from 'bff/retention/retention.jobs.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

const HOUR_MS = 3_600_000
let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
const later = (hours: number) => ({
  ...stack.deps,
  now: () => new Date(stack.clock.now.getTime() + hours * HOUR_MS)
})

async function upload(): Promise<string> {
  const picture = { create: { width: 40, height: 40, channels: 3 as const, background: '#335533' } }
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await sharp(picture).png().toBuffer())]), 'x.png')
  const reply = await stack.app.inject({
    method: 'POST',
    url: '/api/370829/files',
    headers: { authorization: `Bearer ${stack.tokenOf('villager1')}` },
    payload: form
  })
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json().id
}

it('forgets an upload nobody used after a week, file and row, and hands a check that never came to a person', async () => {
  const id = await upload()
  const rows = () => stack.sql`select "check" from files where tenant_id = '370829' and id = ${id}`
  await tidy(later(1))
  expect(await rows()).toEqual([{ check: 'pending' }])
  await tidy(later(3))
  expect(await rows()).toEqual([{ check: 'review' }])
  await expect(stack.deps.store.getBytes(`370829/${id}.full`)).resolves.toBeDefined()
  await tidy(later(24 * 8))
  expect(await rows()).toEqual([])
  await expect(stack.deps.store.getBytes(`370829/${id}.full`)).rejects.toThrow()
})

it('leaves a picture alone that a question takes up at that moment', async () => {
  const id = await upload()
  const question = await ask(stack)
  const taken = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  const asking = stack.sql.begin(async (tx) => {
    await tx`update files set question_id = ${question} where tenant_id = '370829' and id = ${id}`
    taken.resolve()
    await finish.promise
  })
  await taken.promise
  const tidying = tidy(later(24 * 8))
  await expect
    .poll(async () => (await stack.sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'`).length)
    .toBeGreaterThan(0)
  finish.resolve()
  await Promise.all([asking, tidying])
  expect(await stack.sql`select id from files where tenant_id = '370829' and id = ${id}`).toHaveLength(1)
  await expect(stack.deps.store.getBytes(`370829/${id}.full`)).resolves.toBeDefined()
})

it('forgets refresh tokens past their time and keeps the others', async () => {
  const { accountId } = stack.person('villager1')
  const row = (hash: string, hours: number) => stack.sql`
    insert into refresh_tokens (tenant_id, hash, family_id, account_id, issued_at, expires_at)
    values ('370829', ${hash}, gen_random_uuid(), ${accountId}, now(), ${new Date(stack.clock.now.getTime() + hours * HOUR_MS).toISOString()})`
  await row('past', -1)
  await row('future', 1)
  await tidy(later(0))
  const left =
    await stack.sql`select hash from refresh_tokens where tenant_id = '370829' and hash in ('past', 'future')`
  expect(left).toEqual([{ hash: 'future' }])
})

it('gives a message whose job was lost a new one, one that was given up after a day, and leaves a waiting job alone', async () => {
  await dispatched(stack)
  const jobs = () =>
    stack.sql`select key, attempts from graphile_worker.jobs where key like 'deliver:%' order by key`
  await enqueueDeliveries(stack.db)
  const before = await jobs()
  expect(before.length).toBeGreaterThan(1)
  const [used, lost] = before.map(({ key }) => key as string)
  await stack.sql`update graphile_worker._private_jobs set attempts = max_attempts, updated_at = now() where key = ${used!}`
  await stack.sql`delete from graphile_worker._private_jobs where key = ${lost!}`
  await enqueueDeliveries(stack.db)
  const spent = (await jobs()).filter(({ key }) => key === used)
  expect([(await jobs()).length, spent[0]!.attempts > 0]).toEqual([before.length, true])
  await stack.sql`update graphile_worker._private_jobs set updated_at = now() - interval '2 days' where key = ${used!}`
  await enqueueDeliveries(stack.db)
  expect(await jobs()).toEqual(before)
})
