import { randomUUID } from 'node:crypto'
import type { Case } from 'shared/cases.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, idNumber, SIGNED } from '../support/cases.ts'
import { entryOf } from '../support/forms.ts'
import { type Stack, startStack } from '../support/stack.ts'

const COMPANY = '类型.有限~住所.自有~前置.不用~代办.本人~套.四~发票.要~银行.农商'
let stack: Stack
let world: CaseWorld
beforeAll(async () => {
  stack = await startStack()
  world = await caseWorld(stack)
})
afterAll(() => stack.stop())
const at = (time: string) => {
  stack.clock.now = new Date(`${time}+08:00`)
}
const bundleOf = async (name: string): Promise<string> =>
  (await stack.as(undefined)('GET /items/entries')).body.bundles.find(
    (one: { name: string }) => one.name === name
  ).id
const applying = (serial: number, answers: string) => ({
  key: randomUUID(),
  answers,
  applicant: { kind: 'person', name: '钱开店', idNumber: idNumber(serial), phone: '19900001234' }
})
/** Begun at home, the form filled in, every other paper photographed, handed in. */
async function submitted(who: string, name: string, answers: string, serial: number): Promise<string> {
  const made = await stack.as(who)(`POST /bundles/${await bundleOf(name)}/cases`, applying(serial, answers))
  expect(made, JSON.stringify(made.body)).toMatchObject({ status: 200 })
  const { id } = made.body
  const fresh = await world.read(who, id)
  for (const { index, fields } of fresh.papers.filter(({ fields }) => fields))
    await world.did(who, id, {
      action: 'fillForm',
      index,
      values: fields!.map(entryOf)
    })
  await world.giveAll(who, id)
  await world.did(who, id, { action: 'submit', signature: SIGNED })
  return id
}
const staffOf = async (department: string, role = 'departmentHandler'): Promise<string> => {
  const [row] =
    await stack.sql`select h.account_id from organisations o join posts p on p.tenant_id = o.tenant_id and p.org_id = o.id
    and p.role = ${role} join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    where o.tenant_id = '370829' and o.name = ${department} and o.township_id is null`
  return stack.people.find(({ accountId }) => accountId === row!.account_id)!.key
}
/** Whoever of the departments holds the running stage finishes it. */
async function finish(id: string, kase: Case, passed = true): Promise<Case> {
  const stage = kase.stages.find(({ status }) => status === 'running')!
  const who = await staffOf(stage.org, stage.kind === 'decision' ? 'unitHead' : 'departmentHandler')
  return world.did(who, id, { action: 'finishStage', no: stage.no, passed, words: '已办', fileIds: [] })
}
const names = ({ stages }: Case, status: string) =>
  stages.filter((stage) => stage.status === status).map(({ name }) => name)

