import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from 'bff/app.ts'
import { demoEnv } from 'bff/demo/world.ts'
import { createDeps } from 'bff/deps.ts'
import { startEmbedded } from 'bff/embedded.ts'
import { readEnv } from 'bff/env.ts'
import { connect } from 'bff/lib/database.ts'
import type { Deps } from 'bff/lib/deps.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { crowdOf, openBand } from '../support/crowd.ts'
import { KEY, START } from '../support/settings.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'

const dir = mkdtempSync(join(tmpdir(), 'bangban-outage-'))
let server: Awaited<ReturnType<typeof startEmbedded>>
let app: Awaited<ReturnType<typeof buildApp>>
let pool: ReturnType<typeof connect>
let deps: Deps
let asker: { id: string; village_id: string }
beforeAll(async () => {
  server = await startEmbedded(join(dir, 'postgres'))
  const base = server.url.replace(/\/postgres$/, '')
  await makeTemplate(base)
  pool = connect(`${base}/${TEMPLATE}`)
  const keys = { jwt: KEY, field: KEY, identity: KEY, receipt: KEY, sign: KEY }
  const env = readEnv(
    demoEnv({ publicUrl: 'http://x', port: 0, worldBase: 'http://127.0.0.1:9', dataDir: dir, keys })
  )
  deps = createDeps(env, pool.db, () => START)
  app = await buildApp(
    deps,
    { jwtSecret: KEY, templates: [], pushOf: () => undefined, writesPerMinute: 1e6, overloadMs: 0 },
    { handlerTimeout: 1500 }
  )
  asker = (
    await pool.sql`select id, village_id from accounts where tenant_id = '370829' and village_id is not null limit 1`
  )[0] as never
})
afterAll(async () => {
  await app?.close()
  await pool?.sql.end({ timeout: 1 })
  await server?.stop()
})

const tokenOf = (accountId: string) => {
  const iat = Math.floor(START.getTime() / 1000)
  return app.jwt.sign({ sub: accountId, tid: '370829', iat, exp: iat + 900 })
}
const ask = (key: string) => {
  const token = tokenOf(asker.id)
  const payload = {
    key,
    kind: 'consultation',
    body: '高龄津贴怎么申请',
    villageId: asker.village_id,
    fileIds: []
  }
  return app.inject({
    method: 'POST',
    url: '/api/370829/questions',
    headers: { authorization: `Bearer ${token}` },
    payload
  })
}

it('says 503 while the database is frozen, and the same draft is asked once when it thaws', async () => {
  const [before] = await pool.sql`select count(*)::int as n from questions where tenant_id = '370829'`
  const key = randomUUID()
  const backends = await pool.sql`select pid from pg_stat_activity where backend_type = 'client backend'`
  for (const { pid } of backends) process.kill(pid, 'SIGSTOP')
  const reply = await ask(key)
  for (const { pid } of backends) process.kill(pid, 'SIGCONT')
  expect([reply.statusCode, reply.json().code]).toEqual([503, 'busy'])
  await expect.poll(async () => (await ask(key)).statusCode, { timeout: 15_000 }).toBe(200)
  const [after] = await pool.sql`select count(*)::int as n from questions where tenant_id = '370829'`
  expect(after!.n - before!.n).toBe(1)
})

it('says 503 while the database is gone, writes nothing by halves, and recovers by itself', async () => {
  expect((await ask(randomUUID())).statusCode).toBe(200)
  process.kill(server.pid!, 'SIGKILL')
  await new Promise((gone) => setTimeout(gone, 300))
  const lost = randomUUID()
  const down = await Promise.all([ask(lost), ask(randomUUID()), ask(randomUUID())])
  for (const reply of down) {
    expect(reply.json(), reply.body).toMatchObject({ code: 'busy' })
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '5'])
  }
  server = await startEmbedded(join(dir, 'postgres'), [], server.port)
  await expect.poll(async () => (await ask(lost)).statusCode, { timeout: 15_000 }).toBe(200)
  expect((await ask(lost)).statusCode, 'the same draft sent again').toBe(200)
  const [counts] =
    await pool.sql`select (select count(*) from questions where tenant_id = '370829') as questions,
    (select count(*) from question_events where tenant_id = '370829') as events, (select count(*) from timers where tenant_id = '370829') as timers,
    (select count(*) from audit_entries where tenant_id = '370829') as audits`
  expect(counts).toEqual({ questions: '3', events: '3', timers: '3', audits: '3' })
})

it('lets exactly as many win as there are places when it is restarted while 500 book', {
  timeout: 60_000
}, async () => {
  const places = 40
  const { itemId, startsAt } = await openBand(deps, pool.sql, places)
  const crowd = await crowdOf(pool.sql, 500)
  const book = (accountId: string, key: string) =>
    app.inject({
      method: 'POST',
      url: '/api/370829/bookings',
      headers: { authorization: `Bearer ${tokenOf(accountId)}` },
      payload: { key, itemId, startsAt }
    })
  const insist = async (accountId: string): Promise<number> => {
    const key = randomUUID()
    for (;;) {
      const { statusCode } = await book(accountId, key)
      if (statusCode !== 503) return statusCode
      await new Promise((later) => setTimeout(later, 200))
    }
  }
  const booked = async () =>
    Number((await pool.sql`select count(*) n from bookings where tenant_id = '370829'`)[0]!.n)
  const all = crowd.map(async (accountId, index) => {
    await new Promise((later) => setTimeout(later, index))
    return insist(accountId)
  })
  await expect.poll(booked, { interval: 2, timeout: 15_000 }).toBeGreaterThan(3)
  process.kill(server.pid!, 'SIGKILL')
  await new Promise((gone) => setTimeout(gone, 300))
  server = await startEmbedded(join(dir, 'postgres'), [], server.port)
  const replies = await Promise.all(all)
  expect(replies.filter((status) => status === 200)).toHaveLength(places)
  expect(replies.filter((status) => status === 409)).toHaveLength(500 - places)
  const [found] =
    await pool.sql`select (select count(*)::int from seats where tenant_id = '370829' and booking_id is not null) seats,
    (select count(*)::int from timers where tenant_id = '370829' and subject = 'booking') timers`
  expect([await booked(), found!.seats, found!.timers]).toEqual([places, places, places])
})
