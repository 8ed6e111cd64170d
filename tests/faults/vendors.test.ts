import { mayHaveArrived } from 'bff/kernel/vendors/cut.ts'
import { nextChannel } from 'bff/platform/notifications/channels.rules.ts'
import { deliver } from 'bff/platform/notifications/notifications.jobs.ts'
import { weappIdOf } from 'demo/apps.ts'
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
const allow = (key: string) => stack.world.allow(openidOf(appId, key), stack.templates('370829').progress)
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

it('counts an agreement as spent when a message used it, and all of them when WeChat knows of none', async () => {
  const template = stack.templates('370829').progress
  const { accountId } = stack.person('villager1')
  const left = async () =>
    (
      await stack.sql`select credits from subscriptions where account_id = ${accountId} and template = ${template}`
    )[0]!.credits
  await stack.sql`insert into subscriptions (tenant_id, account_id, template, credits, changed_at)
    values ('370829', ${accountId}, ${template}, 5, now()) on conflict (tenant_id, account_id, template) do update set credits = 5`
  allow('villager1')
  await run((await dispatched(stack)).id)
  expect(await left()).toBe(4)
  // A refusal of another kind says nothing of what they agreed to.
  const strange = await dispatched(stack)
  stack.world.failNext({ path: '/subscribe/send', errcode: 40003 })
  await run(strange.id)
  expect(await left()).toBe(4)
  const ended = await dispatched(stack)
  stack.world.failNext({ path: '/subscribe/send', errcode: 43101 })
  await run(ended.id)
  expect(await left()).toBe(0)
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
      { openid: 'o', phone: '13800138000' }
    )
  ).toBe(next)
})

it.each(['0537-6810001', '0537-6810001转801', '+85251234567'])('%s is rung, never texted', (phone) =>
  expect(nextChannel([], { openid: null, phone })).toBe('phone')
)

it('takes a question at once while WeChat is down, and checks its text later', async () => {
  stack.world.failNext({ path: '/', status: 503 })
  const { accountId } = stack.person('villager1')
  const [account] =
    await stack.sql`select village_id from accounts where tenant_id = '370829' and id = ${accountId}`
  const asked = {
    key: crypto.randomUUID(),
    kind: 'consultation',
    body: '邻居要来强拆我家院墙，该找谁',
    villageId: account!.village_id,
    fileIds: []
  }
  const { status, body } = await stack.as('villager1')('POST /questions', asked)
  expect(status).toBe(200)
  const check = async () =>
    (await stack.sql`select text_check from questions where tenant_id = '370829' and id = ${body.id}`)[0]!
      .text_check
  await expect(stack.runJobs()).rejects.toThrow('503')
  expect(await check()).toBe('pending')
  await stack.runJobs()
  expect(await check()).toBe('review')
})

it.each<[words: string, error: unknown, arrived: boolean]>([
  ['a timeout', Object.assign(new Error(), { cause: new DOMException('', 'TimeoutError') }), true],
  ['a line that broke', new Error('x', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }), true],
  [
    'a line that never came',
    new Error('x', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
    false
  ],
  ['an answer of 503', new Error('status 503'), false]
])('%s may have reached the vendor: %#', (_, error, arrived) => expect(mayHaveArrived(error)).toBe(arrived))

it('sends no second text where the first may have arrived: a call for the clerk instead', async () => {
  const { id } = await dispatched(stack)
  const message = await toVillager(id)
  let texts = 0
  const send = async () => {
    texts++
    throw new Error('gone', { cause: new DOMException('', 'TimeoutError') })
  }
  const deps = { ...stack.deps, sms: { send }, templates: stack.templates }
  await deliver(deps, { tenantId: '370829', messageId: message.id })
  expect([texts, (await toVillager(id)).state]).toEqual([1, 'task'])
})
