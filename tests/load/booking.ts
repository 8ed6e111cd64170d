import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOLD_SEATS } from 'bff/hall/booking/hold-seats.repo.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import { crowdOf, openSlot } from '../support/crowd.ts'
import { BACKENDS, pgbench, writtenOut } from './pgbench.ts'

const CLIENTS = 10_000
const AT_ONCE = 500
const PLACES = 100
const ROUNDS = 4
const ROUND_MS = Number(process.env.BENCH_ROUND_MS ?? 3000)

type Server = Readonly<{
  deps: Deps
  port: number
  databaseUrl: string
  tokenOf: (account: string) => string
}>
type Reply = Readonly<{ status: number; code: string | undefined; message: string | undefined; ms: number }>

/** Sends one booking request and says how it ended and how long it took. */
const book = (agent: Agent, { port, tokenOf }: Server, account: string, body: object): Promise<Reply> =>
  new Promise((done, fail) => {
    const from = performance.now()
    const headers = { authorization: `Bearer ${tokenOf(account)}`, 'content-type': 'application/json' }
    const sent = request(
      { port, host: '127.0.0.1', method: 'POST', path: '/api/370829/bookings', agent, headers },
      (reply) => {
        let text = ''
        reply.on('data', (part) => {
          text += part
        })
        reply.on('end', () => {
          const { code, message } = JSON.parse(text)
          done({ status: reply.statusCode!, code, message, ms: performance.now() - from })
        })
      }
    )
    sent.on('error', fail)
    sent.end(JSON.stringify({ key: randomUUID(), ...body }))
  })

const p99 = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0

/** Ten thousand want a hundred seats at once. */
async function storm(server: Server, crowd: readonly string[], body: object): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const waiting = [...crowd]
  const replies: Reply[] = []
  const from = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let who = waiting.pop(); who; who = waiting.pop())
        replies.push(await book(agent, server, who, body))
    })
  )
  const seconds = (performance.now() - from) / 1000
  agent.destroy()
  const won = replies.filter(({ status }) => status === 200).length
  if (won !== PLACES) throw new Error(`${won} won ${PLACES} seats`)
  const told = replies.filter(({ code, message }) => code === 'slot_full' && message).length
  const times = replies.map(({ ms }) => ms)
  return `| ${CLIENTS.toLocaleString('en')} clients, ${AT_ONCE} at once, want ${PLACES} seats of one slot | ${won} won, ${told.toLocaleString('en')} were told in words that it is full; ${Math.round(replies.length / seconds).toLocaleString('en')} answers/s, p99 ${p99(times).toFixed(0)} ms |`
}

/** Distinct people booking as fast as they are served, for a while; bookings a second. */
async function served(server: Server, people: string[], itemId: string, starts: readonly string[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: BACKENDS })
  let made = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: BACKENDS }, async () => {
      while (performance.now() - from < ROUND_MS) {
        const startsAt = starts[Math.floor(Math.random() * starts.length)]!
        const { status, message } = await book(agent, server, people.pop()!, { itemId, startsAt })
        if (status !== 200) throw new Error(message)
        made += 1
      }
    })
  )
  agent.destroy()
  return made / ((performance.now() - from) / 1000)
}

type Place = Readonly<{
  counterId: string
  itemId: string
  version: number
  starts: readonly string[]
  now: Date
}>

/**
 * Holding a seat, with its parameters written out for pgbench: somebody new each time, in any of the slots.
 */
function scriptOf({ counterId, itemId, version, starts, now }: Place): string {
  const text = (value: string) => `'${value}'`
  const start = `(timestamptz ${text(starts[0]!)} + :slot * interval '30 minutes')::text`
  const soon = text(new Date(now.getTime() + 600_000).toISOString())
  const take = writtenOut(HOLD_SEATS, {
    tenantId: text('370829'),
    counterId: `${text(counterId)}::uuid`,
    startsAt: start,
    slots: '1',
    pool: text('citizen'),
    now: text(now.toISOString()),
    personKey: "'p' || :who || '.' || :client_id || '.' || :more",
    dailyLimit: '2',
    id: 'gen_random_uuid()',
    itemId: `${text(itemId)}::uuid`,
    itemVersion: String(version),
    answers: "''",
    key: 'gen_random_uuid()',
    accountId: 'null::uuid',
    name: "'来客'",
    phoneSealed: 'null',
    madeBy: 'null::uuid',
    state: text('held'),
    heldUntil: soon,
    code: "'c' || :who || '.' || :client_id || '.' || :more",
    step: text('lapse'),
    dueAt: soon
  })
  const path = join(mkdtempSync(join(tmpdir(), 'bangban-pgbench-')), 'take.sql')
  const slots = Math.min(starts.length, 6) // one morning's, without a gap
  const set = `\\set slot random(0, ${slots - 1})\n\\set who random(1, 1000000000)\n\\set more random(1, 1000000000)\n`
  writeFileSync(path, `${set}${take.replaceAll('\n', ' ')};\n`)
  return path
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The booking's figures, as lines of a table. */
export async function bookingFigures(server: Server): Promise<string[]> {
  const { sql } = connect(server.databaseUrl, { max: 1, lasting: true })
  await sql`set statement_timeout = 0`
  const small = await openSlot(server.deps, sql, PLACES)
  const crowd = await crowdOf(sql, CLIENTS)
  // What autovacuum does within a minute; until then the planner knows nothing of the new rows.
  await sql`vacuum analyze`
  const stormed = await storm(server, crowd, small)
  const wide = await openSlot(server.deps, sql, 20_000)
  // A whole morning of another day, so that both sides draw from slots in a row.
  const starts = wide.starts
    .filter((start) => start.slice(0, 10) === wide.starts.at(-20)!.slice(0, 10))
    .slice(0, 6)
  const people = await crowdOf(sql, 60_000)
  await sql`vacuum analyze`
  const [item] =
    await sql`select in_force from service_items where tenant_id = '370829' and id = ${wide.itemId}`
  const script = scriptOf({ ...wide, starts, version: item!.in_force, now: server.deps.now() })
  const [ours, bare]: [number[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round++) {
    const both = [
      async () => void ours.push(await served(server, people, wide.itemId, starts)),
      async () => void bare.push(await pgbench(server.databaseUrl, script, ROUND_MS))
    ]
    if (round % 2) both.reverse()
    for (const one of both) await one()
  }
  await sql.end()
  const [rate, base] = [mean(ours.slice(1)), mean(bare.slice(1))]
  return [
    stormed,
    `| Bookings a second through the whole service, beside the same statement by pgbench (aim ≥ 0.5) | ${Math.round(rate).toLocaleString('en')} beside ${Math.round(base).toLocaleString('en')}: ${(rate / base).toFixed(2)} |`
  ]
}
