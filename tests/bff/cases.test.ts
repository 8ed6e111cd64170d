import { readFileSync } from 'node:fs'
import type { Case } from 'shared/cases.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, SIGNED } from '../support/cases.ts'
import { readPdf } from '../support/pdf.ts'
import { type Stack, startStack } from '../support/stack.ts'

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
const titles = ({ documents }: { documents: { title: string }[] }) => documents.map(({ title }) => title)

describe('a transfer of a flat', () => {
  it('goes from a defect mended at home to the certificate at the window', async () => {
    const { staff, head } = world
    const id = await world.begun('villager1', 1)
    expect((await world.act('villager1', id, { action: 'submit', signature: SIGNED })).body.code).toBe(
      'papers_missing'
    )
    const given = await world.giveAll('villager1', id)
    const submitted = await world.did('villager1', id, { action: 'submit', signature: SIGNED })
    expect(submitted).toMatchObject({ status: 'preReview', no: expect.stringMatching(/^2026\d{7}$/) })

    const faulty = given.papers[1]!.index
    const reviewing = await world.read('hall2', id)
    expect(
      (
        await world.act('hall2', id, {
          action: 'judge',
          verdicts: [{ index: faulty, verdict: 'fix', reason: '没有签字' }]
        })
      ).body.code
    ).toBe('judge_all')
    const sent = await world.did('hall2', id, {
      action: 'judge',
      verdicts: world.verdicts(reviewing, { [faulty]: '没有签字' })
    })
    expect(sent.status).toBe('correcting')
    expect(titles(sent)).toEqual(['一次性告知书'])
    expect((await world.act('villager1', id, { action: 'submit', signature: SIGNED })).body.code).toBe(
      'papers_unchanged'
    )
    const passed = given.papers[0]!.index
    expect(
      (
        await world.act('villager1', id, {
          action: 'givePaper',
          index: passed,
          fileIds: [await world.upload('villager1')]
        })
      ).body.code
    ).toBe('paper_passed')
    await world.did('villager1', id, {
      action: 'givePaper',
      index: faulty,
      fileIds: [await world.upload('villager1')]
    })
    await world.did('villager1', id, { action: 'submit', signature: SIGNED })
    const again = await world.read('hall2', id)
    expect(again.papers.filter(({ toJudge }) => toJudge).map(({ index }) => index)).toEqual([faulty])
    const objection = [
      { index: faulty, verdict: 'pass' },
      { index: passed, verdict: 'fix', reason: '看不清' }
    ]
    expect((await world.act('hall2', id, { action: 'judge', verdicts: objection })).body.code).toBe(
      'paper_passed'
    )
    const ready = await world.did('hall2', id, { action: 'judge', verdicts: world.verdicts(again) })
    expect(ready.status).toBe('ready')

    const pushed = await world.did('hall2', id, {
      action: 'accept',
      departmentIds: [],
      deferred: [],
      promised: []
    })
    expect(pushed.status).toBe('pushed')
    at('2026-03-02T09:09:59')
    await stack.tick()
    expect((await world.read('hall2', id)).status).toBe('pushed')
    at('2026-03-02T09:10:00')
    await stack.tick()
    const accepted = await world.read('villager1', id)
    expect(accepted).toMatchObject({ status: 'handling', pause: expect.stringContaining('踏勘') })
    expect(accepted.pushes[0]).toMatchObject({ decision: 'tacit' })
    expect(titles(accepted)).toContain('受理通知书')
    expect(accepted.promised?.dueAt).toBeNull()

    at('2026-03-03T10:00:00')
    const looked = await world.did(staff, id, {
      action: 'finishStage',
      no: 0,
      passed: true,
      words: '房屋现状与登记一致',
      fileIds: []
    })
    // Accepted on Monday, paused until Tuesday 10:00: Tuesday's closing counts again, so three days end on
    // Thursday.
    expect(looked.promised).toMatchObject({ dueAt: '2026-03-05T09:00:00.000Z' })
    expect(looked.promised?.trace.join()).toContain('暂停计时')
    await world.did(staff, id, { action: 'finishStage', no: 1, passed: true, words: '审核通过', fileIds: [] })
    const made = await world.did(staff, id, {
      action: 'finishStage',
      no: 2,
      passed: true,
      words: '证书已制作',
      fileIds: []
    })
    expect(made.status).toBe('quality')
    expect(
      (await world.act(staff, id, { action: 'checkQuality', ok: true, note: '核对无误' })).body.code
    ).toBe('case_moved_on')
    const out = await world.did(head, id, { action: 'checkQuality', ok: true, note: '核对无误' })
    expect(out.status).toBe('output')
    const closed = await world.did('hall2', id, { action: 'handOut', idChecked: true, signature: SIGNED })
    expect(closed.status).toBe('closed')
    expect(titles(closed)).toEqual(['一次性告知书', '收件凭证', '受理通知书', '决定书', '证照', '送达回证'])
    const mine = await world.read('villager1', id)
    expect(mine.actions).toEqual(['rate'])
    expect(mine.saved).toBe('用了1个工作日，比法定时限快29个工作日，少跑2趟')
    const rated = await world.did('villager1', id, { action: 'rate', level: 5, comment: '' })
    expect(rated.actions).toEqual([])
  })

  it('shows its overseers no whole name, of papers from before the lines had keys too', async () => {
    const [row] =
      await stack.sql`select d.case_id, d.id, d.code, d.data, c.name from case_documents d join cases c on c.tenant_id = d.tenant_id and c.id = d.case_id
        where d.kind = 'certificate' limit 1`
    const { case_id, id, code, data, name } = row!
    const read = async (who: string) => {
      const reply = await stack.app.inject({
        url: `/api/370829/cases/${case_id}/documents/${id}`,
        headers: { authorization: `Bearer ${stack.tokenOf(who)}` }
      })
      return (await readPdf(reply.rawPayload)).words(1)
    }
    expect(await read('hall2')).toContain(name)
    expect(await read('county-admin')).not.toContain(name)
    const old = { ...data, rows: data.rows.map(([label, words]: [string, string]) => [label, words]) }
    await stack.sql`update case_documents set data = ${JSON.stringify(old)}::text::jsonb where id = ${id}`
    const migration = new URL('../../bff/migrations/0047_document_keys.sql', import.meta.url)
    for (const _ of [1, 2]) await stack.sql.unsafe(readFileSync(migration, 'utf8'))
    const [after] = await stack.sql`select data from case_documents where id = ${id}`
    expect(after!.data).toEqual(data)
    expect((await stack.as(undefined)(`GET /papers/${code}`)).body.item).toBe('不动产转移登记')
  })

  it('prints every paper of it, and anybody may check one by its code', async () => {
    const [row] =
      await stack.sql`select case_id, id, code from case_documents where kind = 'certificate' limit 1`
    const printed = async (documentId: string) => {
      const reply = await stack.app.inject({
        url: `/api/370829/cases/${row!.case_id}/documents/${documentId}`,
        headers: { authorization: `Bearer ${stack.tokenOf('villager1')}` }
      })
      expect(reply.headers['content-type']).toBe('application/pdf')
      return (await readPdf(reply.rawPayload)).words(1)
    }
    const { documents, no } = (await stack.as('villager1')(`GET /cases/${row!.case_id}`)).body as Case
    expect(documents.length).toBeGreaterThan(3)
    // Each bears its own title and the case it is of.
    for (const { id, title } of documents) {
      const words = await printed(id)
      expect(words, title).toContain(title.replace(/\s.*$/, ''))
      expect(words, title).toContain(no)
    }
    expect(await stack.as('villager2')(`GET /cases/${row!.case_id}/documents/${row!.id}`)).toMatchObject({
      status: 404
    })
    const checked = await stack.as(undefined)(`GET /papers/${row!.code}`)
    expect(checked.body).toMatchObject({
      title: '证照',
      item: '不动产转移登记',
      name: '申***',
      status: '已办结'
    })
    expect(await stack.as(undefined)('GET /papers/2222-2222-2222-2222')).toMatchObject({ status: 404 })
  })
})

