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
  const settings = {
    jwtSecret: KEY,
    templates: () => ({ progress: '', task: '', deadline: '' }),
    pushOf: () => undefined,
    overloadMs: 0
  }
  app = await buildApp(stack.deps, { ...settings, limits: { writes: 4, reads: 40 } })
  return () => app.close()
})

const ip = (n: number) => `10.0.0.${n}`
const post = (url: string, payload: object, remoteAddress = ip(1), who?: string) =>
  app.inject({
    method: 'POST',
    url: `/api/370829${url}`,
    payload,
    remoteAddress,
    headers: who ? { authorization: `Bearer ${stack.tokenOf(who)}` } : {}
  })
const get = (url: string, who?: string, remoteAddress = ip(1)) =>
  app.inject({
    url: `/api/370829${url}`,
    remoteAddress,
    headers: who ? { authorization: `Bearer ${stack.tokenOf(who)}` } : {}
  })
/** How many of so many calls at once ended how. */
const statuses = async (times: number, ask: (n: number) => ReturnType<typeof get>) => {
  const replies = await Promise.all(Array.from({ length: times }, (_, n) => ask(n)))
  const found: Record<number, number> = {}
  for (const { statusCode } of replies) found[statusCode] = (found[statusCode] ?? 0) + 1
  return found
}
const rest = <T>(found: Record<number, T>, ...but: number[]) =>
  Object.keys(found).filter((status) => !but.includes(Number(status)))

it('limits the writes of one person, and tells when to come again', async () => {
  const write = () => post('/me/profile', {}, ip(1), 'villager1')
  // A write is four points of sixteen a minute: two and the one that pays later.
  expect(await statuses(6, write)).toEqual({ 200: 3, 429: 3 })
  const refused = await write()
  expect([refused.json().code, Number(refused.headers['retry-after'])]).toEqual([
    'too_many_requests',
    expect.toSatisfy((seconds: number) => seconds > 5 && seconds <= 13)
  ])
  expect(
    (await post('/me/profile', {}, ip(1), 'villager2')).statusCode,
    'a neighbour at the same address'
  ).toBe(200)
})

it('limits what one person reads', async () => {
  const found = await statuses(60, () => get('/questions/mine', 'villager1'))
  expect(found[200]).toBeGreaterThanOrEqual(21)
  expect(found[429]).toBeGreaterThanOrEqual(30)
  expect(rest(found, 200, 429)).toEqual([])
})

it('counts what a call costs: a list drawn as much as fifty look-ups', async () => {
  const [row] =
    await stack.sql`select id from service_items where tenant_id = '370829' and in_force is not null limit 1`
  // Seven points a second for an address: one list, and a second that pays later.
  const drawn = await statuses(9, () => get(`/items/${row!.id}/sheet`, undefined, ip(7)))
  expect(drawn[429]).toBeGreaterThanOrEqual(5)
})

it('lets a village behind one address read, and stops one address that reads for more', async () => {
  const people = ['villager1', 'villager2', 'villager3', 'villager4']
  expect(await statuses(72, (n) => get('/questions/mine', people[n % 4]))).toEqual({ 200: 72 })
  const found = await statuses(200, () => get('/villages'))
  expect(found[200]).toBeGreaterThanOrEqual(3)
  expect(found[429]).toBeGreaterThanOrEqual(150)
  expect((await get('/villages', undefined, ip(2))).statusCode, 'another village').toBe(200)
  expect((await get('/questions/mine', 'villager5')).statusCode, 'who has signed in there').toBe(200)
})

it('stops false sign-ins from one address and leaves its neighbours their own', async () => {
  const found = await statuses(80, (n) => post('/session/weapp', { code: `wrong-code-${n}-0000000000` }))
  expect(found[429]).toBeGreaterThanOrEqual(40)
  expect((await get('/questions/mine', 'villager1')).statusCode, 'who has signed in there').toBe(200)
  const next = await post('/session/weapp', { code: 'another-code-00000000000' }, ip(2))
  expect(next.statusCode, 'another address').not.toBe(429)
})

it('counts calls that are refused too', async () => {
  const forged = () =>
    app.inject({
      url: '/api/370829/questions/mine',
      remoteAddress: ip(3),
      headers: { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x' }
    })
  const strangers = await statuses(200, forged)
  expect([rest(strangers, 401, 429), strangers[429]! >= 100]).toEqual([[], true])
  const nosy = await statuses(60, () => get('/ledger', 'villager6'))
  expect([rest(nosy, 403, 429), nosy[429]! >= 30]).toEqual([[], true])
})

it('limits the tries of one code wherever they come from', async () => {
  const receipt = 'ABCD-EFGH-JKLM-NPQR-STUV'
  const tries = await statuses(30, (n) => post('/reports/look', { receipt }, ip(n + 1)))
  expect(tries).toEqual({ 404: 20, 429: 10 })
  expect((await post('/reports/look', { receipt: 'ABCD-EFGH-JKLM-NPQR-STUW' }, ip(99))).statusCode).toBe(404)
})

it('lets a meeting of forty sign in and look around from behind one address, with the limits of every day', {
  timeout: 60_000
}, async () => {
  const settings = {
    jwtSecret: KEY,
    templates: () => ({ progress: '', task: '', deadline: '' }),
    pushOf: () => undefined,
    overloadMs: 0
  }
  const usual = { writes: stack.env.WRITES_PER_MINUTE, reads: stack.env.READS_PER_MINUTE }
  const real = await buildApp(stack.deps, { ...settings, limits: usual })
  const visit = async (n: number) => {
    const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
      real.inject({ method, url: `/api/370829${url}`, remoteAddress: ip(5), ...(payload && { payload }) })
    const first = await ask('POST', '/session/weapp', { code: `code-${n}-000000000000` })
    const looks = await Promise.all(
      ['/county', '/villages', '/items/entries', '/answers', '/items?q=医保'].map((url) => ask('GET', url))
    )
    return [first, ...looks].map(({ statusCode }) => statusCode)
  }
  const all = await Promise.all(Array.from({ length: 40 }, (_, n) => visit(n)))
  expect(all.flat().filter((status) => status === 429)).toEqual([])
  await real.close()
})
