import { createHash, createHmac } from 'node:crypto'
import { newClaims } from 'bff/platform/session/claims.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { KEY, START } from '../support/settings.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let good: ReturnType<typeof newClaims>
beforeAll(async () => {
  stack = await startStack()
  good = newClaims(stack.person('villager1').accountId, '370829', START)
})
afterAll(() => stack?.stop())

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signed = (
  claims: object,
  { head = { alg: 'HS256', typ: 'JWT' }, key = KEY }: { head?: object; key?: string } = {}
) => {
  const text = `${part(head)}.${part(claims)}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}
const status = async (token: string, county = '370829') =>
  (await stack.app.inject({ url: `/api/${county}/me`, headers: { authorization: `Bearer ${token}` } }))
    .statusCode
const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name))

it('takes a token as we make it', async () => {
  expect(await status(signed(good))).toBe(200)
})

const iat = Math.floor(START.getTime() / 1000)
it.each<readonly [string, () => string]>([
  ['of another key', () => signed(good, { key: 'x'.repeat(44) })],
  ['without a signature', () => `${part({ alg: 'none', typ: 'JWT' })}.${part(good)}.`],
  ['of another algorithm', () => signed(good, { head: { alg: 'HS512', typ: 'JWT' } })],
  ...['sub', 'tid', 'aud', 'typ', 'iat', 'exp', 'at'].map(
    (name) => [`without ${name}`, () => signed(without(name))] as const
  ),
  ['with text for its end', () => signed({ ...good, exp: '9999999999' })],
  ['with a broken end', () => signed({ ...good, exp: iat + 0.5 })],
  ['that never ends', () => signed({ ...good, exp: 9_999_999_999 })],
  ['that ends later than ours do', () => signed({ ...good, exp: iat + 901 })],
  ['that ended', () => signed({ ...good, iat: iat - 900, exp: iat })],
  ['of the future', () => signed({ ...good, iat: iat + 120, exp: iat + 900 })],
  ['for somebody else', () => signed({ ...good, aud: 'other' })],
  ['of another kind', () => signed({ ...good, typ: 'refresh' })],
  ['of another county', () => signed({ ...good, tid: '370830' })],
  ['of no account', () => signed({ ...good, sub: 'admin' })]
])('refuses one %s, signed or not', async (_, token) => {
  expect(await status(token())).toBe(401)
})

it('ends every token of an account with its sign-out, and none of the next sign-in', async () => {
  const { accountId } = stack.person('villager2')
  const token = signed(newClaims(accountId, '370829', stack.clock.now))
  const stranger = signed(newClaims(stack.person('villager3').accountId, '370829', stack.clock.now))
  expect(await status(token)).toBe(200)
  const out = await stack.app.inject({
    method: 'POST',
    url: '/api/370829/session/end',
    headers: { authorization: `Bearer ${token}` }
  })
  expect(out.statusCode).toBe(200)
  await expect.poll(() => status(token), { timeout: 5000 }).toBe(401)
  expect(await status(stranger)).toBe(200)
  stack.clock.now = new Date(stack.clock.now.getTime() + 1)
  expect(await status(signed(newClaims(accountId, '370829', stack.clock.now)))).toBe(200)
})

it('ends them when a used refresh token comes back late', async () => {
  const { accountId } = stack.person('villager4')
  const token = signed(newClaims(accountId, '370829', stack.clock.now))
  expect(await status(token)).toBe(200)
  await stack.sql`insert into refresh_tokens (tenant_id, hash, family_id, account_id, issued_at, expires_at, used_at)
    values ('370829', ${hashOf('used'.repeat(11))}, ${stack.deps.newId()}, ${accountId}, ${stack.clock.now.toISOString()}, ${later(60)}, ${later(-60)})`
  const again = await stack.app.inject({
    method: 'POST',
    url: '/api/370829/session/refresh',
    payload: { refreshToken: 'used'.repeat(11) }
  })
  expect(again.json().code).toBe('session_reused')
  await expect.poll(() => status(token), { timeout: 5000 }).toBe(401)
})
const later = (minutes: number) => new Date(stack.clock.now.getTime() + minutes * 60_000).toISOString()
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
