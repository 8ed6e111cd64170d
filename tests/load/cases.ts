import { fork } from 'node:child_process'
import { keysOf } from 'bff/cases/core/keys.rules.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import type { Sql } from 'postgres'
import { crowdOf } from '../support/crowd.ts'
import { bareSteps } from './case-bare.ts'
import { caseClient } from './case-client.ts'
import { fillCases, fourStages } from './case-fill.ts'
import type { Ask, Reads, Told } from './case-load.ts'

const CASES = Number(process.env.BENCH_CASES ?? 1_000_000)
const OFFICIALS = 50
const WORKERS = 24
const ROUND_MS = Number(process.env.BENCH_ROUND_MS ?? 3000) * 2
const ROUNDS = 4
const SOUGHT = 500
const APPLICANTS = 400
const ARCHIVE = '/archive?from=2025-06-01&until=2026-05-31'

type Server = Readonly<{
  deps: Deps
  port: number
  databaseUrl: string
  tokenOf: (account: string) => string
}>

const ask = (question: Ask): Promise<Told> =>
  new Promise((done, fail) => {
    const child = fork(new URL('./case-load.ts', import.meta.url), { stdio: 'inherit' })
    child.once('message', (told: Told) => (told.error ? fail(new Error(told.error)) : done(told)))
    child.once('error', fail)
    child.send(question)
  })

/** Everybody who works on cases, by role and unit. */
const staffOf = (sql: Sql) =>
  sql<
    { account_id: string; role: string; org_id: string }[]
  >`select h.account_id, p.role, p.org_id from posts p
    join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    where p.tenant_id = '370829' and p.township_id is null and p.role in ('departmentHandler', 'unitHead', 'hallClerk')
    order by p.position, p.id`

/**
 * The figures of the case, as lines of a table: reads among a million, whole ways a second, and the same
 * statements bare.
 */
export async function caseFigures({ deps, port, databaseUrl, tokenOf }: Server): Promise<string[]> {
  const { sql } = connect(databaseUrl, { max: 1, lasting: true })
  const itemId = await fourStages(sql)
  const staff = await staffOf(sql)
  const [item] =
    await sql`select department_id from service_items where tenant_id = '370829' and id = ${itemId}`
  const applicants = (await crowdOf(sql, APPLICANTS)).map(tokenOf)
  const who = (role: string) =>
    staff.find((one) => one.role === role && (role === 'hallClerk' || one.org_id === item!.department_id))!
  const cast = {
    applicants,
    clerk: tokenOf(who('hallClerk').account_id),
    staff: tokenOf(who('departmentHandler').account_id),
    head: tokenOf(who('unitHead').account_id)
  }
  const client = caseClient(port, cast, itemId)
  const { idKey, phoneKey } = keysOf(deps.receiptSecret, '370829')
  const phones = Array.from({ length: SOUGHT }, (_, n) => `1391234${String(n).padStart(4, '0')}`)
  const from = performance.now()
  await fillCases(
    sql,
    client,
    CASES,
    phones.map((phone) => ({ phoneKey: phoneKey(phone), idKey: idKey('idCard', phone) }))
  )
  const filled = (performance.now() - from) / 1000

  const officials = staff.slice(0, OFFICIALS).map((one) => ({ ...one, token: tokenOf(one.account_id) }))
  const clerk = cast.clerk
  const someCases =
    await sql`select id, department_id from cases where tenant_id = '370829' and status = 'handling' order by md5(id::text) limit 500`
  const tokenFor = (unit: string) => officials.find(({ org_id }) => org_id === unit)?.token
  const pages = someCases.flatMap(({ id, department_id }) => {
    const token = tokenFor(department_id)
    return token ? [[token, 'GET', `/cases/${id}`] as const] : []
  })
  const search = (q: string) => [clerk, 'POST', '/case-search', { q }] as const
  const numbers = Array.from(
    { length: SOUGHT },
    (_, n) => `2025${String(1 + ((n * 1999) % CASES)).padStart(9, '0')}`
  )
  const reads: Reads = [
    ['worklist', officials.map(({ token }) => [token, 'GET', '/case-work'] as const)],
    ['case page', pages],
    ['archive of a unit, its year', officials.map(({ token }) => [token, 'GET', ARCHIVE] as const)],
    ['search by number', numbers.map(search)],
    ['search by phone', phones.map(search)],
    ['search by name', Array.from({ length: SOUGHT }, (_, n) => search(`申请人${n * 97}`))]
  ]
  const base = { port, cast, itemId }
  const asked = { ...base, do: 'reads', workers: OFFICIALS, reads } as const
  await ask({ ...asked, rounds: 4, restMs: 100 })
  const paced = await ask({ ...asked, rounds: 12, restMs: 1000 })
  const pressed = await ask({ ...asked, rounds: 30, restMs: 0 })
  const [ours, bare]: [Told[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round++) {
    const both = [
      async () => void ours.push(await ask({ ...base, do: 'lifecycles', workers: WORKERS, ms: ROUND_MS })),
      async () => void bare.push(await bareSteps(sql, databaseUrl, ROUND_MS))
    ]
    if (round % 2) both.reverse()
    for (const one of both) await one()
  }
  client.close()
  await sql.end()
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const ways = mean(ours.slice(1).map(({ perSecond }) => perSecond!))
  const steps = mean(ours.slice(1).map((told) => told.steps!))
  const base99 = mean(bare.slice(1))
  return [
    `| ${CASES.toLocaleString('en')} cases with all their events and papers, put in | ${filled.toFixed(0)} s |`,
    ...Object.entries(paced.p99!).map(
      ([name, ms]) =>
        `| ${name}, ${OFFICIALS} officials, each asking every second (aim p99 ≤ 50 ms) / without a pause | p99 ${ms.toFixed(1)} / ${pressed.p99![name]!.toFixed(1)} ms |`
    ),
    `| whole ways a second: hand in, pre-review, consent, 4 stages, quality check (aim ≥ 100) | ${ways.toFixed(0)} (${steps.toFixed(0)} steps/s) |`,
    `| the two statements of a step by pgbench, same rounds | ${base99.toFixed(0)} steps/s: ours ${(steps / base99).toFixed(2)} of it |`
  ]
}
