import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildApp } from 'bff/app.ts'
import { createDeps } from 'bff/deps.ts'
import { startEmbedded } from 'bff/embedded.ts'
import { readEnv } from 'bff/env.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { newClaims } from 'bff/platform/session/claims.rules.ts'
import { demoEnv } from 'demo/world.ts'
import { KEY } from '../support/settings.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'
import { assistantFigures } from './assistant.ts'
import { bareServer } from './bare.ts'
import { bookingFigures } from './booking.ts'
import { caseFigures } from './cases.ts'
import { catalogueFigures } from './catalogue.ts'
import { fillQuestions } from './fill.ts'
import { firstPaint } from './first-paint.ts'

const QUESTIONS = Number(process.env.BENCH_QUESTIONS ?? 100_000)
const CONNECTIONS = 32
const ROUND_MS = Number(process.env.BENCH_ROUND_MS ?? 3000)
const ROUNDS = 6

type Call = { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: () => string }
type Load = { perSecond: number; p99: number; errors: number }

/** A fixed number of connections, each sending the next request when the last is answered, for a while. */
async function load(port: number, { method, path, headers, body }: Call): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const times: number[] = []
  let errors = 0
  const until = performance.now() + ROUND_MS
  const one = () =>
    new Promise<void>((done) => {
      const started = performance.now()
      const sent = request(
        {
          port,
          host: '127.0.0.1',
          method,
          path,
          agent,
          headers: { ...headers, ...(body && { 'content-type': 'application/json' }) }
        },
        (reply) => {
          reply.resume().on('end', () => {
            times.push(performance.now() - started)
            if (reply.statusCode !== 200) errors++
            done()
          })
        }
      )
      sent.on('error', () => {
        errors++
        done()
      })
      sent.end(body?.())
    })
  await Promise.all(
    [...Array(CONNECTIONS)].map(async () => {
      while (performance.now() < until) await one()
    })
  )
  agent.destroy()
  times.sort((a, b) => a - b)
  return {
    perSecond: Math.round(times.length / (ROUND_MS / 1000)),
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    errors
  }
}

const dir = mkdtempSync(join(tmpdir(), 'bangban-bench-'))
const server = await startEmbedded(join(dir, 'postgres'), ['-c', 'shared_buffers=512MB'])
const base = server.url.replace(/\/postgres$/, '')
await makeTemplate(base)
const databaseUrl = `${base}/${TEMPLATE}`
const { db, sql } = connect(databaseUrl)
const people = await fillQuestions(sql, QUESTIONS)
// A working morning of the calendar, going on as time does: ids made under a clock that stands still would
// not be in order.
const MORNING = Date.parse('2026-06-01T10:00:00+08:00')
const began = Date.now()
const now = () => new Date(MORNING + Date.now() - began)
const keys = { jwt: KEY, field: KEY, identity: KEY, receipt: KEY, sign: KEY, audit: KEY }
const env = readEnv({
  ...demoEnv({ publicUrl: 'http://bench', port: 0, worldBase: 'http://127.0.0.1:9', dataDir: dir, keys })
})
const deps = createDeps(env, db, now)
const app = await buildApp(deps, {
  jwtSecret: KEY,
  templates: () => ({ progress: '', task: '', deadline: '' }),
  pushOf: () => undefined,
  limits: { writes: 1e9, reads: 1e9 },
  overloadMs: 0
})
const root = resolve(import.meta.dirname, '../..')
const paint = await firstPaint(app, root)
await app.listen({ port: 0, host: '127.0.0.1' })
// One person reads, another asks: what is asked does not grow the list that is measured.
const [reader, writer] = [people[0]!, people[1]!]
const bare = await bareServer(databaseUrl, reader.accountId, writer)
const ours = (app.server.address() as { port: number }).port

const tokenOf = (account: string) => app.jwt.sign(newClaims(account, '370829', now()))
const headersOf = (account: string) => ({ authorization: `Bearer ${tokenOf(account)}` })
const question = () =>
  JSON.stringify({
    key: randomUUID(),
    kind: 'consultation',
    body: '高龄津贴这个月怎么没有到账，请帮忙查一下',
    villageId: writer.villageId,
    fileIds: []
  })
