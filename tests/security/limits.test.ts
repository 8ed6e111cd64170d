import { buildApp } from 'bff/app.ts'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { KEY } from '../support/settings.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let app: Awaited<ReturnType<typeof buildApp>>
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())
beforeEach(async () => {
  const settings = { jwtSecret: KEY, templates: [], pushOf: () => undefined, overloadMs: 0 }
  app = await buildApp(stack.deps, { ...settings, limits: { writes: 4, reads: 40 } })
  return () => app.close()
})

const ip = (n: number) => `10.0.0.${n}`
const post = (url: string, payload: object, remoteAddress = ip(1), who?: string) =>
  app.inject({
    ...{ method: 'POST', url: `/api/370829${url}`, payload, remoteAddress },
    headers: who ? { authorization: `Bearer ${stack.tokenOf(who)}` } : {}
  })
const get = (url: string, who?: string, remoteAddress = ip(1)) =>
  app.inject({
    ...{ url: `/api/370829${url}`, remoteAddress },
    headers: who ? { authorization: `Bearer ${stack.tokenOf(who)}` } : {}
  })
const statuses = async (times: number, ask: (n: number) => ReturnType<typeof get>) => {
  const found = new Map<number, number>()
  for (let n = 0; n < times; n++) {
    const { statusCode } = await ask(n)
    found.set(statusCode, (found.get(statusCode) ?? 0) + 1)
  }
  return Object.fromEntries(found)
}

it('limits the writes of one person, and tells when to come again', async () => {
  const write = () => post('/me/profile', {}, ip(1), 'villager1')
  expect(await statuses(6, write)).toEqual({ 200: 4, 429: 2 })
  const refused = await write()
  expect([refused.json().code, Number(refused.headers['retry-after']) > 0]).toEqual([
    'too_many_requests',
    true
  ])
  expect(
    (await post('/me/profile', {}, ip(1), 'villager2')).statusCode,
    'a neighbour at the same address'
  ).toBe(200)
})

it('limits what one person reads by what it costs', async () => {
  expect(await statuses(50, () => get('/questions/mine', 'villager1'))).toEqual({ 200: 40, 429: 10 })
  const [row] =
    await stack.sql`select id from service_items where tenant_id = '370829' and in_force is not null limit 1`
  // A village's share is 800: forty lists drawn.
  const drawn = await statuses(43, () => get(`/items/${row!.id}/sheet`, undefined, ip(7)))
  expect(drawn[429]).toBe(3)
})

it('lets a village behind one address read, and stops one address that reads for twenty', async () => {
  const people = ['villager1', 'villager2', 'villager3', 'villager4']
  expect(await statuses(120, (n) => get('/questions/mine', people[n % 4]))).toEqual({ 200: 120 })
  expect(await statuses(800, () => get('/villages'))).toEqual({ 200: 800 })
  expect((await get('/villages')).statusCode).toBe(429)
  expect((await get('/villages', undefined, ip(2))).statusCode).toBe(200)
})

it('false sign-ins from one address leave its neighbours their own', async () => {
  await statuses(30, (n) => post('/session/weapp', { code: `wrong-code-${n}-0000000000` }))
  const other = await post('/session/weapp', { code: 'another-code-00000000000' })
  expect(other.statusCode).not.toBe(429)
})

it('limits the tries of one code wherever they come from', async () => {
  const receipt = 'ABCD-EFGH-JKLM-NPQR-STUV'
  const tries = await statuses(30, (n) => post('/reports/look', { receipt }, ip(n + 1)))
  expect(tries[429]).toBe(10)
  expect((await post('/reports/look', { receipt: 'ABCD-EFGH-JKLM-NPQR-STUW' }, ip(99))).statusCode).toBe(404)
})
