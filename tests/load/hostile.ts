import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startEmbedded } from 'bff/embedded.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { spawnService, stretchCalendar, tokenFor } from '../faults/service.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'
import { ATTACKS } from './hostile-attack.ts'

const ROUNDS = 3
const QUIET_MS = 4000
const ATTACK_MS = 6000
const PACE_MS = 10
const WARM_MS = 1000 // what a process does once
const REST_MS = 3000 // what the last attack left behind

/**
 * What sixteen hostile connections on one endpoint cost everybody else: their p99 beside the quiet one's of
 * the same run.
 */
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

/** What honest people feel while somebody attacks, and what they got. */
async function attack<T>(name: string, during: () => Promise<T>) {
  const attackers = fork(new URL('./hostile-attack.ts', import.meta.url).pathname, [
    JSON.stringify({ name, base: service.base, origin: service.origin, items })
  ])
  const felt = await during()
  attackers.send('stop')
  const [statuses] = (await once(attackers, 'message')) as [Record<string, number>]
  return { felt, statuses }
}
type Felt = Awaited<ReturnType<typeof honest>>
const middle = (values: number[]) => percentile(values, 0.5)
const spread = (values: number[]) => `${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}`
function row(name: string, rounds: Felt[], quiet: number, statuses: Record<string, number> = {}) {
  const p99s = rounds.map(({ p99 }) => p99)
  const p50 = middle(rounds.map((round) => round.p50)).toFixed(1)
  const failed = rounds.reduce((sum, round) => sum + round.failed, 0)
  const count = rounds.reduce((sum, round) => sum + round.count, 0)
  const got = Object.entries(statuses).map(([status, times]) => `${status}: ${times}`)
  const p99 = middle(p99s)
  console.log(
    `| ${name} | ${p50} | ${p99.toFixed(1)} (${spread(p99s)}) | ${(p99 / quiet).toFixed(1)} | ${failed}/${count} | ${got.join(', ')} |`
  )
}
await honest(2000)
const quiet: Felt[] = []
const under = new Map<string, { rounds: Felt[]; statuses: Record<string, number> }>()
for (const name of ATTACKS) {
  await attack(name, () => wait(WARM_MS))
  const rounds: Felt[] = []
  const sum: Record<string, number> = {}
  for (let round = 0; round < ROUNDS; round++) {
    await wait(REST_MS)
    quiet.push(await honest(QUIET_MS))
    const { felt, statuses } = await attack(name, () => honest(ATTACK_MS))
    rounds.push(felt)
    for (const [status, count] of Object.entries(statuses)) sum[status] = (sum[status] ?? 0) + count
  }
  under.set(name, { rounds, statuses: sum })
}
const usual = middle(quiet.map(({ p99 }) => p99))
console.log(
  '| attack | p50 ms | p99 ms | × quiet | failed | attackers got |\n| --- | --- | --- | --- | --- | --- |'
)
row('none', quiet, usual)
for (const [name, { rounds, statuses }] of under) row(name, rounds, usual, statuses)
service.kill()
await sql.end()
await server.stop()
rmSync(dir, { recursive: true, force: true })
