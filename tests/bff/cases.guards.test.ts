import { randomUUID } from 'node:crypto'
import { maskName } from 'bff/kernel/lib/sealed.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, SIGNED } from '../support/cases.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let world: CaseWorld
beforeAll(async () => {
  stack = await startStack()
  world = await caseWorld(stack)
})
afterAll(() => stack.stop())
const INHERITED = '方式.继承~公证.没有~办理人.本人'
const at = (time: string) => {
  stack.clock.now = new Date(`${time}+08:00`)
}
/** Given from home and found good. */
async function passed(who: string, serial: number): Promise<string> {
  const id = await world.begun(who, serial)
  await world.giveAll(who, id)
  await world.did(who, id, { action: 'submit', signature: SIGNED })
  await world.did('hall2', id, { action: 'judge', verdicts: world.verdicts(await world.read('hall2', id)) })
  return id
}
const messagesOf = async (who: string, id: string): Promise<string[]> =>
  (
    await stack.sql`select text from messages where tenant_id = '370829' and about_id = ${id}
      and account_id = ${stack.person(who).accountId} order by id`
  ).map(({ text }) => text)

describe('a paper given before', () => {
  it('opens at home only to the account that gave it, whoever else knows the identity number', async () => {
    at('2026-03-02T09:00:00')
    await passed('villager31', 700)
    const own = await world.begun('villager31', 700)
    const mine = (await stack.as('villager31')(`GET /cases/${own}/held`)).body.items
    expect(mine.length).toBeGreaterThan(0)
    const strange = await world.begun('villager32', 700)
    expect((await stack.as('villager32')(`GET /cases/${strange}/held`)).body.items).toEqual([])
    const { papers } = await world.read('villager32', strange)
    const { index } = papers.find(({ name }) => name === mine[0].name)!
    const stolen = await world.act('villager32', strange, {
      action: 'givePaper',
      index,
      fileIds: [],
      heldId: mine[0].id
    })
    expect(stolen.body).toMatchObject({ code: 'held_paper_gone' })
    // Their own case with the other's number passes: the papers of whose number it is stay what they were.
    await passed('villager32', 700)
    expect((await stack.as('villager31')(`GET /cases/${own}/held`)).body.items).toEqual(mine)
  })

  it('is shown at the window, where the identity card is seen, and to no department', async () => {
    const desk = await world.begun('hall2', 700)
    expect((await stack.as('hall2')(`GET /cases/${desk}/held`)).body.items.length).toBeGreaterThan(0)
    const pushed = await world.pushed('hall2', 700)
    expect((await stack.as(world.staff)(`GET /cases/${pushed}/held`)).body.items).toEqual([])
  })
})

it('a command whose key is the case’s own id leaves the case readable', async () => {
  const id = await world.begun('villager33', 701)
  const { papers } = await world.read('villager33', id)
  const fileIds = [await world.upload('villager33')]
  const body = { key: id, action: 'givePaper', index: papers[0]!.index, fileIds }
  expect((await stack.as('villager33')(`POST /cases/${id}/commands`, body)).status).toBe(200)
  expect((await world.read('villager33', id)).papers[0]!.files).toHaveLength(1)
})

it('nobody acts in office on what they applied for themselves', async () => {
  await stack.sql`update accounts set consent_version = (select consent_version from accounts where tenant_id = '370829'
    and id = ${stack.person('villager1').accountId}) where tenant_id = '370829' and id = ${stack.person(world.staff).accountId}`
  const id = await world.begun(world.staff, 702)
  await world.giveAll(world.staff, id)
  await world.did(world.staff, id, { action: 'submit', signature: SIGNED })
  await world.did('hall2', id, { action: 'judge', verdicts: world.verdicts(await world.read('hall2', id)) })
  await world.did('hall2', id, { action: 'accept', departmentIds: [], deferred: [], promised: [] })
  const own = await world.read(world.staff, id)
  expect(own.status).toBe('pushed')
  expect(own.actions).not.toContain('consent')
  expect(own.dialogue).toBe(false)
  expect((await world.act(world.staff, id, { action: 'consent' })).status).toBeGreaterThanOrEqual(400)
  expect((await world.did(world.head, id, { action: 'consent' })).status).toBe('handling')
})

it('what was never handed in stays its owner’s, even when it is withdrawn', async () => {
  const id = await world.begun('villager34', 703)
  await world.giveAll('villager34', id)
  await world.did('villager34', id, { action: 'withdraw', reason: '先不办了' })
  for (const who of ['county-admin', 'hall2'])
    expect((await stack.as(who)(`GET /cases/${id}`)).status, who).toBe(404)
  const found = (await stack.as('county-admin')('POST /case-search', { q: '申请人703' })).body.items
  expect(found).toEqual([])
})

describe('one time of telling (一次性告知)', () => {
  it('is one time: nothing new is said before something is changed', async () => {
    const id = await world.begun('villager35', 704)
    await world.giveAll('villager35', id)
    await world.did('villager35', id, { action: 'submit', signature: SIGNED })
    const kase = await world.read('hall2', id)
    const { index } = kase.papers[0]!
    const first = world.verdicts(kase, { [index]: '照片模糊，看不清字' })
    await world.did('hall2', id, { action: 'judge', verdicts: first })
    const again = await world.act('hall2', id, {
      action: 'judge',
      verdicts: [{ index, verdict: 'fix', reason: '没有盖章' }]
    })
    expect(again.body).toMatchObject({ code: 'papers_unchanged' })
  })

  it('reaches who applied across the counter by the clerks’ telephone', async () => {
    const id = await world.begun('hall2', 705)
    const kase = await world.giveAll('hall2', id)
    const verdicts = world.verdicts(kase, { [kase.papers[0]!.index]: '要原件，交的是复印件' })
    await world.did('hall2', id, { action: 'judge', verdicts })
    expect((await messagesOf('hall2', id)).join()).toContain('申请人没有用手机，请打电话告诉他')
  })
})

