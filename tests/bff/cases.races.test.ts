import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, SIGNED } from '../support/cases.ts'
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

/**
 * What must hold of the whole database: one row of a duty a case, a timer for whoever owes, numbers without a
 * gap.
 */
afterEach(async () => {
  const unowned = await stack.sql`select c.id, c.status from cases c where c.tenant_id = '370829'
    and c.status not in ('closed', 'refused', 'withdrawn', 'voided', 'lapsed')
    and (not exists (select from case_duties d where d.tenant_id = c.tenant_id and d.case_id = c.id)
      or not exists (select from timers t where t.tenant_id = c.tenant_id and t.subject = 'case' and t.subject_id = c.id))`
  expect(unowned).toEqual([])
  const [gaps] =
    await stack.sql`select count(*)::int n, coalesce(max(right(no, 7)::int), 0) last from cases where tenant_id = '370829' and no is not null`
  expect(gaps!.n).toBe(gaps!.last)
  const series =
    await stack.sql`select kind, count(*)::int n, max(number) last from case_documents where tenant_id = '370829' group by kind`
  for (const { n, last } of series) expect(n).toBe(last)
  const versions =
    await stack.sql`select c.id, c.version, max(e.version) told, count(*)::int events from cases c
    join case_events e on e.tenant_id = c.tenant_id and e.case_id = c.id where c.tenant_id = '370829' group by c.id, c.version`
  for (const { version, told, events } of versions) expect([told, events]).toEqual([version, version])
  const strays =
    await stack.sql`select c.id from cases c where c.tenant_id = '370829' and (select count(*) from case_duties d
    where d.tenant_id = c.tenant_id and d.case_id = c.id) <> jsonb_array_length(c.state -> 'duties')`
  expect(strays).toEqual([])
})

describe('at the same moment', () => {
  it('twenty people hand in their papers, and their numbers have no gap', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const who = `villager${index + 1}`
        const id = await world.begun(who, 100 + index)
        await world.giveAll(who, id)
        return [who, id] as const
      })
    )
    const submit = ([who, id]: readonly [string, string]) =>
      world.act(who, id, { action: 'submit', signature: SIGNED })
    // Every one of them taps twice.
    const replies = await Promise.all([...ids, ...ids].map(submit))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(20)
  })

  it('two clerks take in one case: one does, the other is told, and one push goes out', async () => {
    const id = await world.begun('hall2', 130)
    const kase = await world.giveAll('hall2', id)
    await world.did('hall2', id, { action: 'judge', verdicts: world.verdicts(kase) })
    const body = { action: 'accept', departmentIds: [], deferred: [], promised: [] }
    const replies = await Promise.all(['hall1', 'hall2', 'hall3'].map((who) => world.act(who, id, body)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await world.read('hall2', id)).pushes).toHaveLength(1)
  })

  it('a department says no while its ten minutes end: one of the two counts', async () => {
    for (const round of [0, 1, 2, 3]) {
      at(`2026-03-0${3 + round}T09:00:00`)
      const id = await world.pushed('hall2', 140 + round)
      at(`2026-03-0${3 + round}T09:10:00`)
      const [reply] = await Promise.all([
        world.act(world.staff, id, { action: 'reject', reason: '材料互相矛盾' }),
        stack.tick()
      ])
      await stack.tick()
      const { status, pushes } = await world.read('hall2', id)
      expect([reply!.status, status, pushes[0]!.decision]).toEqual(
        reply!.status === 200 ? [200, 'returned', 'refused'] : [409, 'handling', 'tacit']
      )
    }
  })

  it('the same tap sent ten times is one', async () => {
    at('2026-03-09T09:00:00')
    const id = await world.pushed('hall2', 150)
    const command = { key: randomUUID(), action: 'consent' }
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => stack.as(world.staff)(`POST /cases/${id}/commands`, command))
    )
    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const reused = { ...command, action: 'acknowledge' }
    expect((await stack.as(world.staff)(`POST /cases/${id}/commands`, reused)).body.code).toBe('key_reused')
  })
})

