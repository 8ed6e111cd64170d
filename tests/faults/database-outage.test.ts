import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { createLive } from 'bff/cases/dialogue/live.acts.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Answer, type Real, startReal } from './real.ts'

const DEADLINE_MS = 3000
const SLACK_MS = 1000 // what a busy machine may add; the figure itself is in docs/reliability.md
let real: Real
let pid = 0
beforeAll(async () => {
  real = await startReal()
  pid = real.service().pid
})
afterAll(() => real?.stop())
beforeEach(() => real.revive())

const isRefusal = ({ status, code, retryAfter }: Answer) => [status, code, retryAfter !== null].join(' ')
const steady = () => expect(real.service().ended(), real.logged().slice(-2000)).toBe(false)
/**
 * Asked again and again until it answers; whatever came before was a refusal with a word, never a cut line.
 */
async function untilWell(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (answer.status === 200) return answer
    expect(isRefusal(answer)).toBe('503 busy true')
    await wait(50)
  }
}
const jobsLeft = async () =>
  Number(
    (await real.sql`select count(*) n from questions where tenant_id = '370829' and proposal is null`)[0]!.n
  )

it.each(['SIGINT', 'SIGQUIT', 'SIGKILL'] as const)(
  'lives on when its database goes by %s with jobs queued, and goes on by itself',
  { timeout: 120_000 },
  async (signal) => {
    for (let round = 0; round < 2; round++) {
      const kept = await Promise.all(Array.from({ length: 20 }, () => real.write()))
      expect(kept.map(({ status }) => status)).toEqual(kept.map(() => 200))
      await real.lose(signal)
      const lost = randomUUID()
      for (const answer of await Promise.all([real.write(lost), real.read(), real.write()]))
        expect(isRefusal(answer)).toBe('503 busy true')
      expect((await real.ask('/live')).status).toBe(200)
      await real.restart()
      await untilWell(() => real.write(lost))
      await untilWell(() => real.read())
      steady()
      await expect.poll(jobsLeft, { timeout: 30_000, message: 'its worker goes on' }).toBe(0)
    }
    expect(real.service().pid).toBe(pid)
  }
)

it('refuses reads and writes within the deadline while the database is frozen, and is whole again when it thaws', {
  timeout: 60_000
}, async () => {
  await Promise.all(Array.from({ length: 30 }, () => real.read()))
  const thaw = await real.freeze()
  const asked = await Promise.all([...Array(10)].flatMap(() => [real.read(), real.write()]))
  const health = await real.ask('/ready')
  thaw()
  for (const answer of asked) {
    expect(isRefusal(answer)).toBe('503 busy true')
    expect(answer.ms).toBeLessThan(DEADLINE_MS + SLACK_MS)
  }
  expect([health.status, (await real.ask('/live')).status]).toEqual([503, 200])
  await untilWell(() => real.write())
  await expect.poll(async () => (await real.ask('/ready')).status, { timeout: 10_000 }).toBe(200)
  steady()
})

it('discards a session that falls silent, and its pool is whole again', { timeout: 60_000 }, async () => {
  await Promise.all(Array.from({ length: 40 }, () => real.read()))
  const [one] =
    await real.sql`select pid from pg_stat_activity where application_name = 'bangban' and pid <> pg_backend_pid()
    and query like '%questions%' limit 1`
  process.kill(one!.pid, 'SIGSTOP')
  const during = await Promise.all(Array.from({ length: 60 }, () => real.read()))
  for (const answer of during) expect([200, 503]).toContain(answer.status)
  const after = await Promise.all(Array.from({ length: 60 }, () => real.read()))
  process.kill(one!.pid, 'SIGCONT')
  expect(after.map(({ status }) => status)).toEqual(after.map(() => 200))
})

it('refuses the surplus at once while every connection is held, tells its health, and is well again when it is free', {
  timeout: 60_000
}, async () => {
  const release = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const held = real.sql.begin(async (tx) => {
    await tx`lock table questions in access exclusive mode`
    locked.resolve()
    await release.promise
  })
  await locked.promise
  const answers: Answer[] = []
  const writing = Array.from({ length: 300 }, async () => void answers.push(await real.write()))
  // The surplus is answered while all the others still wait for what is held.
  await expect.poll(() => answers.length, { timeout: 20_000, interval: 20 }).toBeGreaterThan(50)
  const early = [...answers]
  const health = await real.ask('/ready')
  release.resolve()
  await held
  await Promise.all(writing)
  expect(early.map(isRefusal)).toEqual(early.map(() => '503 busy true'))
  expect(health.status).toBe(200)
  expect(answers).toHaveLength(300)
  for (const answer of answers) expect([200, 503]).toContain(answer.status)
  await untilWell(() => real.write())
})

const parentOf = (pid: number) =>
  Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1])

it.each([3100, 6000])(
  'hears what is said in a dialogue after it lost its line and %i ms of silence',
  {
    timeout: 60_000
  },
  async (ms) => {
    const { db, sql } = connect(real.databaseUrl)
    const live = createLive(db, { error: () => {} })
    const room = { tenantId: '370829', caseId: randomUUID() }
    let looks = 0
    const leave = await live.join(room, 0, async () => {
      looks += 1
    })
    const listening = await real.sql`select pid from pg_stat_activity where query like 'listen "dialogue"%'`
    const { pid: line } = listening.at(-1) as { pid: number }
    const postmaster = parentOf(line)
    process.kill(postmaster, 'SIGSTOP')
    process.kill(line, 'SIGTERM')
    await wait(ms)
    process.kill(postmaster, 'SIGCONT')
    const hears = async () => {
      const before = looks
      await real.sql`select pg_notify('dialogue', ${`${room.tenantId}/${room.caseId}`})`
      await wait(300)
      return looks > before
    }
    await expect.poll(hears, { timeout: 12_000 }).toBe(true)
    leave()
    await live.stop()
    await sql.end({ timeout: 1 })
  }
)