describe('企业开办', () => {
  it('is one application with one form, done in its order within a working day', async () => {
    at('2026-03-02T09:00:00')
    const id = await submitted('villager1', '企业开办', COMPANY, 1)
    const own = await world.read('villager1', id)
    expect(own).toMatchObject({ item: '企业开办', status: 'preReview', agent: { phone: expect.any(String) } })
    expect(own.papers.map(({ name }) => name)).toEqual(['企业开办申请表', '公司章程', '居民身份证'])
    expect(own.papers[0]!.fields![0]).toMatchObject({ label: '名称', value: '名称内容' })
    const [kept] = await stack.sql`select state::text from cases where tenant_id = '370829' and id = ${id}`
    expect(kept!.state).not.toContain('名称内容')

    const reviewing = await world.read('hall2', id)
    at('2026-03-02T09:30:00')
    const pushed = await world.did('hall2', id, { action: 'judge', verdicts: world.verdicts(reviewing) })
    expect(pushed.pushes.map(({ name }) => name).sort()).toEqual(
      ['县公安局', '县地方金融事务中心', '县税务局', '县行政审批服务局'].sort()
    )
    at('2026-03-02T09:40:00')
    await stack.tick()
    let kase = await world.read('villager1', id)
    expect(kase.pushes.every(({ decision }) => decision === 'tacit')).toBe(true)
    // Accepted at 9:40 on Monday: one working day ends with Tuesday's office hours.
    expect(kase.promised).toMatchObject({ dueAt: '2026-03-03T09:00:00.000Z', limit: '1个工作日' })
    expect(names(kase, 'running')).toEqual(['企业设立登记·审核'])
    kase = await finish(id, kase)
    kase = await finish(id, kase)
    expect(names(kase, 'running').sort()).toEqual(['印章刻制备案·审核办理', '税务登记·审核办理'])
    // The bank waits for the seal, not for the tax.
    expect(names(kase, 'waiting')).toEqual(['企业银行账户开户预约·审核办理'])
    kase = await finish(id, kase)
    expect(names(kase, 'running').sort()).toEqual(['企业银行账户开户预约·审核办理', '税务登记·审核办理'])
    kase = await finish(id, kase)
    at('2026-03-02T15:00:00')
    kase = await finish(id, kase)
    expect(kase.status).toBe('quality')
    const head = await staffOf('县行政审批服务局', 'unitHead')
    kase = await world.did(head, id, { action: 'checkQuality', ok: true, note: '核对无误' })
    expect(kase).toMatchObject({ status: 'output', decision: 'granted' })
    expect(kase.documents.filter(({ kind }) => kind === 'certificate')).toHaveLength(4)
    const closed = await world.did('hall2', id, { action: 'handOut', idChecked: true, signature: SIGNED })
    expect(closed).toMatchObject({
      status: 'closed',
      saved: '用了不到1个工作日，比法定时限快6个工作日，少跑12趟'
    })
    const [paper] = closed.documents.filter(({ kind }) => kind === 'certificate')
    expect((await stack.as('villager1')(`GET /cases/${id}/documents/${paper!.id}`)).status).toBe(200)
    expect((await stack.as('villager1')(`GET /cases/${id}/forms/0`)).headers['content-type']).toBe(
      'application/pdf'
    )
    expect(await stack.as('villager2')(`GET /cases/${id}/forms/0`)).toMatchObject({ status: 404 })
  })

  it('stops what waits for a no, and gives out what was granted', async () => {
    at('2026-03-04T09:00:00')
    const id = await submitted('villager3', '企业开办', COMPANY, 2)
    await world.did('hall2', id, { action: 'judge', verdicts: world.verdicts(await world.read('hall2', id)) })
    at('2026-03-04T09:10:00')
    await stack.tick()
    let kase = await world.read('hall2', id)
    kase = await finish(id, kase)
    kase = await finish(id, kase)
    const seal = kase.stages.find(({ name }) => name.startsWith('印章'))!
    const police = await staffOf(seal.org, 'unitHead')
    kase = await world.did(police, id, {
      action: 'finishStage',
      no: seal.no,
      passed: false,
      words: '名称与营业执照不符',
      fileIds: []
    })
    expect(names(kase, 'skipped')).toEqual(['企业银行账户开户预约·审核办理'])
    kase = await finish(id, kase)
    const head = await staffOf('县行政审批服务局', 'unitHead')
    kase = await world.did(head, id, { action: 'checkQuality', ok: true, note: '核对无误' })
    expect(kase.decision).toBe('denied')
    const rows =
      await stack.sql`select kind, data from case_documents where tenant_id = '370829' and case_id = ${id} and kind in ('decision', 'certificate') order by number`
    const said = rows.map(
      ({ kind, data }) =>
        `${kind} ${data.issuer} ${data.rows.find(([label]: [string]) => label === '决定')?.[1] ?? ''}`
    )
    expect(said.sort()).toEqual(
      [
        'decision 县行政审批服务局 准予',
        'certificate 县行政审批服务局 ',
        'decision 县公安局 不予',
        'decision 县税务局 准予',
        'certificate 县税务局 ',
        'decision 县地方金融事务中心 不予'
      ].sort()
    )
  })

  it('gives each application an agent in turn, who sees their own and no others', async () => {
    at('2026-03-05T09:00:00')
    const ids: string[] = []
    for (let serial = 10; serial < 14; serial++)
      ids.push(await submitted('villager5', '企业开办', COMPANY, serial))
    const rows =
      await stack.sql`select agent_post_id, count(*)::int n from cases where tenant_id = '370829' and id = any(${ids}::uuid[]) group by 1`
    expect(rows.map(({ n }) => n)).toEqual([1, 1, 1, 1])
    const lists = await Promise.all(
      [1, 2, 3, 4].map(async (n) =>
        (await stack.as(`agent${n}`)('GET /case-work')).body.items.map((line: { id: string }) => line.id)
      )
    )
    expect(
      lists
        .flat()
        .filter((id) => ids.includes(id))
        .sort()
    ).toEqual([...ids].sort())
    for (const [n, mine] of lists.entries()) {
      for (const id of ids)
        expect((await stack.as(`agent${n + 1}`)(`GET /cases/${id}`)).status).toBe(
          mine.includes(id) ? 200 : 404
        )
      const found = (await stack.as(`agent${n + 1}`)('POST /case-search', { q: '钱开店' })).body.items
      expect(found.every((line: { id: string }) => mine.includes(line.id) || !ids.includes(line.id))).toBe(
        true
      )
    }
    const counts = (await stack.as('agent1')('GET /case-work')).body.counts
    expect(counts).toContainEqual({ kind: 'preReview', words: '预审', count: 1 })
  })

  it('stays on the versions it began under, whatever the catalogue becomes', async () => {
    at('2026-03-06T09:00:00')
    const id = await submitted('villager7', '企业开办', COMPANY, 20)
    const before = await world.read('villager7', id)
    await stack.sql`update bundles set content = jsonb_set(content, '{promised}', '{"amount":9,"unit":"wd"}') where tenant_id = '370829' and name = '企业开办'`
    await stack.sql`update service_items set in_force = null where tenant_id = '370829' and name = '税务登记'`
    const after = await world.read('villager7', id)
    expect(after.papers.map(({ name }) => name)).toEqual(before.papers.map(({ name }) => name))
    await world.did('hall2', id, { action: 'judge', verdicts: world.verdicts(await world.read('hall2', id)) })
    at('2026-03-06T09:10:00')
    await stack.tick()
    expect((await world.read('villager7', id)).promised?.limit).toBe('1个工作日')
    await stack.sql`update service_items set in_force = 1 where tenant_id = '370829' and name = '税务登记'`
  })
})

