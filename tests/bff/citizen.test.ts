import { randomUUID } from 'node:crypto'
import { maskPhone } from 'shared/rules/phones.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { caseWorld } from '../support/cases.ts'
import { openHall } from '../support/hall.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  stack.clock.now = new Date('2026-03-03T09:00:00+08:00')
})
afterAll(() => stack.stop())

it('gives back their own number to who sends it as they see it, and to nobody else', async () => {
  const world = await caseWorld(stack)
  const { phone, accountId } = stack.person('villager2')
  const begin = (who: string, applicant: object) =>
    stack.as(who)('POST /cases', {
      key: randomUUID(),
      itemId: world.itemId,
      answers: '方式.买卖~抵押.没有~办理人.本人',
      applicant: { ...world.applicant(7), ...applicant }
    })
  const own = await begin('villager2', { phone: maskPhone(phone) })
  expect(own.status).toBe(200)
  const [row] = await stack.sql`select phone_sealed from cases where account_id = ${accountId}`
  expect(stack.deps.sealer.open('370829', row!.phone_sealed)).toBe(phone)
  expect((await begin('villager3', { phone: maskPhone(phone) })).body.code).toBe('phone_wrong')
  expect(
    (
      await stack.as('hall2')('POST /desk/cases', {
        key: randomUUID(),
        itemId: world.itemId,
        answers: '方式.买卖~抵押.没有~办理人.本人',
        applicant: { ...world.applicant(8), phone: maskPhone(phone) }
      })
    ).body.code
  ).toBe('phone_wrong')
})

it('holds no time that begins before it could be confirmed, and offers none', async () => {
  const hall = await openHall(stack)
  const { startsAt } = await hall.slot(0)
  stack.clock.now = new Date(Date.parse(startsAt) - 4 * 60_000)
  expect(
    (await hall.slots()).filter(({ state }) => state === 'open').map((slot) => slot.startsAt)
  ).not.toContain(startsAt)
  expect((await hall.hold('villager4', startsAt)).body.code).toBe('slot_gone')
  stack.clock.now = new Date(Date.parse(startsAt) - 6 * 60_000)
  expect((await hall.hold('villager4', startsAt)).status).toBe(200)
  stack.clock.now = new Date('2026-03-03T09:00:00+08:00')
})

it('asks a paper of a bundle once under one name, and tells the visits of the whole', async () => {
  const { bundles } = (await stack.as(undefined)('GET /items/entries')).body
  const birth = bundles.find(({ name }: { name: string }) => name === '新生儿出生')
  const bundle = (await stack.as(undefined)(`GET /bundles/${birth.id}`)).body
  expect(bundle).toMatchObject({ visits: 0, promised: '1个工作日' })
  expect(bundle.shared).toContain('居民身份证')
  expect(JSON.stringify(bundle.items.flatMap(({ papers }: { papers: string[] }) => papers))).not.toContain(
    '监护人身份证'
  )
})
