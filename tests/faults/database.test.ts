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
import { afterAll, beforeAll, expect, it } from 'vitest'
import { KEY, START } from '../support/settings.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'

const dir = mkdtempSync(join(tmpdir(), 'bangban-outage-'))
let server: Awaited<ReturnType<typeof startEmbedded>>
let app: Awaited<ReturnType<typeof buildApp>>
let pool: ReturnType<typeof connect>
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
  app = await buildApp(
    createDeps(env, pool.db, () => START),
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

const ask = (key: string) => {
  const iat = Math.floor(START.getTime() / 1000)
  const token = app.jwt.sign({ sub: asker.id, tid: '370829', iat, exp: iat + 900 })
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
