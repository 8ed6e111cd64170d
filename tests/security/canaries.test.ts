import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { buildApp } from 'bff/app.ts'
import { logging } from 'bff/kernel/lib/log.ts'
import { newClaims } from 'bff/platform/session/claims.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { report } from '../support/matters.ts'
import { KEY } from '../support/settings.ts'
import { type Stack, startStack } from '../support/stack.ts'

/** Planted in every field that is a person's; none of them may be met where it has no business. */
const CANARY = {
  phone: '19912340987',
  name: '金丝雀',
  idNumber: '370829198001019999',
  body: '金丝雀举报内容一二三',
  place: '金丝雀胡同九号',
  identity: '雀真名'
}
let stack: Stack
let app: Awaited<ReturnType<typeof buildApp>>
const logged: string[] = []
beforeAll(async () => {
  stack = await startStack()
  const stream = new Writable({
    write(chunk, _, done) {
      logged.push(String(chunk))
      done()
    }
  })
  app = await buildApp(
    stack.deps,
    {
      jwtSecret: KEY,
      templates: () => ({ progress: '', task: '', deadline: '' }),
      pushOf: () => undefined,
      limits: { writes: 1e6, reads: 1e9 },
      overloadMs: 0
    },
    logging('info', stream)
  )
})
afterAll(async () => {
  await app?.close()
  await stack?.stop()
})

const call = async (who: string | undefined, method: 'GET' | 'POST', path: string, payload?: object) => {
  const token = who && app.jwt.sign(newClaims(stack.person(who).accountId, '370829', stack.clock.now))
  const reply = await app.inject({
    method,
    url: `/api/370829${path}`,
    ...(token && { headers: { authorization: `Bearer ${token}` } }),
    ...(payload && { payload })
  })
  return { status: reply.statusCode, text: reply.body, json: () => reply.json() }
}
const hits = (text: string, words: readonly string[] = Object.values(CANARY)) =>
  words.filter((word) => text.includes(word))
const OFFICIALS = ['clerk', 'leader1', 'supervisor', 'admin', 'county-admin', 'county-leader', undefined]
const LISTS = [
  '/ledger',
  '/ledger/csv',
  '/work',
  '/work/triage',
  '/work/leader',
  '/board',
  '/overview',
  '/hotspots',
  '/answers',
  '/me/messages',
  '/phone-tasks',
  '/webhooks',
  '/bulletins'
]

