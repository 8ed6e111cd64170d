import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Real, startReal } from './real.ts'

const STALL_MS = 2500
let real: Real
beforeAll(async () => {
  real = await startReal({ OVERLOAD_MS: '500' })
})
afterAll(() => real?.stop())

it('answers everything that came while it stood still, loses nothing, and is well again by itself', {
  timeout: 60_000
}, async () => {
  const { pid } = real.service()
  expect((await real.write()).status).toBe(200)
  const keys = Array.from({ length: 40 }, () => randomUUID())
  process.kill(pid, 'SIGSTOP')
  const during = keys.flatMap((key) => [real.write(key), real.read()])
  await wait(STALL_MS)
  process.kill(pid, 'SIGCONT')
  for (const { status, retryAfter } of await Promise.all(during))
    expect([`${status} ${retryAfter}`, status]).toEqual([status === 200 ? '200 null' : '503 5', status])
  await expect.poll(async () => (await real.ask('/live')).status, { timeout: 5000 }).toBe(200)
  await expect.poll(async () => (await real.write(keys[0])).status, { timeout: 5000 }).toBe(200)
  // Whoever was refused asks again with their key: each is there once.
  const ids: (string | undefined)[] = []
  for (const key of keys) ids.push((await real.write(key)).id)
  expect(new Set(ids).size).toBe(keys.length)
  const [kept] = await real.sql`select count(*)::int as n from questions where tenant_id = '370829'`
  expect(kept!.n).toBe(keys.length + 1)
  await expect
    .poll(
      async () =>
        (
          await real.sql`select count(*)::int as n from questions where tenant_id = '370829' and proposal is null`
        )[0]!.n,
      { timeout: 20_000, message: 'its worker goes on' }
    )
    .toBe(0)
})