describe('silence', () => {
  it('falls at the tenth minute, before the machine comes to write it down, and the clocks start there', async () => {
    at('2026-03-03T16:45:00')
    const id = await world.pushed('hall2', 706)
    at('2026-03-04T08:55:00')
    expect(
      (await world.act(world.staff, id, { action: 'reject', reason: '不属于我们办' })).body
    ).toMatchObject({
      code: 'push_over'
    })
    expect((await world.act(world.staff, id, { action: 'consent', key: randomUUID() })).body.code).toBe(
      'push_over'
    )
    await stack.tick()
    const [row] = await stack.sql`select accepted_at from cases where tenant_id = '370829' and id = ${id}`
    expect(new Date(row!.accepted_at)).toEqual(new Date('2026-03-03T16:55:00+08:00'))
    expect(await world.read(world.staff, id)).toMatchObject({ status: 'handling' })
  })
})

describe('what others learn', () => {
  it('names nobody in a list to who oversees the county, and everybody to who handles the case', async () => {
    at('2026-03-02T09:00:00')
    const id = await world.pushed('hall2', 720)
    const { no, name } = await world.read('hall2', id)
    const found = async (who: string) =>
      (await stack.as(who)('POST /case-search', { q: no! })).body.items[0].name
    expect([await found('hall2'), await found(world.staff)]).toEqual([name, name])
    expect(await found('county-leader')).toBe(maskName(name))
    at('2026-03-12T10:00:00')
    const red = (await stack.as('county-leader')('GET /red-list')).body.items as { name: string }[]
    expect(red.length).toBeGreaterThan(0)
    expect(red.filter((line) => !line.name.includes('*'))).toEqual([])
  })

  it('tells who applies that the window checks again, not what one office wrote to another', async () => {
    const id = await passed('villager14', 721)
    await world.did('hall2', id, { action: 'accept', departmentIds: [], deferred: [], promised: [] })
    await world.did(world.staff, id, { action: 'reject', reason: '登记簿上的面积不一致' })
    const [own] = (await world.read('villager14', id)).pushes
    expect(own).toMatchObject({ reason: null, words: expect.stringContaining('退回窗口核对') })
    expect((await world.read('hall2', id)).pushes[0]!.reason).toBe('登记簿上的面积不一致')
  })
})

describe('what might have followed later, brought to the window after all', () => {
  const readyWith = async (who: string, serial: number) => {
    at('2026-03-02T09:00:00')
    const flow = await caseWorld(stack, '不动产转移登记', INHERITED)
    const id = await flow.begun(who, serial)
    await flow.giveAll(who, id)
    await flow.did(who, id, { action: 'submit', signature: SIGNED })
    const judge = async (fix: Record<number, string> = {}) =>
      flow.did('hall2', id, { action: 'judge', verdicts: flow.verdicts(await flow.read('hall2', id), fix) })
    await judge()
    const { index } = (await flow.read('hall2', id)).papers.find(({ need }) => need === 'deferrable')!
    const give = { action: 'givePaper', index, fileIds: [], original: true }
    return { flow, id, judge, index, give }
  }
  const accept = { action: 'accept', departmentIds: [], deferred: [], promised: [] }

  it('is judged in the desk’s own time before the case is taken in, and is no second review', async () => {
    const { flow, id, judge, give } = await readyWith('villager15', 722)
    const before = await flow.read('hall2', id)
    expect((await flow.act('villager15', id, give)).body.code).toBe('case_moved_on')
    expect((await flow.did('hall2', id, give)).turn).toContain('窗口收件')
    expect((await flow.act('hall2', id, accept)).body.code).toBe('judge_all')
    expect(await judge()).toMatchObject({ status: 'ready', round: before.round, turn: before.turn })
    expect((await flow.did('hall2', id, accept)).status).toBe('pushed')
  })

  it('does not trap who brought it unusable: they take it back and may bring it later', async () => {
    const { flow, id, judge, index, give } = await readyWith('villager16', 724)
    await flow.did('hall2', id, give)
    expect((await judge({ [index]: '照片模糊，看不清字' })).status).toBe('correcting')
    await flow.did('villager16', id, { action: 'takeBackPaper', index })
    await flow.did('villager16', id, { action: 'submit', signature: SIGNED })
    expect((await judge()).status).toBe('ready')
  })
})

it('reminds the whole unit of a stage whose post has fallen vacant', async () => {
  at('2026-03-02T09:00:00')
  const id = await world.pushed('hall2', 723)
  await world.did(world.staff, id, { action: 'consent' })
  const { accountId } = stack.person(world.staff)
  const left = '2026-03-02T10:00:00+08:00'
  await stack.sql`update post_holdings set until = ${left} where tenant_id = '370829' and account_id = ${accountId} and until is null`
  at('2026-03-03T16:30:00')
  await stack.tick()
  expect((await messagesOf(world.head, id)).join()).toMatch(/时限已过半|快到期了/)
  await stack.sql`update post_holdings set until = null where tenant_id = '370829' and account_id = ${accountId} and until = ${left}`
})
