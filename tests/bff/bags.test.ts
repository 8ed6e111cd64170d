import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, SIGNED } from '../support/cases.ts'
import { readCode, readPdf } from '../support/pdf.ts'
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
const bagOf = async (who: string, id: string) => (await stack.as(who)(`GET /cases/${id}/bag`)).body.bag
const act = (who: string, id: string, body: object) =>
  stack.as(who)(`POST /cases/${id}/bag/commands`, { key: randomUUID(), ...body })
const asked = async () =>
  (
    await stack.sql`select count(*)::int n from messages where tenant_id = '370829' and text like '%请双方核对%'`
  )[0]!.n

it('is always somewhere: opened, handed on, signed for, and asked for when nobody signs', async () => {
  const id = await world.pushed('hall2', 1)
  expect(await bagOf('hall1', id)).toBeNull()
  const opened = await Promise.all(['hall1', 'hall2'].map((who) => stack.as(who)(`POST /cases/${id}/bag`)))
  expect(new Set(opened.map(({ body }) => body.code)).size).toBe(1)
  const bag = await bagOf('hall1', id)
  expect(bag).toMatchObject({ place: '县政务服务中心', awaiting: null, actions: ['handOver'] })
  const to = bag.places.find(({ name }: { name: string }) => name === world.department)
  expect(
    (await act('hall1', id, { action: 'handOver', toId: randomUUID(), signature: SIGNED })).body.code
  ).toBe('invalid_input')
  expect((await act(world.staff, id, { action: 'receive', signature: SIGNED })).body.code).toBe(
    'bag_moved_on'
  )

  at('2026-03-02T15:30:00')
  const hand = { key: randomUUID(), action: 'handOver', toId: to.id, signature: SIGNED }
  const twice = await Promise.all([1, 2].map(() => stack.as('hall1')(`POST /cases/${id}/bag/commands`, hand)))
  expect(twice.map(({ status }) => status).sort()).toContain(200)
  expect(await bagOf('hall1', id)).toMatchObject({
    awaiting: { place: world.department, late: false },
    actions: ['takeBack']
  })
  at('2026-03-03T09:29:00')
  await stack.tick()
  expect(await asked()).toBe(0)
  at('2026-03-03T09:30:00')
  await stack.tick()
  expect(await asked()).toBeGreaterThan(1)
  expect((await bagOf(world.staff, id)).awaiting.late).toBe(true)
  const received = await act(world.staff, id, { action: 'receive', signature: SIGNED })
  expect(received.body).toMatchObject({ place: world.department, awaiting: null, actions: ['handOver'] })
  expect(received.body.moves.map(({ words }: { words: string }) => words)).toHaveLength(4)
  const before = await asked()
  at('2026-03-10T09:00:00')
  await stack.tick()
  expect(await asked()).toBe(before)
})

it('has a label that scanner and eye read, and opens for nobody it does not concern', async () => {
  at('2026-03-11T09:00:00')
  const id = await world.pushed('hall2', 2)
  const { body: bag } = await stack.as('hall2')(`POST /cases/${id}/bag`)
  const scan = (who: string, code: string) => stack.as(who)('POST /bags/scan', { code })
  expect((await scan(world.staff, bag.code.toLowerCase())).body).toEqual({ caseId: id })
  expect((await scan(world.staff === 'staff1' ? 'staff2' : 'staff1', bag.code)).status).toBe(404)
  expect((await scan('hall1', '222222222222')).status).toBe(404)
  const reply = await stack.app.inject({
    method: 'GET',
    url: `/api/370829/cases/${id}/bag/label`,
    headers: { authorization: `Bearer ${stack.tokenOf('hall2')}` }
  })
  const label = await readPdf(reply.rawPayload)
  const text = await label.words(1)
  for (const words of [
    '受理文件袋',
    bag.code,
    '不动产转移登记',
    world.department,
    '居民身份证',
    '19900000002'
  ])
    expect(text).toContain(words)
  expect(readCode(await label.pixels(1, 3))).toBe(bag.code)
})
