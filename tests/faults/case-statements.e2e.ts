import { randomUUID } from 'node:crypto'
import type { Case } from 'shared/cases.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, SIGNED } from '../support/cases.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { dyingEverywhere, type Insist } from './every-statement.ts'
import { stretchCalendar } from './service.ts'

let stack: Stack
let world: CaseWorld
beforeAll(async () => {
  stack = await startStack({ intercept: false })
  await stretchCalendar(stack)
  world = await caseWorld(stack)
})
afterAll(() => stack?.stop())

/** Taken in at the window, agreed to, visited, examined, its certificate made, checked and handed out. */
async function live(insist: Insist): Promise<string> {
  const opening = { key: randomUUID(), itemId: world.itemId, applicant: world.applicant(1) }
  const { id } = await insist('hall2', '/desk/cases', {
    ...opening,
    answers: '方式.买卖~抵押.没有~办理人.本人'
  })
  const did = async (who: string, action: string, more: object = {}) =>
    (await insist(who, `/cases/${id}/commands`, { key: randomUUID(), action, ...more })) as unknown as Case
  const [first] = await stack.sql`select state from cases where tenant_id = '370829' and id = ${id}`
  const papers = first!.state.papers as { index: number; need: string }[]
  const required = papers.filter(({ need }) => need === 'required')
  for (const { index } of required) await did('hall2', 'givePaper', { index, fileIds: [], original: true })
  await did('hall2', 'judge', {
    verdicts: required.map(({ index }) => ({ index, verdict: 'pass' }))
  })
  await did('hall2', 'accept', { departmentIds: [], deferred: [], promised: [] })
  let kase = await did(world.staff, 'consent')
  while (kase.status === 'handling') {
    const { no } = kase.stages.find(({ status }) => status === 'running')!
    kase = await did(world.staff, 'finishStage', { no, passed: true, words: '符合规定', fileIds: [] })
  }
  await did(world.head, 'checkQuality', { ok: true, note: '核对无误' })
  await did('hall2', 'handOut', { idChecked: true, signature: SIGNED })
  return id
}

/** Everything the way must have left behind, exactly once. */
async function traceOf(id: string) {
  const [trace] = await stack.sql`
    select (select string_agg(action, ' ' order by version) from case_events where tenant_id = '370829' and case_id = ${id}) as events,
      (select count(distinct version)::int - max(version) from case_events where tenant_id = '370829' and case_id = ${id}) as skipped,
      (select string_agg(kind, ' ' order by kind) from case_documents where tenant_id = '370829' and case_id = ${id}) as papers,
      (select count(*)::int from timers where tenant_id = '370829' and subject_id = ${id}) as timers,
      (select count(*)::int from case_duties where tenant_id = '370829' and case_id = ${id}) as duties,
      (select count(*)::int from signatures where tenant_id = '370829' and case_id = ${id}) as signatures,
      (select count(*)::int from audit_entries where tenant_id = '370829' and subject = ${id}) as audited,
      (select string_agg(text, '|' order by text) from messages where tenant_id = '370829' and about_id = ${id}) as messages`
  const plain = String(trace!.messages).replace(/\d{11,}|第\d+号|\d+月\d+日[^|]*/g, '#')
  return { ...(trace as { events: string }), messages: plain }
}

it('leaves a case the same wherever between two statements the process dies', {
  timeout: 1_200_000
}, async () => {
  const { expected, deaths } = await dyingEverywhere({ stack, live, traceOf, whole: () => true })
  expect(expected).toMatchObject({ timers: 0, duties: 0, skipped: 0 })
  expect(expected.events).toMatch(
    /^open (givePaper )+judge accept consent (finishStage )+checkQuality handOut$/
  )
  // Every command is one writing statement, and each of them was died after.
  if (process.env.DEEP) expect(deaths).toBeGreaterThanOrEqual(expected.events.split(' ').length)
  expect(deaths).toBeGreaterThan(2)
  const series = await stack.sql`
    select c.series, c.last::int, case c.series when 'application' then (select count(no)::int from cases where tenant_id = '370829' and no like c.year || '%')
      else (select count(*)::int from case_documents d where d.tenant_id = '370829' and d.kind = c.series and d.year = c.year) end as given
    from case_counters c where c.tenant_id = '370829' and c.year = extract(year from now() at time zone 'Asia/Shanghai')`
  expect(series.length).toBeGreaterThan(2)
  for (const { series: name, last, given } of series)
    expect(last, `${name}: numbers without a gap`).toBe(given)
})
