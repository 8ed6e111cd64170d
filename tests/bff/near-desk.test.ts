import { randomUUID } from 'node:crypto'
import { lotOf } from 'bff/cases/core/lot.rules.ts'
import { keptPhone } from 'bff/platform/session/phones.rules.ts'
import type { Case } from 'shared/cases.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, SIGNED } from '../support/cases.ts'
import { type Stack, startStack } from '../support/stack.ts'

const CARD = '老年人优待证办理'
const ANSWERS = '户籍.本县~办理人.本人'
let stack: Stack
let world: CaseWorld
beforeAll(async () => {
  stack = await startStack()
  stack.clock.now = new Date('2026-03-03T09:00:00+08:00')
  world = await caseWorld(stack, CARD, ANSWERS)
})
afterAll(() => stack.stop())

const beginAt = (who: string, serial: number, phone?: string) =>
  stack.as(who)('POST /desk/cases', {
    key: randomUUID(),
    itemId: world.itemId,
    answers: ANSWERS,
    applicant: { ...world.applicant(serial), ...(phone && { phone }) }
  })
/** Begun at this desk, every paper shown and found good. */
async function readyAt(who: string, serial: number): Promise<Case> {
  const begun = await beginAt(who, serial)
  expect(begun).toMatchObject({ status: 200 })
  const { id } = begun.body
  const kase = await world.read(who, id)
  for (const { index } of kase.papers.filter(({ need }) => need === 'required'))
    await world.did(who, id, { action: 'givePaper', index, fileIds: [], original: true })
  const given = await world.read(who, id)
  return world.did(who, id, { action: 'judge', verdicts: world.verdicts(given) })
}
const finish = { action: 'finishAtOnce', words: '当场核对，准予', idChecked: true, signature: SIGNED }
const textsTo = async (who: string, id: string) =>
  (
    await stack.sql`select text, quiet from messages where about_id = ${id} and account_id = ${stack.person(who).accountId} order by id`
  ).map(({ text, quiet }) => ({ text: text as string, quiet: quiet as boolean }))

it('finishes an instant item at the window in one sitting: nothing pushed, result in hand', async () => {
  const kase = await readyAt('hall2', 1)
  expect(kase.actions).toContain('finishAtOnce')
  const done = await world.did('hall2', kase.id, finish)
  expect(done).toMatchObject({ status: 'closed', decision: 'granted', pushes: [] })
  expect(done.documents.map(({ kind }) => kind).sort()).toEqual(
    ['acceptance', 'certificate', 'decision', 'delivered', 'received'].sort()
  )
  const [row] =
    await stack.sql`select accepted_at, decided_at, closed_at, used_days from cases where id = ${kase.id}`
  expect(row!.used_days).toBe(0)
  for (const at of [row!.accepted_at, row!.decided_at, row!.closed_at])
    expect(new Date(at)).toEqual(stack.clock.now)
  expect((await world.act('hall2', kase.id, finish)).body.code).toBe('case_moved_on')
})

it('keeps the department’s way for what is promised, and for what lacks a paper', async () => {
  const promised = await caseWorld(stack)
  const id = await promised.begun('hall2', 2)
  await promised.did('hall2', id, {
    action: 'judge',
    verdicts: promised.verdicts(await promised.giveAll('hall2', id))
  })
  expect((await promised.act('hall2', id, finish)).status).toBe(409)
  const begun = await beginAt('hall2', 3)
  expect((await world.act('hall2', begun.body.id, finish)).body.code).toBe('case_moved_on')
})

it('has a tenth checked by the department afterwards, and what was wrong put right', async () => {
  const kase = await readyAt('hall2', 4)
  // A secret lot of the id decides: another is tried until one is drawn.
  let drawn = kase
  for (
    let serial = 5;
    lotOf(stack.deps.receiptSecret, { tenantId: '370829', id: drawn.id }) % 10 !== 0;
    serial++
  ) {
    drawn = await readyAt('hall2', serial)
    expect(serial).toBeLessThan(120)
  }
  await world.did('hall2', drawn.id, finish)
  expect((await world.read(world.head, drawn.id)).actions).toEqual(['checkSample'])
  expect((await textsTo(world.head, drawn.id)).at(-1)!.text).toContain('抽到复核')
  stack.clock.now = new Date('2026-03-11T09:00:00+08:00')
  await stack.tick()
  expect((await textsTo(world.head, drawn.id)).map(({ text }) => text).join()).toContain('即办件抽查')
  await world.did(world.head, drawn.id, { action: 'checkSample', ok: false, note: '年龄算错了' })
  expect((await textsTo('hall4', drawn.id)).at(-1)!.text).toContain('年龄算错了')
  expect(
    (await world.act(world.head, drawn.id, { action: 'checkSample', ok: true, note: '又看了' })).status
  ).toBe(409)
})

