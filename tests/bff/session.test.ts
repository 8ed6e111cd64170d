import { weappIdOf } from 'demo/apps.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
const post = (path: string, body: object) => stack.as(undefined)(`POST ${path}`, body)

it('signs in by a code, once, and again ends at the same account', async () => {
  const code = () => stack.world.code(weappIdOf('370829'), 'villager5')
  const used = code()
  const [first, again] = [
    await post('/session/weapp', { code: used }),
    await post('/session/weapp', { code: used })
  ]
  expect([first.status, again.status]).toEqual([200, 400])
  const [, payload] = first.body.accessToken.split('.')
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString()).sub).toBe(
    stack.person('villager5').accountId
  )
})

it('rotates the refresh token, and a stolen one ends the whole family', async () => {
  const { body: first } = await post('/session/weapp', {
    code: stack.world.code(weappIdOf('370829'), 'villager6')
  })
  const { body: second } = await post('/session/refresh', { refreshToken: first.refreshToken })
  expect(second.refreshToken).not.toBe(first.refreshToken)
  stack.clock.now = new Date(stack.clock.now.getTime() + 31_000)
  expect(await post('/session/refresh', { refreshToken: first.refreshToken })).toMatchObject({
    status: 401,
    body: { code: 'session_reused' }
  })
  expect(await post('/session/refresh', { refreshToken: second.refreshToken })).toMatchObject({
    status: 401,
    body: { code: 'sign_in_needed' }
  })
})

it('ends half a year after the sign-in, however often it was refreshed', async () => {
  const start = stack.clock.now
  let { refreshToken } = (
    await post('/session/weapp', { code: stack.world.code(weappIdOf('370829'), 'villager8') })
  ).body
  for (const [days, status] of [
    [50, 200],
    [100, 200],
    [150, 200],
    [179, 200],
    [181, 401]
  ] as const) {
    stack.clock.now = new Date(start.getTime() + days * 86_400_000)
    const reply = await post('/session/refresh', { refreshToken })
    expect([days, reply.status]).toEqual([days, status])
    refreshToken = reply.body.refreshToken
  }
  stack.clock.now = start
})

it('forgives a refresh whose reply was lost, and two tabs at once', async () => {
  const { body } = await post('/session/weapp', { code: stack.world.code(weappIdOf('370829'), 'villager7') })
  const both = await Promise.all(
    [1, 2].map(() => post('/session/refresh', { refreshToken: body.refreshToken }))
  )
  expect(both.map(({ status }) => status)).toEqual([200, 200])
})

it('acts for the post the caller names, if they hold it', async () => {
  const { accountId } = stack.person('head1')
  const [other] =
    await stack.sql`select p.id from posts p where p.tenant_id = '370829' and p.role = 'intakeClerk'`
  const now = stack.clock.now.toISOString()
  await stack.sql`update post_holdings set until = ${now} where tenant_id = '370829' and post_id = ${other!.id}`
  await stack.sql`insert into post_holdings (tenant_id, id, post_id, account_id, name, pinyin, since) values ('370829', gen_random_uuid(), ${other!.id}, ${accountId}, '某', 'x', ${now})`
  const get = (post?: string) =>
    stack.app.inject({
      url: '/api/370829/work/triage',
      headers: { authorization: `Bearer ${stack.tokenOf('head1')}`, ...(post && { 'x-post': post }) }
    })
  expect((await stack.as('head1')('GET /me')).body.posts).toHaveLength(2)
  expect((await get(other!.id)).statusCode).toBe(200)
  expect((await get(crypto.randomUUID())).statusCode).toBe((await get()).statusCode)
})

it('lets a person take their agreement back, and give it again, each step in the audit', async () => {
  const who = stack.as('villager9')
  const asked = {
    key: crypto.randomUUID(),
    kind: 'consultation',
    body: '高龄津贴怎么申请',
    fileIds: [],
    villageId: (await who('GET /me')).body.villageId
  }
  expect((await who('POST /questions', asked)).status).toBe(200)
  expect((await who('POST /me/consent/withdraw')).body).toMatchObject({ consented: false })
  expect(await who('POST /questions', { ...asked, key: crypto.randomUUID() })).toMatchObject({
    status: 403,
    body: { code: 'consent_needed' }
  })
  const { accountId } = stack.person('villager9')
  const kept = () =>
    stack.sql`select withdrawn_at is not null as withdrawn from consents where tenant_id = '370829' and account_id = ${accountId}`
  expect(await kept()).toEqual([{ withdrawn: true }])
  const version = stack.deps.privacyVersion
  expect((await who('POST /me/consent', { version })).body).toMatchObject({ consented: true })
  expect(await kept()).toEqual([{ withdrawn: false }])
  await who('POST /me/profile', { name: '  古丽米热•艾比布力 ' })
  expect((await who('GET /me')).body.name).toBe('古丽米热·艾比布力')
  const acts =
    await stack.sql`select act from audit_entries where tenant_id = '370829' and actor_id = ${accountId} order by id`
  expect(acts.map(({ act }) => act)).toEqual([
    'question.ask',
    'consent.withdraw',
    'consent.give',
    'profile.change'
  ])
})

it('keeps a number abroad with its country, and one at home without', async () => {
  const phoneOf = async (key: string, phone: string) => {
    const person = stack.person(key) as { phone: string }
    person.phone = phone
    const code = stack.world.code(weappIdOf('370829'), key)
    expect((await stack.as(key)('POST /me/phone', { code })).status).toBe(200)
    const [row] =
      await stack.sql`select phone_sealed from accounts where tenant_id = '370829' and id = ${stack.person(key).accountId}`
    return stack.deps.sealer.open('370829', row!.phone_sealed)
  }
  expect(await phoneOf('villager10', '+852 51234567')).toBe('+85251234567')
  expect(await phoneOf('villager11', '13900001111')).toBe('13900001111')
})
