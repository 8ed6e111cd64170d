import { randomUUID } from 'node:crypto'
import { api } from 'shared/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { bodyOf, type Known } from './bodies.ts'

/** Whom we try every endpoint as; the second county's people use the first county's addresses too. */
const PEOPLE = [
  'villager1',
  'villager9',
  'village1',
  'district1',
  'head1',
  'deputy1',
  'clerk',
  'leader1',
  'supervisor',
  'admin',
  'county-admin',
  'hall1',
  'staff1',
  'agent1'
] as const
const ROLES = {
  villager1: null,
  villager9: null,
  village1: 'villageSecretary',
  district1: 'districtSecretary',
  head1: 'unitHead',
  deputy1: 'unitDeputy',
  clerk: 'intakeClerk',
  leader1: 'leader',
  supervisor: 'supervisor',
  admin: 'townshipAdmin',
  'county-admin': 'countyAdmin',
  hall1: 'hallClerk',
  staff1: 'departmentHandler',
  agent1: 'agent'
} as const
const FOREIGN = ['w-villager1', 'w-clerk', 'w-leader', 'w-admin'] as const

const FOREIGN_ROLES = {
  'w-clerk': 'intakeClerk',
  'w-leader': 'leader',
  'w-admin': 'townshipAdmin',
  'w-head': 'unitHead'
} as const

let stack: Stack
let ids: Record<string, string>
const statements: string[] = []
beforeAll(async () => {
  stack = await startStack({ queries: statements })
  const { id } = await dispatched(stack)
  const [row] =
    await stack.sql`select notice_id, lead_post_id, village_id, topic_id from questions where tenant_id = '370829' and id = ${id}`
  ids = {
    question: id,
    notice: row!.notice_id,
    post: row!.lead_post_id,
    village: row!.village_id,
    topic: row!.topic_id
  }
})
afterAll(() => stack.stop())

function lineOf(endpoint: string): string {
  const id = endpoint.includes('/notices/')
    ? ids.notice
    : endpoint.includes('/posts/')
      ? ids.post
      : endpoint.includes('/questions/')
        ? ids.question
        : randomUUID()
  const query: Record<string, string> = {
    'GET /directory': `?villageId=${ids.village}`,
    'GET /directory/search': '?q=a',
    // One department's: the whole book takes seconds, for each who asks.
    'GET /handbook': `?departmentId=${randomUUID()}`,
    'GET /session/h5': '?back=/mine/index&state=0123456789abcdef',
    'GET /posters': `?format=a4&villageId=${ids.village}`,
    'GET /hall/bookings': `?counterId=${randomUUID()}&day=2026-03-05`,
    'GET /archive': '?from=2026-02-01&until=2026-03-01',
    'GET /archive/csv': '?from=2026-02-01&until=2026-03-01',
    'GET /case-savings': '?from=2026-02-01&until=2026-03-01',
    'GET /hall/queue': `?counterId=${randomUUID()}`,
    'GET /catalogue/items/:id/differences': '?from=1&to=2',
    'GET /files/:id': '?until=1&size=full&sign=xxxxxxxxxxxxxxxxxxxxxx'
  }
  return (
    endpoint
      .replace(':scene', 'a'.repeat(24))
      .replace(':itemId', randomUUID())
      .replace(':openingId', randomUUID())
      .replace(':documentId', randomUUID())
      .replace(':no', '0')
      .replace(':index', '0')
      .replace(':code', '370829-2222-2222')
      .replace(':id', id!) + (query[endpoint] ?? '')
  )
}
const endpoints = Object.entries(api).map(([endpoint, { by }]) => [endpoint, by] as const)
const call = (who: string | undefined, endpoint: string, county?: string) =>
  stack.as(who, county)(lineOf(endpoint), bodyOf(endpoint, ids as Known))

describe('every endpoint of the contract', () => {
  it.each(endpoints)('%s lets in whom it names and nobody else', async (endpoint, by) => {
    const anonymous = await call(undefined, endpoint)
    if (by === 'anyone') expect(anonymous.status).not.toBe(500)
    else expect(anonymous).toMatchObject({ status: 401, body: { code: 'sign_in_needed' } })
    if (endpoint === 'POST /session/end') return
    for (const who of PEOPLE) {
      const { status, body } = await call(who, endpoint)
      expect(status, `${who}: ${JSON.stringify(body)}`).toBeLessThan(500)
      if (typeof by === 'string') continue
      const named = ROLES[who] !== null && (by as readonly string[]).includes(ROLES[who])
      if (!named) expect({ who, status }).toEqual({ who, status: 403 })
      else expect({ who, status }).not.toEqual({ who, status: 403 })
    }
  })

  it.each(endpoints.filter(([, by]) => by !== 'anyone'))(
    '%s knows nobody from another county',
    async (endpoint) => {
      for (const who of FOREIGN) expect(await call(who, endpoint, '370829')).toMatchObject({ status: 401 })
    }
  )

  // Real ones of every other kind are tried in objects.test.ts.
  it.each(endpoints.filter(([endpoint]) => /\/(questions|notices)\/:id/.test(endpoint)))(
    '%s finds nothing of the first county from the second',
    async (endpoint, by) => {
      const who =
        Array.isArray(by) && !by.includes('intakeClerk')
          ? by.includes('townshipAdmin')
            ? 'w-admin'
            : by.includes('unitHead')
              ? 'w-head'
              : 'w-leader'
          : 'w-clerk'
      const { status, body } = await call(who, endpoint)
      expect([400, 403, 404], JSON.stringify(body)).toContain(status)
      // Nobody of the second county may ask for what only a hall or a county's admin may.
      const named = !Array.isArray(by) || by.includes(FOREIGN_ROLES[who as keyof typeof FOREIGN_ROLES])
      if (endpoint.startsWith('GET')) expect(status).toBe(named ? 404 : 403)
    }
  )
})

it('answers a stranger about another’s question as if there were none', async () => {
  for (const who of ['villager9', 'village20', 'head20', 'deputy20'])
    expect(await stack.as(who)(`GET /questions/${ids.question}`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' }
    })
})

it.each([
  ['no token', ''],
  ['nonsense', 'Bearer x.y.z'],
  [
    'an unsigned token',
    `Bearer ${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from('{"sub":"x","tid":"370829","exp":9999999999}').toString('base64url')}.`
  ]
])('refuses %s', async (_, authorization) => {
  const reply = await stack.app.inject({
    method: 'GET',
    url: '/api/370829/me',
    headers: authorization ? { authorization } : {}
  })
  expect(reply.statusCode).toBe(401)
})

it('refuses a token a second after its end', async () => {
  const token = stack.tokenOf('villager1')
  const get = () =>
    stack.app.inject({
      method: 'GET',
      url: '/api/370829/questions/mine',
      headers: { authorization: `Bearer ${token}` }
    })
  const before = stack.clock.now
  expect((await get()).statusCode).toBe(200)
  stack.clock.now = new Date(before.getTime() + 901_000)
  expect((await get()).statusCode).toBe(401)
  stack.clock.now = before
})

it('names the tenant in every statement it sends', () => {
  const own = statements.filter(
    (text) => !/^\s*(begin|commit|rollback|savepoint|release)/i.test(text) && !/pg_catalog/.test(text)
  )
  expect(own.length).toBeGreaterThan(100)
  expect([
    ...new Set(own.filter((text) => !/tenant_id"?\s*=|insert into|graphile_worker|tenantId/i.test(text)))
  ]).toEqual([])
})