it('leaks nothing of a report into refusals, lists, exports, boards, logs, jobs or plain columns', async () => {
  const [village] =
    await stack.sql`select id from organisations where tenant_id = '370829' and kind = 'village' limit 1`
  const told = {
    key: randomUUID(),
    kind: 'petition',
    body: CANARY.body,
    placeText: CANARY.place,
    villageId: village!.id,
    accusedPostIds: [],
    identity: { name: CANARY.identity, phone: CANARY.phone },
    privacyVersion: stack.deps.privacyVersion
  }
  const sent = await call(undefined, 'POST', '/reports', told)
  expect(sent.status, sent.text).toBe(200)
  await stack.runJobs()
  // The same once more with another text, and broken in several ways: what a refusal says of it.
  const broken = [
    { ...told, body: `${CANARY.body}改` },
    { ...told, villageId: CANARY.name },
    { ...told, kind: CANARY.body }
  ]
  for (const wrong of broken)
    expect(hits((await call(undefined, 'POST', '/reports', wrong)).text)).toEqual([])
  for (const who of OFFICIALS)
    for (const q of [CANARY.body.slice(0, 4), CANARY.identity, CANARY.phone])
      expect(hits((await call(who, 'POST', '/question-search', { q })).text)).toEqual([])
  for (const who of OFFICIALS)
    for (const path of LISTS) expect(hits((await call(who, 'GET', path)).text), `${who} ${path}`).toEqual([])
  const open = await app.inject({ url: '/open311/v2/requests.json?jurisdiction_id=370829' })
  expect(hits(open.body)).toEqual([])
  const tables =
    await stack.sql`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  for (const { table_name: table } of tables) {
    const [row] = await stack.sql.unsafe(
      `select coalesce(string_agg(t::text, ' '), '') as all from ${table} t`
    )
    expect(hits(row!.all), table).toEqual([])
  }
  const [queue] =
    await stack.sql`select coalesce(string_agg(p::text, ' '), '') as all from graphile_worker._private_jobs p`
  expect(hits(queue!.all)).toEqual([])
  expect(hits(logged.join())).toEqual([])
  const own = await call(undefined, 'POST', '/reports/look', { receipt: sent.json().receipt })
  expect([own.json().body, own.json().placeText]).toEqual([CANARY.body, CANARY.place])
})

it('leaks no phone and no words of an asker into logs, errors or the audit', async () => {
  await call('villager1', 'POST', '/me/profile', { name: CANARY.name })
  const [account] =
    await stack.sql`select village_id from accounts where tenant_id = '370829' and id = ${stack.person('villager1').accountId}`
  const asked = {
    key: randomUUID(),
    kind: 'consultation',
    villageId: account!.village_id,
    fileIds: [],
    body: `${CANARY.body} 电话${CANARY.phone}`
  }
  expect((await call('villager1', 'POST', '/questions', asked)).status).toBe(200)
  await call('villager1', 'POST', '/questions', { ...asked, villageId: CANARY.idNumber })
  await call('villager1', 'GET', `/answers?q=${encodeURIComponent(CANARY.body)}`)
  await call('villager1', 'GET', `/nowhere/${CANARY.phone}?q=${CANARY.idNumber}`)
  await stack.sql`alter table topics rename to topics_gone`
  const fault = await call('clerk', 'GET', `/answers?q=${encodeURIComponent(CANARY.body)}`)
  await stack.sql`alter table topics_gone rename to topics`
  expect(fault.status).toBe(500)
  expect(logged.join()).toContain('request failed')
  expect(hits(logged.join() + fault.text)).toEqual([])
  const [audit] =
    await stack.sql`select string_agg(a::text, ' ') as all from audit_entries a where tenant_id = '370829'`
  expect(hits(audit!.all)).toEqual([])
})

it('leaves a line for whoever tries doors, with the route and none of their words', async () => {
  const from = logged.length
  await call(undefined, 'POST', '/session/weapp', { code: `${CANARY.name}-0000000000` })
  await call(undefined, 'GET', '/ledger')
  await call('villager1', 'GET', '/ledger')
  await call('villager1', 'GET', `/questions/${randomUUID()}`)
  await call('villager1', 'POST', '/questions', { body: CANARY.body })
  const lines = logged.slice(from).map((line) => JSON.parse(line))
  expect(lines.map(({ msg, code, route }) => [msg, code, route])).toEqual([
    ['request refused', 'wechat_code_invalid', '/api/:county/session/weapp'],
    ['request refused', 'sign_in_needed', '/api/:county/ledger'],
    ['request refused', 'not_allowed', '/api/:county/ledger'],
    ['request refused', 'not_found', '/api/:county/questions/:id'],
    ['request refused', 'invalid_input', '/api/:county/questions']
  ])
  expect(hits(lines.map((line) => JSON.stringify(line)).join())).toEqual([])
})

it('seals what was kept in plain before, and opens it for the same readers', async () => {
  const { id, receipt } = await report(stack)
  const plain = '早先明文保存的举报内容'
  await stack.sql`update questions set body = ${plain} where tenant_id = '370829' and id = ${id}`
  const { sealOldTexts } = await import('bff/assistant/sealed/texts.repo.ts')
  expect(await sealOldTexts(stack.db, stack.deps.identitySealer)).toBeGreaterThan(0)
  const [row] = await stack.sql`select body from questions where tenant_id = '370829' and id = ${id}`
  expect(row!.body).toMatch(/^sealed:/)
  expect((await stack.as(undefined)('POST /reports/look', { receipt })).body.body).toBe(plain)
})

it('gives two reports numbers that tell nothing of how many there are', async () => {
  const numbers: number[] = []
  for (let n = 0; n < 4; n++) {
    const { id } = await report(stack)
    const [row] = await stack.sql`select no::int from questions where tenant_id = '370829' and id = ${id}`
    numbers.push(row!.no as number)
  }
  const steps = numbers.slice(1).map((no, index) => Math.abs(no - numbers[index]!))
  expect(Math.min(...steps)).toBeGreaterThan(10)
})