describe('papers', () => {
  it('are one’s own uploads, used once, and nobody else’s', async () => {
    at('2026-03-10T09:00:00')
    const id = await world.begun('villager21', 160)
    const { index } = (await world.read('villager21', id)).papers[0]!
    const give = (fileIds: string[], more: object = {}) =>
      world.act('villager21', id, { action: 'givePaper', index, fileIds, ...more })
    expect((await give([await world.upload('villager22')])).body.code).toBe('photos_gone')
    expect((await give([randomUUID()])).body.code).toBe('photos_gone')
    const own = await world.upload('villager21')
    expect((await give([own])).status).toBe(200)
    const other = await world.begun('villager21', 161)
    expect(
      (await world.act('villager21', other, { action: 'givePaper', index, fileIds: [own] })).body.code
    ).toBe('photos_gone')
    expect((await give([], { heldId: randomUUID() })).body.code).toBe('held_paper_gone')
  })

  it('found good once serve again, for the same person and while they are valid', async () => {
    const id = await world.begun('villager23', 170)
    const given = await world.giveAll('villager23', id)
    await world.did('villager23', id, { action: 'submit', signature: SIGNED })
    const verdicts = world
      .verdicts(given)
      .map((one, at) => (at === 0 ? { ...one, validUntil: '2026-03-20' } : one))
    await world.did('hall2', id, { action: 'judge', verdicts })
    const again = await world.begun('villager23', 170)
    const held = async (who: string, kase: string) =>
      (await stack.as(who)(`GET /cases/${kase}/held`)).body.items
    const [paper] = (await held('villager23', again)).filter(
      ({ name }: { name: string }) => name === given.papers[0]!.name
    )
    expect(paper).toMatchObject({ from: '不动产转移登记', validUntil: '2026-03-20' })
    const another = await world.begun('villager24', 171)
    expect(await held('villager24', another)).toEqual([])
    const { index } = given.papers[0]!
    const use = (who: string, kase: string) =>
      world.act(who, kase, { action: 'givePaper', index, fileIds: [], heldId: paper.id })
    expect((await use('villager24', another)).body.code).toBe('held_paper_gone')
    const used = await use('villager23', again)
    expect(used.body.papers[0]).toMatchObject({ given: expect.stringContaining('用以前交过的'), files: [{}] })
    at('2026-03-21T09:00:00')
    const late = await world.begun('villager23', 170)
    expect((await held('villager23', late)).map(({ name }: { name: string }) => name)).not.toContain(
      paper.name
    )
    expect((await use('villager23', late)).body.code).toBe('held_paper_gone')
  })
})

