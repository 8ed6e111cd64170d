import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { series } from 'demo/data/people.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Outside, startWithOutside } from './outside.ts'
import type { Real } from './real.ts'
import { tokenFor } from './service.ts'

const STUCK_MS = 120_000
const LASTS_MS = process.env.DEEP ? 30 * 60_000 : 60_000
const EACH_MS = process.env.DEEP ? 12_000 : 5_000
const PEOPLE = 6
/** The same seed makes the same faults in the same order. */
const SEED = Number(process.env.CHAOS_SEED ?? 20_261_130)

let outside: Outside
let real: Real
beforeAll(async () => {
  outside = await startWithOutside()
  real = outside.real
})
afterAll(() => outside?.stop())

/** What may happen to a county's server; each is undone before the next. */
const FAULTS: Record<string, () => Promise<void>> = {
  'the service is killed': async () => {
    const { port } = real.service()
    real.service().kill()
    await real.service().exited
    real.replace(await real.spawn({ PORT: String(port) }, port))
    await real.service().up
  },
  'the database is restarted': async () => {
    await real.lose('SIGINT')
    await wait(1000)
    await real.restart()
  },
  'the database loses power': async () => {
    await real.lose('SIGKILL')
    await wait(1000)
    await real.restart()
  },
  'the database freezes': async () => {
    const thaw = await real.freeze()
    await wait(5000)
    thaw()
  },
  'every session of the database is ended': async () => {
    await real.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name <> '' and pid <> pg_backend_pid()`.catch(
      () => undefined
    )
  },
  'WeChat and SMS are away': async () => {
    await outside.leave()
    await wait(4000)
    await outside.comeBack()
  }
}

it(`keeps every acknowledged write once, every clock and every message through ${LASTS_MS / 60_000} minutes of faults`, {
  timeout: LASTS_MS * 3 + 300_000
}, async () => {
  const random = series(SEED)
  const rows =
    await real.sql`select id, village_id from accounts where tenant_id = '370829' and village_id is not null order by id limit ${PEOPLE}`
  const acknowledged: { id: string; key: string; asker: string }[] = []
  const statuses = new Map<number, number>()
  let running = true
  const askers = rows.map(async ({ id: asker, village_id: villageId }) => {
    while (running) {
      const key = randomUUID()
      const body = JSON.stringify({
        key,
        kind: 'consultation',
        body: '高龄津贴怎么申请',
        villageId,
        fileIds: []
      })
      const headers = { authorization: `Bearer ${tokenFor(asker)}`, 'content-type': 'application/json' }
      for (;;) {
        const answer = await real.ask('/api/370829/questions', { method: 'POST', headers, body })
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        if (answer.status === 200) {
          acknowledged.push({ id: answer.id!, key, asker })
          break
        }
        await wait(200)
      }
      await real.ask('/api/370829/questions/mine', { headers })
      await wait(100 + random() * 200)
    }
  })
  const done: string[] = []
  const names = Object.keys(FAULTS)
  const began = Date.now()
  while (Date.now() - began < LASTS_MS || done.length < names.length) {
    await wait(EACH_MS * (0.5 + random()))
    // Every kind once, then as it comes.
    const name =
      done.length < names.length ? names[done.length]! : names[Math.floor(random() * names.length)]!
    done.push(name)
    await FAULTS[name]!()
  }
  running = false
  await Promise.all(askers)
  console.log(
    `${acknowledged.length} writes through ${done.length} faults, seed ${SEED}; statuses ${JSON.stringify([...statuses])}`
  )

  // Refused with a word, or cut only where the process itself was killed.
  for (const status of statuses.keys()) expect([0, 200, 503]).toContain(status)
  expect(acknowledged.length).toBeGreaterThan(LASTS_MS / 10_000)
  const ids = acknowledged.map(({ id }) => id)
  const one = async (query: string) => Number((await real.sql.unsafe(query, [ids as never]))[0]!.n)
  expect(new Set(ids).size).toBe(ids.length)
  expect(
    await one(`select count(*) n from questions where tenant_id = '370829' and id = any($1::uuid[])`),
    'lost'
  ).toBe(ids.length)
  const [twice] =
    await real.sql`select count(*)::int n from (select coalesce(entered_by, asker_id), request_key from questions where tenant_id = '370829' group by 1, 2 having count(*) > 1) t`
  expect(twice!.n, 'doubled').toBe(0)
  const unclocked = `select count(*) n from questions q left join timers t
    on t.tenant_id = q.tenant_id and t.subject = 'question' and t.subject_id = q.id
    where q.tenant_id = '370829' and q.id = any($1::uuid[]) and t.subject_id is null`
  expect(await one(unclocked), 'open without its one timer').toBe(0)
  const settled = async () => {
    const [row] =
      await real.sql`select (select count(*)::int from questions where tenant_id = '370829' and proposal is null) untriaged,
      (select count(*)::int from messages where tenant_id = '370829' and state = 'pending') pending`
    return row
  }
  // What piled up is worked off, however long the faults lasted: it goes on until nothing moves for two
  // minutes.
  let left = await settled()
  for (let since = Date.now(); left!.untriaged + left!.pending > 0 && Date.now() - since < STUCK_MS; ) {
    await wait(1000)
    const now = await settled()
    if (now!.untriaged + now!.pending < left!.untriaged + left!.pending) since = Date.now()
    left = now
  }
  expect(left).toEqual({ untriaged: 0, pending: 0 })
  const [ends] =
    await real.sql`select count(*)::int n from (select message_id from message_attempts where tenant_id = '370829' and outcome = 'sent'
    group by message_id having count(*) > 1) t`
  expect(ends!.n, 'a message with two ends').toBe(0)
  expect(
    await one(
      `select count(*) n from audit_entries where tenant_id = '370829' and act = 'question.ask' and subject = any($1::text[])`
    )
  ).toBe(ids.length)
})