it('lets nobody grant at their own desk what they apply for themselves', async () => {
  const phone = '19900009301'
  const { accountId } = stack.person('hall2')
  const { phoneSealed } = keptPhone(stack.deps, '370829', phone)
  const [had] = await stack.sql`select phone_sealed from accounts where id = ${accountId}`
  await stack.sql`update accounts set phone_sealed = ${phoneSealed} where id = ${accountId}`
  const begun = async (serial: number, his?: string) =>
    world.read('hall2', (await beginAt('hall2', serial, his)).body.id)
  expect((await begun(151)).actions).toContain('refuse')
  const own = await begun(150, phone)
  expect(own.actions).not.toContain('refuse')
  const refusal = { action: 'refuse', reason: '不属于本窗口办理', basis: '办事指南第一条' }
  expect((await world.act('hall2', own.id, refusal)).status).toBe(403)
  expect((await world.act('hall2', own.id, finish)).status).not.toBe(200)
  await stack.sql`update accounts set phone_sealed = ${had!.phone_sealed} where id = ${accountId}`
})

it('takes a county item in at the township’s desk and in the village, and the bag travels', async () => {
  stack.clock.now = new Date('2026-03-12T09:00:00+08:00')
  const kase = await readyAt('town1', 200)
  expect(kase.hall).toBe('大张楼镇便民服务中心')
  await world.did('town1', kase.id, { action: 'accept', departmentIds: [], deferred: [], promised: [] })
  // Ten minutes run: by text message too, for its own line is no quiet one.
  expect(await textsTo(world.staff, kase.id)).toEqual([
    { text: expect.stringContaining('10个工作分钟内答复'), quiet: false }
  ])
  const opened = await stack.as('town1')(`POST /cases/${kase.id}/bag`)
  expect(opened.body).toMatchObject({ place: '大张楼镇便民服务中心' })
  const [to] = opened.body.places
  expect(to.name).toBe(world.department)
  const bag = (who: string, body: object) =>
    stack.as(who)(`POST /cases/${kase.id}/bag/commands`, { key: randomUUID(), ...body })
  await bag('town1', { action: 'handOver', toId: to.id, signature: SIGNED })
  const received = await bag(world.staff, { action: 'receive', signature: SIGNED })
  expect(received.body).toMatchObject({ place: world.department })
  expect((await stack.as('hall2')(`GET /cases/${kase.id}`)).status).toBe(404)

  const village = await readyAt('village1', 201)
  expect((await world.did('village1', village.id, finish)).status).toBe('closed')
  expect((await stack.as('village2')(`GET /cases/${village.id}`)).status).toBe(404)
})

it('shows a township’s leader what its own desks took in, on board, red list and archive', async () => {
  const board = (await stack.as('leader1')('GET /case-board')).body
  expect(board).toMatchObject({ whose: '大张楼镇', open: 1, decidedToday: 1 })
  expect(board.units).toEqual([expect.objectContaining({ name: world.department, open: 1 })])
  const spared = (await stack.as('leader1')('GET /case-savings?from=2026-03-12&until=2026-03-12')).body
  expect(spared).toMatchObject({ whose: '大张楼镇', total: { cases: 1 } })
  const archive = (await stack.as('leader1')('GET /archive?from=2026-03-12&until=2026-03-12')).body.items
  expect(archive).toHaveLength(1)
  expect((await stack.as('leader1')(`GET /cases/${archive[0].id}`)).status).toBe(200)
  const [county] =
    await stack.sql`select id from cases where tenant_id = '370829' and township_id is null and no is not null limit 1`
  expect((await stack.as('leader1')(`GET /cases/${county!.id}`)).status).toBe(404)
  stack.clock.now = new Date('2026-03-20T09:00:00+08:00')
  const red = (await stack.as('leader1')('GET /red-list')).body.items
  expect(red.length).toBeGreaterThan(0)
  expect(red.every(({ hall, id }: { hall?: string; id: string }) => hall === undefined || id)).toBe(true)
})
