import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startEmbedded } from 'bff/embedded.ts'
import { connect } from 'bff/lib/database.ts'
import { spawnService, stretchCalendar, tokenFor } from '../faults/service.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'
import { ATTACKS } from './hostile-attack.ts'

const QUIET_MS = 6000
const ATTACK_MS = 6000
const PACE_MS = 10
const REST_MS = 3000 // what the last attack left behind

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
    await wait(PACE_MS)
  }
  await Promise.all(waiting)
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), failed, count: took.length }
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
for (const name of ATTACKS) {
  const attackers = fork(new URL('./hostile-attack.ts', import.meta.url).pathname, [
    JSON.stringify({ name, base: service.base, origin: service.origin, items })
  ])
  const felt = await honest(ATTACK_MS)
  attackers.send('stop')
  const [statuses] = (await once(attackers, 'message')) as [Record<string, number>]
  const got = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`)
  row(name, felt, quiet.p99, got.join(', '))
  await wait(REST_MS)
}
service.kill()
await sql.end()
await server.stop()
rmSync(dir, { recursive: true, force: true })
