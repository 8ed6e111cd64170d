import { sealPush } from 'bff/kernel/vendors/wechat.push.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

const COUNTY = '370829'
let stack: Stack
let fileId: string
beforeAll(async () => {
  stack = await startStack()
  fileId = crypto.randomUUID()
  const { accountId } = stack.person('villager1')
  await stack.sql`insert into files (tenant_id, id, owner_id, mime, bytes, "check", check_trace, created_at)
    select ${COUNTY}, ${fileId}, ${accountId}, 'image/webp', 1, 'pending', 'trace-1', ${stack.clock.now.toISOString()}`
})
afterAll(() => stack?.stop())

/** A push as WeChat seals it; what is changed afterwards is somebody else's doing. */
function sealed(suggest: string, at = stack.clock.now, change: Record<string, string> = {}) {
  const settings = stack.pushOf(COUNTY)!
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const event = { Event: 'wxa_media_check', trace_id: 'trace-1', errcode: 0, result: { suggest } }
  const { encrypted, signature } = sealPush(settings, JSON.stringify(event), { timestamp, nonce: '1' })
  const query = new URLSearchParams({ timestamp, nonce: '1', msg_signature: signature, ...change })
  return () =>
    stack.app.inject({
      method: 'POST',
      url: `/wechat/push/${COUNTY}?${query}`,
      payload: { Encrypt: encrypted }
    })
}
const check = async () =>
  (await stack.sql`select "check" from files where tenant_id = ${COUNTY} and id = ${fileId}`)[0]!.check
const MINUTE = 60_000
const ago = (ms: number) => new Date(stack.clock.now.getTime() - ms)

it.each<[words: string, change: () => ReturnType<typeof sealed>]>([
  ['replayed after six minutes', () => sealed('pass', ago(6 * MINUTE))],
  ['dated six minutes ahead', () => sealed('pass', ago(-6 * MINUTE))],
  [
    'of another time than was signed',
    () =>
      sealed('pass', stack.clock.now, { timestamp: String(Math.floor(stack.clock.now.getTime() / 1000) + 1) })
  ],
  ['of another nonce', () => sealed('pass', stack.clock.now, { nonce: '2' })],
  ['whose signature was cut', () => sealed('pass', stack.clock.now, { msg_signature: 'abcd' })],
  ['without a time', () => sealed('pass', stack.clock.now, { timestamp: '' })]
])('knows nothing of a push %s', async (_, push) => {
  expect((await push()()).statusCode).toBe(404)
  expect(await check()).toBe('pending')
})

it('takes one verdict of twenty at once, keeps it, and still hears that a picture is risky', async () => {
  const again = sealed('review')
  const replies = await Promise.all(Array.from({ length: 20 }, again))
  expect(replies.map(({ statusCode }) => statusCode)).toEqual(replies.map(() => 200))
  expect(await check()).toBe('review')
  expect((await sealed('pass')()).statusCode).toBe(200)
  expect(await check(), 'what was found stays').toBe('review')
  await sealed('risky')()
  expect(await check()).toBe('risky')
  await again()
  expect(await check()).toBe('risky')
})
