import { randomUUID } from 'node:crypto'
import { api } from 'shared/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idNumber } from '../support/cases.ts'
import { item } from '../support/items.ts'
import { dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

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

const COUNTER = {
  ...{ name: '临时专区', releaseDays: 7, releaseMinute: 480, staffPlaces: 1, walkInPlaces: 1 },
  ...{ holdMinutes: 10, dailyLimit: 2, coolMinutes: 60, active: false }
}

const APPLICATION = {
  ...{ key: randomUUID(), answers: '' },
  applicant: { kind: 'person', name: '无名氏', idNumber: idNumber(1), phone: '19900000000' }
}
const NEW_CASE = { ...APPLICATION, itemId: randomUUID() }

/** A well-formed body for an endpoint, so that only authority can refuse it. */
function bodyOf(endpoint: string): object | undefined {
  const bodies: Record<string, object> = {
    'POST /session/weapp': { code: 'x' },
    'POST /session/h5': { code: 'x' },
    'POST /session/refresh': { refreshToken: 'x'.repeat(43) },
    'POST /me/consent': { version: '2026-11' },
    'POST /me/phone': { code: 'x' },
    'POST /me/profile': {},
    'POST /me/subscriptions': { accepted: [] },
    'POST /place-codes': { villageId: ids.village },
    'POST /topics': {
      name: randomUUID().slice(0, 12),
      limit: { amount: 1, unit: 'wd' },
      keywords: [],
      active: true
    },
    'POST /topics/:id': {
      name: randomUUID().slice(0, 12),
      limit: { amount: 1, unit: 'wd' },
      keywords: [],
      active: true,
      version: 1
    },
    'POST /reply-templates': {
      name: randomUUID().slice(0, 12),
      text: '您反映的【】已办好',
      topicId: null,
      active: true
    },
    'POST /reply-templates/:id': {
      name: randomUUID().slice(0, 12),
      text: '您反映的【】已办好',
      topicId: null,
      active: true,
      version: 1
    },
    'POST /questions/:id/reply-check': { text: '已修好' },
    'POST /place-codes/households': { villageId: ids.village, households: ['1排1号'] },
    'POST /questions/:id/publication': { agree: true },
    'POST /publications/:id/commands': { action: 'approve', version: 1 },
    'POST /answers/:id/follow': { follow: true },
    'POST /reports': {
      key: randomUUID(),
      kind: 'petition',
      body: '反映村里账目不清楚',
      villageId: ids.village,
      accusedPostIds: [],
      privacyVersion: '2026-11'
    },
    'POST /reports/look': { receipt: '2222-2222-2222-2222-2222' },
    'POST /reports/commands': {
      receipt: '2222-2222-2222-2222-2222',
      command: { key: randomUUID(), action: 'urge' }
    },
    'POST /questions/:id/sealed/known': { postId: ids.post, known: true },
    'POST /questions/:id/sealed/openings': { reason: '核实情况' },
    'POST /api-clients': { name: '热线系统' },
    'POST /webhooks': { url: 'https://example.org/hook' },
    'POST /answers/similar': { q: '医保' },
    'POST /what-if': { from: '2026-02', until: '2026-03', limits: [], absences: [], staff: [] },
    'POST /bulletins/:id/commands': { action: 'recount', version: 1 },
    'POST /catalogue/items': { departmentId: randomUUID(), content: item() },
    'POST /catalogue/items/:id/draft': { lock: 1, content: item() },
    'POST /catalogue/items/:id/commands': { action: 'submit', lock: 1 },
    'POST /catalogue/check': { itemId: randomUUID(), content: item() },
    'POST /lists': { itemId: randomUUID(), version: 1, answers: '' },
    'POST /bookings': { key: randomUUID(), itemId: randomUUID(), startsAt: '2026-03-05T01:00:00Z' },
    'POST /bags/scan': { code: '222222222222' },
    'POST /cases/:id/bag/commands': { key: randomUUID(), action: 'takeBack' },
    'POST /uploads': { bytes: 1, hashes: ['0'.repeat(64)] },
    'POST /cases': NEW_CASE,
    'POST /desk/cases': NEW_CASE,
    'POST /cases/:id/commands': { key: randomUUID(), action: 'consent' },
    'POST /case-work/consents': { cases: [{ id: randomUUID(), key: randomUUID() }] },
    'POST /bundles/:id/cases': APPLICATION,
    'POST /desk/bundles/:id/cases': APPLICATION,
    'POST /cases/:id/dialogue': { key: randomUUID(), kind: 'text', text: '请核对', fileIds: [] },
    'POST /cases/:id/dialogue/read': { seq: 1 },
    'POST /desk/find': { q: '123456' },
    'POST /case-search': { q: '张三' },
    'POST /bookings/:id/commands': { action: 'cancel', lock: 1 },
    'POST /booking-standing/appeal': { reason: '那几天住院' },
    'POST /waitlist': { itemId: randomUUID(), startsAt: '2026-03-05T01:00:00Z' },
    'POST /counters': { ...COUNTER, letter: 'Z', bandMinutes: 30 },
    'POST /counters/:id': { ...COUNTER, version: 1 },
    'POST /counters/:id/windows': {
      id: null,
      version: 0,
      no: randomUUID().slice(0, 6),
      placesPerBand: 2,
      weekly: null,
      active: true
    },
    'POST /counters/:id/closures': {
      day: '2026-03-05',
      fromMinute: 540,
      untilMinute: 600,
      windowId: null,
      reason: '设备检修'
    },
    'POST /hall/bookings': {
      key: randomUUID(),
      itemId: randomUUID(),
      startsAt: '2026-03-05T01:00:00Z',
      name: '来电群众',
      phone: '19900000000'
    },
    'POST /hall/bookings/:id/cancel': { lock: 1, reason: '窗口停办' },
    'POST /hall/bookings/:id/move': { lock: 1, startsAt: '2026-03-05T01:00:00Z' },
    'POST /hall/appeals/:id': { lift: true },
    'POST /hall/check-ins': { code: '000000', priority: false },
    'POST /hall/walk-ins': { key: randomUUID(), counterId: randomUUID(), itemId: null, priority: false },
    'POST /hall/tickets/:id/commands': { action: 'serve', lock: 1 },
    'POST /synonyms': { words: ['医保', '新农合'] },
    'POST /synonyms/:id': { words: ['医保', '新农合'], version: 1 },
    'POST /duties': { topicId: ids.topic, orgId: null, postId: ids.post },
    'POST /absences': { postId: ids.post, from: '2026-03-20', until: '2026-03-20', reason: '培训' },
    'POST /questions': {
      key: randomUUID(),
      kind: 'consultation',
      body: '高龄津贴怎么办',
      villageId: ids.village,
      fileIds: []
    },
    'POST /questions/:id/commands': { key: randomUUID(), action: 'comment', text: '批注一下' },
    'POST /meetings/:id/plan': { plannedAt: '2026-03-20T01:00:00Z' },
    'POST /meetings/:id/minutes': { minutes: '会议纪要会议纪要会议纪要' },
    'POST /meetings/:id/agenda/:itemId': { outcome: 'climbed', decision: '提交上一级' },
    'POST /callbacks/:id/commands': { action: 'called', reached: true, note: '已回访' },
    'POST /phone-tasks/:id/done': { note: '已告知' }
  }
  return endpoint.startsWith('POST') ? (bodies[endpoint] ?? {}) : undefined
}
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
  stack.as(who, county)(lineOf(endpoint), bodyOf(endpoint))

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

  it.each(endpoints.filter(([endpoint]) => endpoint.includes(':id') && !endpoint.includes('/posts/')))(
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