describe('what comes later', () => {
  const INHERITED = '方式.继承~公证.没有~办理人.本人'
  const agreed = async (flow: CaseWorld, serial: number) => {
    const id = await flow.begun('hall2', serial)
    const kase = await flow.giveAll('hall2', id)
    const later = kase.papers.find(({ need }) => need === 'deferrable')!
    await flow.did('hall2', id, { action: 'judge', verdicts: flow.verdicts(kase) })
    const accept = (more: object) =>
      flow.act('hall2', id, { action: 'accept', departmentIds: [], deferred: [], promised: [], ...more })
    return { id, later, accept }
  }

  it('is agreed with its day and signed for; missed, it ends the case, and everybody is told', async () => {
    at('2026-03-23T09:00:00')
    const flow = await caseWorld(stack, '不动产转移登记', INHERITED)
    const { id, later, accept } = await agreed(flow, 180)
    const term = { index: later.index, until: '2026-03-27', consequence: '本次申请作废' }
    expect((await accept({})).body.code).toBe('papers_missing')
    expect((await accept({ deferred: [term] })).body.code).toBe('invalid_input')
    expect(
      (await accept({ deferred: [{ ...term, until: '2026-03-20' }], signature: SIGNED })).body.code
    ).toBe('day_out_of_range')
    const [required] = (await flow.read('hall2', id)).papers.filter(({ need }) => need === 'required')
    expect(
      (await accept({ deferred: [{ ...term, index: required!.index }], signature: SIGNED })).body.code
    ).toBe('not_deferrable')
    const taken = await accept({ deferred: [term], signature: SIGNED })
    expect(taken.body.documents.map(({ title }: { title: string }) => title)).toEqual([
      '收件凭证',
      '容缺受理承诺书'
    ])
    at('2026-03-27T16:59:00')
    await stack.tick()
    expect((await flow.read('hall2', id)).status).toBe('handling')
    at('2026-03-27T17:00:00')
    await stack.tick()
    const ended = await flow.read('hall2', id)
    expect(ended.status).toBe('voided')
    expect(ended.documents.at(-1)?.title).toBe('撤件通知书')
  })

  it('brought in time lets the result out, and not before', async () => {
    at('2026-03-30T09:00:00')
    const flow = await caseWorld(stack, '不动产转移登记', INHERITED)
    const { id, later, accept } = await agreed(flow, 181)
    await accept({
      deferred: [{ index: later.index, until: '2026-04-10', consequence: '本次申请作废' }],
      signature: SIGNED
    })
    await flow.did(flow.staff, id, { action: 'consent' })
    for (const no of [0, 1, 2])
      await flow.did(flow.staff, id, { action: 'finishStage', no, passed: true, words: '通过', fileIds: [] })
    await flow.did(flow.head, id, { action: 'checkQuality', ok: true, note: '无误' })
    const out = { action: 'handOut', idChecked: true, signature: SIGNED }
    expect((await flow.act('hall2', id, out)).body.code).toBe('case_moved_on')
    await flow.did('hall2', id, { action: 'settleDeferral', index: later.index, fileIds: [], original: true })
    expect((await flow.did('hall2', id, out)).status).toBe('closed')
  })

  it('may be vouched for, and is checked after the case is closed', async () => {
    at('2026-04-13T09:00:00')
    const flow = await caseWorld(stack, '不动产转移登记', INHERITED)
    const { id, later, accept } = await agreed(flow, 182)
    await accept({ promised: [{ index: later.index, checkBy: '2026-04-24' }], signature: SIGNED })
    await flow.did(flow.staff, id, { action: 'consent' })
    for (const no of [0, 1, 2])
      await flow.did(flow.staff, id, { action: 'finishStage', no, passed: true, words: '通过', fileIds: [] })
    await flow.did(flow.head, id, { action: 'checkQuality', ok: true, note: '无误' })
    await flow.did('hall2', id, { action: 'handOut', idChecked: true, signature: SIGNED })
    at('2026-04-25T09:00:00')
    await stack.tick()
    const late = (await stack.as(flow.head)('GET /red-list')).body.items
    expect(late).toContainEqual(expect.objectContaining({ id, kind: 'promise', urgency: 'red' }))
    const checked = await flow.did(flow.staff, id, {
      action: 'checkPromise',
      index: later.index,
      kept: false,
      note: '查无此人'
    })
    expect(checked.promises).toMatchObject([{ open: false, words: '核查不符：查无此人' }])
  })
})

describe('lists', () => {
  it('find a case by number, phone, identity number and name, and only one’s own', async () => {
    at('2026-05-06T09:00:00')
    const id = await world.pushed('hall2', 190)
    const { no } = await world.read('hall2', id)
    const { name, phone, idNumber } = world.applicant(190)
    const found = async (who: string, q: string) =>
      (await stack.as(who)('POST /case-search', { q })).body.items.map((line: { id: string }) => line.id)
    for (const q of [no!, `受理号：${no}`, phone, idNumber, ` ${idNumber.toLowerCase()} `, name]) {
      for (const who of ['hall1', world.staff, 'county-admin'])
        expect(await found(who, q), `${who} ${q}`).toContain(id)
      expect(await found(world.staff === 'staff1' ? 'staff2' : 'staff1', q)).toEqual([])
    }
    // A part of a name is enough for those who read it whole; to whom it is hidden it must not be given away
    // piece by piece.
    for (const who of ['hall1', world.staff]) expect(await found(who, name.slice(1))).toContain(id)
    expect(await found('county-admin', name.slice(1))).toEqual([])
    for (const q of ['王 ', '\u180e\u180e'])
      expect((await stack.as('hall1')('POST /case-search', { q })).status).toBe(400)
    expect(await found('hall1', '查无此人')).toEqual([])
  })

  it('go through what is owed page by page, due first, once each', async () => {
    const ids: string[] = []
    for (let index = 0; index < 25; index++) {
      at(`2026-05-07T09:${String(index).padStart(2, '0')}:00`)
      ids.push(await world.pushed('hall2', 200 + index))
    }
    const seen: { id: string; dueAt: string }[] = []
    for (let cursor = ''; ; ) {
      const { items, next } = (await stack.as(world.staff)(`GET /case-work?kind=push${cursor}`)).body
      seen.push(...items)
      if (!next) break
      cursor = `&cursor=${next}`
    }
    const mine = seen.filter(({ id }) => ids.includes(id))
    expect(mine.map(({ id }) => id)).toEqual(ids)
    expect(seen.map(({ dueAt }) => dueAt)).toEqual(seen.map(({ dueAt }) => dueAt).sort())
  })
})
