import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from 'bff/embedded.ts'
import { connect } from 'bff/lib/database.ts'
import { spawnService, stretchCalendar, tokenFor } from '../faults/service.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'

const HOSTILE = 16
const QUIET_MS = 6000
const ATTACK_MS = 6000
const PACE_MS = 10

/** What sixteen hostile connections on one endpoint cost everybody else: their p99 beside the quiet one's of the same run. */
const dir = mkdtempSync(join(tmpdir(), 'bangban-hostile-'))
const server = await startEmbedded(join(dir, 'postgres'))
const url = `${server.url.replace(/\/postgres$/, '')}/${TEMPLATE}`
await makeTemplate(server.url.replace(/\/postgres$/, ''))
const { sql } = connect(url, { max: 2 })
await stretchCalendar({ sql })
const people = (
  await sql`select id from accounts where tenant_id = '370829' and village_id is not null order by id limit 20`
).map(({ id }) => id as string)
const items = (
  await sql`select id from service_items where tenant_id = '370829' and in_force is not null`
).map(({ id }) => id as string)
// The limits of every day: that is what is tried.
const service = await spawnService(url, {
  sweepMs: 1000,
  env: { WRITES_PER_MINUTE: '60', READS_PER_MINUTE: '1200', OVERLOAD_MS: '2000' }
})
await service.up

const headersOf = (id: string) => ({ authorization: `Bearer ${tokenFor(id)}` })
const HONEST = (n: number): [string, RequestInit] => [
  ['/questions/mine', '/me', '/me/messages', '/villages'][n % 4]!,
  { headers: headersOf(people[n % people.length]!) }
]
const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

/** Honest people at their pace for a while; milliseconds of each answer. */
async function honest(ms: number): Promise<{ p50: number; p99: number; failed: number; count: number }> {
  const took: number[] = []
  let failed = 0
  const waiting: Promise<void>[] = []
  const until = performance.now() + ms
  for (let n = 0; performance.now() < until; n++) {
    const [path, init] = HONEST(n)
    const began = performance.now()
    waiting.push(
      fetch(service.base + path, init).then(
        async (reply) => {
          await reply.arrayBuffer()
          took.push(performance.now() - began)
          if (!reply.ok) failed += 1
        },
        () => {
          failed += 1
        }
      )
    )
    await new Promise((next) => setTimeout(next, PACE_MS))
  }
  await Promise.all(waiting)
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), failed, count: took.length }
}

const agent = new Agent({ keepAlive: true, maxSockets: HOSTILE })
/** A request from another address than the honest ones': its status. */
const from = (target: string, { method = 'GET', headers, body }: RequestInit) =>
  new Promise<number>((done) => {
    const sent = request(
      target,
      { method, agent, localAddress: '127.0.0.9', headers: headers as Record<string, string> },
      (reply) => {
        reply.resume()
        reply.on('end', () => done(reply.statusCode ?? 0))
      }
    )
    sent.on('error', () => done(0))
    sent.end(body as string | undefined)
  })
let turn = 0
const ATTACKS: Record<string, () => [string, RequestInit]> = {
  'result sheets': () => [`${service.base}/items/${items[turn++ % items.length]}/sheet`, {}],
  handbook: () => [`${service.base}/handbook`, {}],
  'item search': () => [`${service.base}/items?q=${encodeURIComponent('证明')}${turn++}`, {}],
  specification: () => [`${service.origin}/api/openapi.json`, {}],
  'public answers': () => [`${service.base}/answers?q=${encodeURIComponent('补贴')}`, {}],
  'false sign-ins': () => [
    `${service.base}/session/weapp`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: `x${turn++}` })
    }
  ],
  'false receipts': () => [
    `${service.base}/reports/look`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receipt: randomUUID().slice(0, 24).toUpperCase() })
    }
  ],
  'open interface': () => [`${service.origin}/open311/v2/requests.json?jurisdiction_id=370829`, {}]
}
const row = (
  name: string,
  { p50, p99, failed, count }: Awaited<ReturnType<typeof honest>>,
  quiet: number,
  statuses = ''
) =>
  console.log(
    `| ${name} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${(p99 / quiet).toFixed(1)} | ${failed}/${count} | ${statuses} |`
  )
await honest(2000)
const before = [await honest(QUIET_MS), await honest(QUIET_MS), await honest(QUIET_MS)].toSorted(
  (a, b) => a.p99 - b.p99
)
const quiet = before[1]!
console.log(
  '| attack | p50 ms | p99 ms | × quiet | failed | attackers got |\n| --- | --- | --- | --- | --- | --- |'
)
row(`none (p99 ${before[0]!.p99.toFixed(1)}–${before[2]!.p99.toFixed(1)})`, quiet, quiet.p99)
for (const [name, ask] of Object.entries(ATTACKS)) {
  let running = true
  const statuses = new Map<number, number>()
  const attackers = Array.from({ length: HOSTILE }, async () => {
    while (running) {
      const [target, init] = ask()
      const status = await from(target, init)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  })
  const felt = await honest(ATTACK_MS)
  running = false
  await Promise.all(attackers)
  row(name, felt, quiet.p99, [...statuses].map(([status, count]) => `${status}: ${count}`).join(', '))
}
service.kill()
await sql.end()
await server.stop()
rmSync(dir, { recursive: true, force: true })
