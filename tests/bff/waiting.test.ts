import type { Matter, Waiting } from 'shared/mine.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, SIGNED } from '../support/cases.ts'
import { openHall } from '../support/hall.ts'
import { command, dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let world: CaseWorld
beforeAll(async () => {
  stack = await startStack()
  world = await caseWorld(stack)
})
afterAll(() => stack?.stop())

const waits = async (who: string): Promise<Waiting[]> => (await stack.as(who)('GET /me/waiting')).body.items
const handle = (who: string, id: string, body: object) =>
  stack.as(who)(`POST /questions/${id}/commands`, command(body))

it('is nothing for whoever has nothing open, and nobody’s without a sign-in', async () => {
  expect(await waits('villager40')).toEqual([])
  expect((await stack.as(undefined)('GET /me/waiting')).status).toBe(401)
})

it('names a question that needs more and one to rate, and forgets each when it is done', async () => {
  const { id, lead } = await dispatched(stack, {}, 'villager2')
  await handle(lead, id, { action: 'acknowledge' })
  expect(await waits('villager2')).toEqual([])
  await handle(lead, id, { action: 'askMore', text: '请补充具体位置，方便我们去看。' })
  expect(await waits('villager2')).toMatchObject([
    { kind: 'supplement', id, title: '村里主街路灯坏了一个多月，晚上看不见路' }
  ])
  expect(await waits('villager3')).toEqual([])
  await handle('villager2', id, { action: 'supplement', text: '在村委会门口往东第二盏', fileIds: [] })
  await handle(lead, id, { action: 'reply', text: '您好，路灯今天已经修好，请您查看。', fileIds: [] })
  expect(await waits('villager2')).toMatchObject([{ kind: 'rate', id, words: '已经答复，请您评价' }])
  await handle('villager2', id, { action: 'rate', level: 5, comment: '' })
  expect(await waits('villager2')).toEqual([])
})

it('tells by name which papers a case lacks, then that only the name under it is missing', async () => {
  const id = await world.begun('villager4')
  const lacking = (await world.read('villager4', id)).papers.filter(
    ({ given, need }) => !given && need === 'required'
  )
  const [first] = await waits('villager4')
  expect(first).toMatchObject({ kind: 'draft', id, title: '不动产转移登记' })
  expect(first!.words).toContain(lacking[0]!.name)
  expect(first!.dueAt).not.toBeNull()
  const kase = await world.giveAll('villager4', id)
  expect(await waits('villager4')).toMatchObject([{ kind: 'draft', words: '材料齐了，请签名提交' }])
  await world.did('villager4', id, { action: 'submit', signature: SIGNED })
  expect(await waits('villager4')).toEqual([])

  const [faulty] = kase.papers.filter(({ given }) => given)
  const looked = await world.read('hall2', id)
  await world.did('hall2', id, {
    action: 'judge',
    verdicts: world.verdicts(looked, { [faulty!.index]: '照片模糊，看不清' })
  })
  expect(await waits('villager4')).toMatchObject([{ kind: 'correct', words: `请补交：${faulty!.name}` }])
})

it('counts down to the end of a kept seat and forgets it then', async () => {
  const hall = await openHall(stack)
  const { startsAt } = await hall.slot(2)
  const { body } = await hall.hold('villager5', startsAt)
  expect(await waits('villager5')).toMatchObject([
    { kind: 'confirm', id: body.id, words: '号给您留着，请确认' }
  ])
  const [{ dueAt }] = (await waits('villager5')) as [Waiting]
  stack.clock.now = new Date(dueAt!)
  expect(await waits('villager5')).toEqual([])
})

it('puts what is called before what can wait', async () => {
  const hall = await openHall(stack)
  await dispatched(stack, {}, 'villager6').then(async ({ id, lead }) => {
    await handle(lead, id, { action: 'acknowledge' })
    await handle(lead, id, { action: 'reply', text: '您好，已经办好，请您查看。', fileIds: [] })
  })
  const { startsAt } = await hall.slot(2)
  const { code, id } = await hall.booked('villager6', startsAt)
  expect((await waits('villager6')).map(({ kind }) => kind)).toEqual(['rate'])
  stack.clock.now = new Date(startsAt)
  const entered = await stack.as('hall1')('POST /hall/check-ins', { code, priority: false })
  expect(entered).toMatchObject({ status: 200 })
  expect((await waits('villager6')).map(({ kind }) => kind)).toEqual(['rate'])
  const { windows, name } = await hall.counter()
  const window = windows.find(({ active }) => active)!
  await stack.as('hall2')(`POST /hall/windows/${window.id}/call`, {})
  const [called, rate] = await waits('villager6')
  expect(called).toMatchObject({ kind: 'called', id, dueAt: null })
  expect(called!.words).toBe(`叫到您了，${entered.body.no}，请到${name}${window.no}号窗口`)
  expect(rate).toMatchObject({ kind: 'rate' })
})

it('says who is at work only while somebody is', async () => {
  const turnOf = async (): Promise<string> =>
    (await stack.as('villager8')('GET /me/matters')).body.items[0].turn
  const { id, lead } = await dispatched(stack, {}, 'villager8')
  await handle(lead, id, { action: 'acknowledge' })
  expect(await turnOf()).toContain(`${stack.person(lead).name}在办`)
  await handle(lead, id, { action: 'reply', text: '您好，已经办好，请您查看。', fileIds: [] })
  await handle('villager8', id, { action: 'rate', level: 5, comment: '' })
  expect(await turnOf()).not.toContain('在办')
})

it('lists questions, cases and bookings as one, newest first, page by page, each once', async () => {
  const who = 'villager7'
  const hall = await openHall(stack)
  const made: string[] = []
  for (let round = 0; round < 12; round++) {
    stack.clock.now = new Date(stack.clock.now.getTime() + 60_000)
    made.push((await dispatched(stack, { body: `第${round + 1}件：路灯坏了，晚上看不见` }, who)).id)
    stack.clock.now = new Date(stack.clock.now.getTime() + 60_000)
    made.push(await world.begun(who, 70 + round))
  }
  stack.clock.now = new Date(stack.clock.now.getTime() + 60_000)
  const { startsAt } = await hall.slot(5)
  made.push((await hall.hold(who, startsAt)).body.id)
  const seen: Matter[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { status, body } = await stack.as(who)(`GET /me/matters${cursor && `?cursor=${cursor}`}`)
    expect(status).toBe(200)
    expect(body.items.length).toBeLessThanOrEqual(20)
    seen.push(...body.items)
    cursor = body.next
  }
  expect(seen.map(({ id }) => id)).toEqual(made.toReversed())
  expect(seen[0]).toMatchObject({ kind: 'booking', step: '待确认', waits: true })
  expect(seen[1]).toMatchObject({ kind: 'case', title: '不动产转移登记', waits: true })
  expect(seen[1]!.turn).toContain('还没交：')
  expect(seen[2]).toMatchObject({ kind: 'question', waits: false })
  expect((await stack.as('villager40')('GET /me/matters')).body).toEqual({ items: [], next: null })
})