describe('a push', () => {
  it('comes back to the desk with its reason, never to the citizen, and may be pushed again', async () => {
    at('2026-03-04T09:00:00')
    const id = await world.pushed('hall2', 2)
    await world.did(world.staff, id, { action: 'acknowledge' })
    const back = await world.did(world.staff, id, { action: 'reject', reason: '宗地编号与档案不符' })
    expect(back.status).toBe('returned')
    const work = (await stack.as('hall1')('GET /case-work?kind=returned')).body
    expect(work.items).toEqual([
      expect.objectContaining({ id, kind: 'returned', dueAt: '2026-03-04T03:00:00.000Z' })
    ])
    await world.did('hall2', id, { action: 'pushAgain', departmentIds: [], note: '已核对档案，编号无误' })
    const accepted = await world.did(world.staff, id, { action: 'consent' })
    expect(accepted).toMatchObject({
      status: 'handling',
      pushes: [{ decision: 'refused' }, { decision: 'accepted' }]
    })
  })

  it('stands still outside office hours', async () => {
    at('2026-03-04T16:55:00')
    const id = await world.pushed('hall2', 3)
    at('2026-03-05T08:59:00')
    await stack.tick()
    expect((await world.read('hall2', id)).status).toBe('pushed')
    at('2026-03-05T09:05:00')
    await stack.tick()
    expect((await world.read('hall2', id)).status).toBe('handling')
  })

  it('is agreed to in a batch, and what cannot be is named', async () => {
    at('2026-03-05T10:00:00')
    const [one, two] = [await world.pushed('hall2', 4), await world.pushed('hall2', 5)]
    await world.did(world.staff, two, { action: 'reject', reason: '材料互相矛盾' })
    const body = { cases: [one, two].map((id) => ({ id, key: crypto.randomUUID() })) }
    const reply = await stack.as(world.staff)('POST /case-work/consents', body)
    expect(reply.body).toMatchObject({ done: 1, failed: [{ id: two }] })
  })
})

