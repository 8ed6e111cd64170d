import { randomUUID } from 'node:crypto'
import type { Case } from 'shared/cases.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { idNumber } from '../support/cases.ts'
import { type Outage, startOutage } from './outage.ts'

const CASES = 24
let outage: Outage
let item: { id: string; department_id: string }
let refused = 0
let papers = 0
let people: Record<'hallClerk' | 'departmentHandler', string>
beforeAll(async () => {
  outage = await startOutage()
  const { sql } = outage
  const [found] =
    await sql`select id, department_id, (select org_id from posts where tenant_id = '370829' and role = 'hallClerk' limit 1) hall
      from service_items where tenant_id = '370829' and name = '不动产转移登记' and in_force is not null`
  item = found as never
  const holder = async (role: string, org: string) =>
    (
      await sql`select h.account_id from posts p join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id
      and h.until is null where p.tenant_id = '370829' and p.role = ${role} and p.org_id = ${org} limit 1`
    )[0]!.account_id as string
  people = {
    hallClerk: await holder('hallClerk', found!.hall),
    departmentHandler: await holder('departmentHandler', found!.department_id)
  }
})
afterAll(() => outage?.stop())

type Sent = { who: string; path: string; body: object }
/** Sends until the database answers again; every command goes out twice, as a thin line makes it. */
async function insist(sent: Sent): Promise<Case> {
  for (;;) {
    const [first, second] = await Promise.all([1, 2].map(() => outage.post(sent.who, sent.path, sent.body)))
    if (first!.statusCode === 200 && second!.statusCode === 200) return second!.json()
    for (const { statusCode, body } of [first!, second!]) {
      expect([200, 503], body).toContain(statusCode)
      if (statusCode === 503) refused += 1
    }
    await new Promise((later) => setTimeout(later, 100))
  }
}

/**
 * Taken in, agreed to and handed to its first stage; at every step something said before is said once more.
 */
async function live(serial: number): Promise<string> {
  const { hallClerk, departmentHandler } = people
  const applicant = { kind: 'person', name: '周转移', idNumber: idNumber(serial), phone: '19900001234' }
  const answers = '方式.买卖~抵押.没有~办理人.本人'
  const { id } = await insist({
    who: hallClerk,
    path: '/desk/cases',
    body: { key: randomUUID(), itemId: item.id, answers, applicant }
  })
  const said: Sent[] = []
  const did = async (who: string, action: string, more: object = {}) => {
    const sent = { who, path: `/cases/${id}/commands`, body: { key: randomUUID(), action, ...more } }
    said.push(sent)
    const kase = await insist(sent)
    await insist(said[(serial * 7) % said.length]!)
    return kase
  }
  let kase = await did(hallClerk, 'chooseDelivery', { way: 'window' })
  const required = kase.papers.filter(({ need }) => need === 'required')
  papers = required.length
  for (const { index } of required)
    kase = await did(hallClerk, 'givePaper', { index, fileIds: [], original: true })
  const verdicts = kase.papers
    .filter(({ toJudge }) => toJudge)
    .map(({ index }) => ({ index, verdict: 'pass' }))
  await did(hallClerk, 'judge', { verdicts })
  await did(hallClerk, 'accept', { departmentIds: [], deferred: [], promised: [] })
  await did(departmentHandler, 'consent')
  return id
}

it('goes on where it stood when the database is killed under 24 cases, each command once however often and late it comes', {
  timeout: 60_000
}, async () => {
  const { sql } = outage
  const lives = Array.from({ length: CASES }, (_, serial) => live(serial))
  const events = async () =>
    Number((await sql`select count(*) n from case_events where tenant_id = '370829'`)[0]!.n)
  await expect.poll(events, { interval: 5, timeout: 15_000 }).toBeGreaterThan(60)
  await outage.crash()
  await outage.restart()
  const ids = await Promise.all(lives)
  const ended =
    await sql`select c.status, string_agg(e.action, ' ' order by e.version) actions, count(distinct e.version)::int - max(e.version) gaps
      from cases c join case_events e on e.tenant_id = c.tenant_id and e.case_id = c.id
      where c.tenant_id = '370829' and c.id = any(${ids}::uuid[]) group by c.id, c.status`
  expect(ended).toHaveLength(CASES)
  expect(refused, 'the outage was felt').toBeGreaterThan(0)
  for (const { status, actions, gaps } of ended) {
    expect([status, gaps]).toEqual(['handling', 0])
    const given = Array(papers).fill('givePaper').join(' ')
    expect(actions).toBe(`open chooseDelivery ${given} judge accept consent`)
  }
  const [left] =
    await sql`select (select count(*)::int from timers where tenant_id = '370829' and subject = 'case') timers,
    (select last::int from case_counters where tenant_id = '370829' and series = 'application') numbers`
  expect(left).toEqual({ timers: CASES, numbers: CASES })
})
