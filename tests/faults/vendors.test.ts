import { weappIdOf } from 'bff/demo/apps.ts'
import { nextChannel } from 'bff/notifications/channels.rules.ts'
import { deliver } from 'bff/notifications/notifications.jobs.ts'
import { openidOf } from 'mock-server/world.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeEach(async () => {
  stack = await startStack()
})
afterEach(() => stack.stop())
const appId = weappIdOf('370829')
const toVillager = async (id: string) =>
  (
    await stack.sql`select * from messages where tenant_id = '370829' and question_id = ${id} and account_id = ${stack.person('villager1').accountId} order by id`
  )[0]!
const sent = (key: string) =>
  stack.world.sent.filter(({ to }) => to === key || to === stack.person(key).phone)
const allow = (key: string) => stack.world.allow(openidOf(appId, key), stack.templates.progress)
const run = async (id: string) =>
  deliver(
    { ...stack.deps, templates: stack.templates },
    { tenantId: '370829', messageId: (await toVillager(id)).id }
  )

it('sends by subscribe message while there is credit, else by SMS', async () => {
  allow('villager1')
  const first = await dispatched(stack)
  await run(first.id)
  const second = await dispatched(stack)
  await run(second.id)
  expect(sent('villager1').map(({ channel }) => channel)).toEqual(['subscribe', 'sms'])
  expect([(await toVillager(first.id)).state, (await toVillager(second.id)).channel]).toEqual(['sent', 'sms'])
})

it('renews a token that ended in mid-call, once, and delivers', async () => {
  allow('villager1')
  const { id } = await dispatched(stack)
  stack.world.failNext({ path: '/subscribe/send', errcode: 42001 })
  await run(id)
  expect(sent('villager1').map(({ channel }) => channel)).toEqual(['subscribe'])
})

it('leaves a call for the clerk when nothing else reaches', async () => {
  const { id } = await dispatched(stack)
  await stack.sql`update accounts set phone_sealed = null where tenant_id = '370829' and id = ${stack.person('villager1').accountId}`
  await run(id)
  expect((await toVillager(id)).state).toBe('task')
  const { items } = (await stack.as('clerk')('GET /phone-tasks')).body
  expect(items).toHaveLength(1)
  expect((await stack.as('clerk')(`POST /phone-tasks/${items[0].id}/done`, { note: '已告知' })).status).toBe(
    200
  )
  expect(
    (await stack.as('clerk')(`POST /phone-tasks/${items[0].id}/done`, { note: '再来一次' })).status
  ).toBe(404)
})

it('tries WeChat again after an outage and gives up for SMS after the third', async () => {
  allow('villager1')
  const { id } = await dispatched(stack)
  for (let tries = 0; tries < 3; tries++) {
    stack.world.failNext({ path: '/subscribe/send', status: 502 })
    await expect(run(id)).rejects.toThrow('not delivered yet')
  }
  await run(id)
  expect(sent('villager1').map(({ channel }) => channel)).toEqual(['sms'])
})

it('never repeats a try whose end nobody saw', async () => {
  allow('villager1')
  const { id } = await dispatched(stack)
  const { id: messageId } = await toVillager(id)
  await stack.sql`insert into message_attempts (tenant_id, message_id, number, channel, started_at) values ('370829', ${messageId}, 1, 'subscribe', ${new Date(stack.clock.now.getTime() - 5000).toISOString()})`
  await run(id)
  expect(sent('villager1'), 'still under way elsewhere').toEqual([])
  stack.clock.now = new Date(stack.clock.now.getTime() + 61_000)
  await run(id)
  await run(id)
  expect(sent('villager1').map(({ channel }) => channel)).toEqual(['sms'])
})

it.each([
  [[], 'subscribe'],
  [[['subscribe', 'failed']], 'subscribe'],
  [[['subscribe', 'refused']], 'sms'],
  [[['subscribe', 'unknown']], 'sms'],
  [
    [
      ['subscribe', 'refused'],
      ['sms', 'refused']
    ],
    'phone'
  ],
  [[['subscribe', 'sent']], 'done']
] as const)('after %o comes %s', (tried, next) => {
  expect(
    nextChannel(
      tried.map(([channel, outcome]) => ({ channel, outcome })),
      { openid: 'o', phone: '1' }
    )
  ).toBe(next)
})

it('takes a question at once while WeChat is down, and checks its text later', async () => {
  for (let n = 0; n < 4; n++) stack.world.failNext({ path: '/', status: 503 })
  const villageId = (
    await stack.sql`select village_id from accounts where tenant_id is not null and id = ${stack.person('villager1').accountId}`
  )[0]!.village_id
  const asked = {
    key: crypto.randomUUID(),
    kind: 'consultation',
    body: '高龄津贴怎么申请',
    villageId,
    fileIds: []
  }
  const { status, body } = await stack.as('villager1')('POST /questions', asked)
  expect(status).toBe(200)
  const check = async () =>
    (await stack.sql`select text_check from questions where tenant_id = '370829' and id = ${body.id}`)[0]!
      .text_check
  expect(await check()).toBe('pending')
})

it('marks sensitive text for the clerk and never hides it', async () => {
  const { id } = await dispatched(stack, { body: '村里路灯坏了，再不修就去上访' })
  expect((await stack.as('clerk')(`GET /questions/${id}`)).body.flags).toContain('内容含敏感词，请人工核对')
  expect((await stack.as('villager1')(`GET /questions/${id}`)).body.flags).toEqual([])
})

it('says so when WeChat cannot sign anybody in', async () => {
  stack.world.failNext({ path: '/sns/jscode2session', status: 502 })
  expect(await stack.as(undefined)('POST /session/weapp', { code: 'x' })).toMatchObject({
    status: 503,
    body: { code: 'wechat_unavailable' }
  })
  expect(await stack.as(undefined)('POST /session/weapp', { code: 'x' })).toMatchObject({
    status: 400,
    body: { code: 'wechat_code_invalid' }
  })
})