it('shows a case to nobody it was not pushed to', async () => {
  at('2026-03-06T09:00:00')
  const id = await world.begun('villager3', 6)
  await world.giveAll('villager3', id)
  for (const who of ['villager4', world.staff, world.head, 'hall2', 'clerk', 'county-admin'])
    expect(await stack.as(who)(`GET /cases/${id}`), who).toMatchObject({ status: 404 })
  const other = world.staff === 'staff1' ? 'staff2' : 'staff1'
  const pushed = await world.pushed('hall2', 7)
  expect(await stack.as(other)(`GET /cases/${pushed}`)).toMatchObject({ status: 404 })
  expect(await world.act(other, pushed, { action: 'consent' })).toMatchObject({ status: 404 })
})

it('takes no colleague of another department for a stage, and no cursor it did not give', async () => {
  at('2026-03-09T09:00:00')
  const id = await world.pushed('hall2', 8)
  await world.did(world.staff, id, { action: 'consent' })
  const [other] =
    await stack.sql`select p.id from posts p join organisations o on o.tenant_id = p.tenant_id and o.id = p.org_id
    where p.tenant_id = '370829' and p.role = 'departmentHandler' and o.name <> ${world.department} limit 1`
  const give = (postId: string) =>
    world.act(world.staff, id, { action: 'assignStage', no: 0, postId, reason: '分工' })
  expect((await give(other!.id)).body.code).toBe('invalid_input')
  const { id: head } = (await world.read(world.staff, id)).stages[0]!.colleagues[0]!
  expect((await give(head)).body.stages[0].mine).toBe(false)
  expect(
    (
      await world.did(world.head, id, {
        action: 'finishStage',
        no: 0,
        passed: true,
        words: '现场一致',
        fileIds: []
      })
    ).visits
  ).toBe(1)
  for (const cursor of ['x~y~z', '1~y~z', '99999999999999999~a~b'])
    expect((await stack.as('hall2')(`GET /case-work?cursor=${cursor}`)).status, cursor).toBe(400)
})