it('新生儿出生 is nothing but other data', async () => {
  at('2026-03-09T09:00:00')
  const application = `GET /bundles/${await bundleOf('新生儿出生')}/application`
  const { questions } = (await stack.as(undefined)(application)).body
  const answers = ['户籍.有', '地点.医院', '名字.好', '领取.母亲', '随谁.父亲', '婚生.是'].join('~')
  expect(questions.map(({ key }: { key: string }) => key)).toEqual(
    expect.arrayContaining(['户籍', '地点', '名字', '领取', '随谁', '婚生'])
  )
  const id = await submitted('villager9', '新生儿出生', answers, 30)
  let kase = await world.did('hall2', id, {
    action: 'judge',
    verdicts: world.verdicts(await world.read('hall2', id))
  })
  at('2026-03-09T09:10:00')
  await stack.tick()
  kase = await world.read('hall2', id)
  expect(names(kase, 'running').sort()).toEqual(['出生医学证明首次签发·审核办理', '生育登记·审核办理'])
  while (kase.status === 'handling') kase = await finish(id, kase)
  expect(kase.status).toBe('quality')
})

it('refuses answers that lead nowhere, a form with gaps, and a kind that may not apply', async () => {
  const line = `POST /bundles/${await bundleOf('企业开办')}/cases`
  expect((await stack.as('villager11')(line, applying(40, '类型.有限'))).body.code).toBe('questions_left')
  const company = applying(41, COMPANY)
  const wrong = {
    ...company,
    applicant: { ...company.applicant, kind: 'company', idNumber: '91370829MA3C0XXX0X' }
  }
  expect((await stack.as('villager11')(line, wrong)).status).toBe(422)
  const key = applying(42, COMPANY)
  const both = await Promise.all([stack.as('villager11')(line, key), stack.as('villager11')(line, key)])
  expect(new Set(both.map(({ body }) => body.id)).size).toBe(1)
  const { id } = both[0]!.body
  const { fields } = (await world.read('villager11', id)).papers[0]!
  const gaps = fields!.map((field, index) => (index ? entryOf(field) : ' '))
  expect(
    (await world.act('villager11', id, { action: 'fillForm', index: 0, values: gaps })).body
  ).toMatchObject({
    code: 'form_incomplete',
    detail: `“${fields![0]!.label}”还没有填`
  })
  expect((await world.act('villager11', id, { action: 'fillForm', index: 0, values: ['少'] })).status).toBe(
    400
  )
})

it('fills in what was answered already, and sends back the very fields that are wrong', async () => {
  at('2026-03-02T09:00:00')
  const id = await submitted('villager12', '企业开办', COMPANY, 43)
  const form = (await world.read('villager12', id)).papers[0]!
  const bank = form.fields!.findIndex(({ label }) => label === '预约银行')
  expect(form.fields![bank], 'shown only to who fills it in').toMatchObject({ preset: '', faulty: false })
  const fresh = await world.read('hall2', id)
  const verdicts = world
    .verdicts(fresh, { 0: '表没有填完整' })
    .map((verdict) => (verdict.index === 0 ? { ...verdict, fields: [bank] } : verdict))
  await world.did('hall2', id, { action: 'judge', verdicts })
  const back = (await world.read('villager12', id)).papers[0]!
  expect(back.fields![bank]!.preset).toBe('农村商业银行')
  const { timeline } = await world.read('villager12', id)
  expect(timeline.at(-1)!.note, 'the one telling names it').toBe('企业开办申请表：表没有填完整（预约银行）')
  expect(back.fields!.flatMap(({ label, faulty }) => (faulty ? [label] : []))).toEqual(['预约银行'])
  const values = back.fields!.map(({ value }, place) => (place === bank ? '工商银行' : value))
  const same = back.fields!.map(({ value }) => value)
  const idle = await world.act('villager12', id, { action: 'fillForm', index: 0, values: same })
  expect(idle.body).toMatchObject({ code: 'fields_unchanged', detail: '预约银行' })
  const mended = await world.did('villager12', id, { action: 'fillForm', index: 0, values })
  expect(mended.papers[0]!.fields![bank]).toMatchObject({ faulty: false, mended: true })
})