const runs: Record<string, [port: number, call: Call]> = {
  'bare Fastify JSON': [bare.port, { method: 'GET', path: '/hello', headers: {} }],
  'bare Fastify + postgres.js, list': [bare.port, { method: 'GET', path: '/list', headers: {} }],
  'ours, open my list': [
    ours,
    { method: 'GET', path: '/api/370829/questions/mine', headers: headersOf(reader.accountId) }
  ],
  'bare Fastify + postgres.js, ask': [
    bare.port,
    { method: 'POST', path: '/ask', headers: {}, body: question }
  ],
  'ours, ask': [
    ours,
    { method: 'POST', path: '/api/370829/questions', headers: headersOf(writer.accountId), body: question }
  ]
}
const results = new Map<string, Load[]>()
// Whoever writes first after a spell of reading pays for waking the disk: each round runs in the other order.
for (let round = 0; round <= ROUNDS; round++)
  for (const [name, [port, call]] of round % 2 ? Object.entries(runs) : Object.entries(runs).reverse()) {
    const result = await load(port, call)
    if (round > 0) results.set(name, [...(results.get(name) ?? []), result]) // the first round only warms up
  }
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const rows = [...results].map(([name, loads]) => ({
  name,
  perSecond: Math.round(mean(loads.map((l) => l.perSecond))),
  p99: mean(loads.map((l) => l.p99)),
  errors: loads.reduce((sum, l) => sum + l.errors, 0)
}))
const rate = (name: string) => rows.find((row) => row.name === name)!.perSecond
const { paint: fcp, usable } = await paint()
const booking = await bookingFigures({ deps, port: ours, databaseUrl, tokenOf })
// The county's own desk, with every figure the assistant promises; MESSAGES names a file of real ones.
const [desk] =
  (await sql`select h.account_id from post_holdings h join posts p on p.tenant_id = h.tenant_id and p.id = h.post_id
  where h.tenant_id = '370829' and p.role = 'townshipAdmin' and h.until is null`) as unknown as [
    { account_id: string }
  ]
const assistant = await assistantFigures(app, databaseUrl, headersOf(desk.account_id), process.env.MESSAGES)
const catalogue = await catalogueFigures(app, databaseUrl)
const cases = await caseFigures({ deps, port: ours, databaseUrl, tokenOf })
const page = `# Benchmarks

Written by \`pnpm bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), load generator on the same cores, Node ${process.version},
embedded PostgreSQL, ${QUESTIONS.toLocaleString('en')} questions, ${CONNECTIONS} connections, means of ${ROUNDS} interleaved rounds, every other one in reverse order. The bare server runs the same SQL.

| | requests/s | p99 ms | errors |
|---|---:|---:|---:|
${rows.map((row) => `| ${row.name} | ${row.perSecond} | ${row.p99.toFixed(1)} | ${row.errors} |`).join('\n')}

Ratios to the bare run: list ${(rate('ours, open my list') / rate('bare Fastify + postgres.js, list')).toFixed(2)} (aim 0.8), ask ${(rate('ours, ask') / rate('bare Fastify + postgres.js, ask')).toFixed(2)} (aim 0.7).

## The assistant

One run, the same machine, one request at a time.

| | |
|---|---|
${assistant.join('\n')}

## The catalogue

| | |
|---|---|
${catalogue.join('\n')}

## Booking

| | |
|---|---|
${booking.join('\n')}

## The case

The load comes from a process of its own; the service, its database and it share two cores.

| | |
|---|---|
${cases.join('\n')}

## The first page

H5 home on loopback, CPU slowed 4×: first contentful paint ${fcp} ms (aim 1,000), usable after ${usable} ms.
`
console.log(page)
writeFileSync(resolve(import.meta.dirname, '../../docs/benchmarks.md'), page)
await app.close()
await bare.close()
await sql.end()
await server.stop()
rmSync(dir, { recursive: true, force: true })
