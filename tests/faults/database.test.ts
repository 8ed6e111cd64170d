import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { crowdOf, openSlot } from '../support/crowd.ts'
import { type Outage, startOutage } from './outage.ts'

let outage: Outage
let asker: { id: string; village_id: string }
beforeAll(async () => {
  outage = await startOutage()
  asker = (
    await outage.sql`select id, village_id from accounts where tenant_id = '370829' and village_id is not null limit 1`
  )[0] as never
})
afterAll(() => outage?.stop())

const ask = (key: string) =>
  outage.post(asker.id, '/questions', {
    key,
    kind: 'consultation',
    body: '高龄津贴怎么申请',
    villageId: asker.village_id,
    fileIds: []
  })

it('says 503 while the database is frozen, and the same draft is asked once when it thaws', async () => {
  const [before] = await outage.sql`select count(*)::int as n from questions where tenant_id = '370829'`
  const key = randomUUID()
  const backends = await outage.sql`select pid from pg_stat_activity where backend_type = 'client backend'`
  for (const { pid } of backends) process.kill(pid, 'SIGSTOP')
  const reply = await ask(key)
  for (const { pid } of backends) process.kill(pid, 'SIGCONT')
  expect([reply.statusCode, reply.json().code]).toEqual([503, 'busy'])
  await expect.poll(async () => (await ask(key)).statusCode, { timeout: 15_000 }).toBe(200)
  const [after] = await outage.sql`select count(*)::int as n from questions where tenant_id = '370829'`
  expect(after!.n - before!.n).toBe(1)
})

it('says 503 while the database is gone, writes nothing by halves, and recovers by itself', async () => {
  expect((await ask(randomUUID())).statusCode).toBe(200)
  await outage.crash()
  const lost = randomUUID()
  const down = await Promise.all([ask(lost), ask(randomUUID()), ask(randomUUID())])
  for (const reply of down) {
    expect(reply.json(), reply.body).toMatchObject({ code: 'busy' })
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '5'])
  }
  await outage.restart()
  await expect.poll(async () => (await ask(lost)).statusCode, { timeout: 15_000 }).toBe(200)
  expect((await ask(lost)).statusCode, 'the same draft sent again').toBe(200)
  const [counts] =
    await outage.sql`select (select count(*) from questions where tenant_id = '370829') as questions,
    (select count(*) from question_events where tenant_id = '370829') as events, (select count(*) from timers where tenant_id = '370829') as timers,
    (select count(*) from audit_entries where tenant_id = '370829') as audits`
  expect(counts).toEqual({ questions: '3', events: '3', timers: '3', audits: '3' })
})

it('lets exactly as many win as there are places when it is restarted while 500 book', {
  timeout: 60_000
}, async () => {
  const places = 40
  const { itemId, startsAt } = await openSlot(outage.deps, outage.sql, places)
  const crowd = await crowdOf(outage.sql, 500)
  const book = (accountId: string, key: string) =>
    outage.post(accountId, '/bookings', { key, itemId, startsAt })
  const insist = async (accountId: string): Promise<number> => {
    const key = randomUUID()
    for (;;) {
      const { statusCode } = await book(accountId, key)
      if (statusCode !== 503) return statusCode
      await new Promise((later) => setTimeout(later, 200))
    }
  }
  const booked = async () =>
    Number((await outage.sql`select count(*) n from bookings where tenant_id = '370829'`)[0]!.n)
  const all = crowd.map(async (accountId, index) => {
    await new Promise((later) => setTimeout(later, index))
    return insist(accountId)
  })
  await expect.poll(booked, { interval: 2, timeout: 15_000 }).toBeGreaterThan(3)
  await outage.crash()
  await outage.restart()
  const replies = await Promise.all(all)
  expect(replies.filter((status) => status === 200)).toHaveLength(places)
  expect(replies.filter((status) => status === 409)).toHaveLength(500 - places)
  const [found] =
    await outage.sql`select (select count(*)::int from seats where tenant_id = '370829' and booking_id is not null) seats,
    (select count(*)::int from timers where tenant_id = '370829' and subject = 'booking') timers`
  expect([await booked(), found!.seats, found!.timers]).toEqual([places, places, places])
})
