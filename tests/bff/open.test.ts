import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHooks } from 'bff/kernel/vendors/webhook.ts'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { api } from 'shared/api.ts'
import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dispatched, report } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let key: string
let lamp: string
beforeAll(async () => {
  stack = await startStack()
  key = (await stack.as('county-admin')('POST /api-clients', { name: '12345热线' })).body.key
  const { items } = (await stack.as(undefined)('GET /topics')).body
  lamp = items.find(({ name }: { name: string }) => name === '路灯照明').id
})
afterAll(() => stack.stop())

type Sent = { payload?: string; type?: string; apiKey?: string }
async function call(
  method: 'GET' | 'POST',
  path: string,
  { payload, type = 'application/x-www-form-urlencoded', apiKey }: Sent = {}
) {
  const reply = await stack.app.inject({
    method,
    url: `/open311/v2/${path}`,
    ...(payload !== undefined && { payload }),
    headers: {
      ...(payload !== undefined && { 'content-type': type }),
      ...(apiKey && { 'x-api-key': apiKey })
    }
  })
  const isXml = reply.headers['content-type']?.toString().startsWith('text/xml')
  if (isXml) expect(XMLValidator.validate(reply.body)).toBe(true)
  return { status: reply.statusCode, body: isXml ? new XMLParser().parse(reply.body) : reply.json() }
}
/** As another system of the county asks. */
const get = (path: string) => call('GET', path, { apiKey: key })
/** As anybody asks. */
const openly = (path: string) => call('GET', path)
const form = (fields: Record<string, string>) =>
  new URLSearchParams({
    jurisdiction_id: '370829',
    api_key: key,
    service_code: lamp,
    address_string: '大张楼镇张西村东头',
    description: '路灯坏了三盏',
    ...fields
  }).toString()

describe('Open311 GeoReport v2', () => {
  it('lists services and defines one, in JSON and XML', async () => {
    const { body } = await get('services.json?jurisdiction_id=370829')
    // The county's topics, and one for what nobody has sorted yet.
    expect(body).toHaveLength(41)
    expect(body.find((service: { service_code: string }) => service.service_code === lamp)).toMatchObject({
      service_name: '路灯照明',
      metadata: false,
      type: 'realtime'
    })
    const xml = await get('services.xml?jurisdiction_id=370829')
    expect(xml.body.services.service).toHaveLength(41)
    expect((await get(`services/${lamp}.json?jurisdiction_id=370829`)).body).toEqual({
      service_code: lamp,
      attributes: []
    })
    expect(
      (await get(`services/${lamp}.xml?jurisdiction_id=370829`)).body.service_definition.service_code
    ).toBe(lamp)
  })

  it('takes a request in as a real question, whose answer reaches the caller’s phone', async () => {
    const created = await call('POST', 'requests.json', {
      payload: form({ first_name: '小满', last_name: '周', phone: '13812340001' })
    })
    expect(created.status).toBe(200)
    const [{ service_request_id: id }] = created.body
    await stack.runJobs()
    const queue = (await stack.as('clerk')('GET /work/triage')).body.items
    const line = queue.find(({ no }: { no: string }) => no === id)
    expect(line).toMatchObject({ village: '张西村', summary: expect.stringContaining('路灯坏了三盏') })
    const { body } = await stack.as('clerk')(`GET /questions/${line.id}`)
    expect([body.asker, body.askerPhone, body.proposal.topic]).toEqual(['周小满', '13812340001', '路灯照明'])
    const [shown] = (await get(`requests/${id}.json?jurisdiction_id=370829`)).body
    expect(shown).toMatchObject({
      service_request_id: id,
      status: 'open',
      address: '张西村',
      description: null
    })
    expect(JSON.stringify(shown)).not.toContain('1381234')
  })

  it('answers with deadline, notice and agency, filtered, never a sealed matter', async () => {
    const { id } = await dispatched(stack)
    await report(stack)
    const { no, dueAt, noticeNo } = (await stack.as('admin')(`GET /questions/${id}`)).body
    const [found] = (await get(`requests/${no}.json?jurisdiction_id=370829`)).body
    expect(found).toMatchObject({
      service_code: expect.any(String),
      expected_datetime: dueAt,
      service_notice: noticeNo,
      agency_responsible: expect.any(String),
      status: 'open'
    })
    const list = async (query: string) =>
      (await get(`requests.json?jurisdiction_id=370829&${query}`)).body as { service_request_id: string }[]
    expect(
      (await list(`service_code=${found.service_code}&status=open`)).map((row) => row.service_request_id)
    ).toContain(no)
    expect(await list('status=closed')).toEqual([])
    expect(await list('start_date=2020-01-01T00:00:00Z&end_date=2020-02-01T00:00:00Z')).toEqual([])
    expect(await list(`service_request_id=${no},2026-999999`)).toHaveLength(1)
    const [{ count }] =
      (await stack.sql`select count(*)::int from questions where tenant_id = '370829' and not confidential`) as unknown as [
        { count: number }
      ]
    expect(await list('')).toHaveLength(count)
    expect(
      (await get(`requests.xml?jurisdiction_id=370829&service_request_id=${no}`)).body.service_requests
        .request.service_request_id
    ).toBe(no)
  })

  it('reads states in any order and any letters, and takes 2,000 characters of a village', async () => {
    const count = async (status: string) =>
      (await get(`requests.json?jurisdiction_id=370829&status=${status}`)).body.length
    const [open, closed, all] = [await count('open'), await count('closed'), await count('open,closed')]
    expect([open > 0, open + closed]).toEqual([true, all])
    expect([await count('closed,open'), await count('OPEN'), await count('Closed')]).toEqual([
      all,
      open,
      closed
    ])
    const payload = form({ description: '路'.repeat(2000) })
    expect((await call('POST', 'requests.json', { payload })).status).toBe(200)
  })

  it('gives one number to a form that is sent again, with its picture, and none of another year', async () => {
    const media_url = 'https://pictures.example/a.jpg?x=1'
    const sent = { description: '同一盏路灯又坏了', phone: '0537-6810001转801', media_url }
    const both = await Promise.all([1, 2].map(() => call('POST', 'requests.json', { payload: form(sent) })))
    const ids = both.map(({ body }) => body[0].service_request_id)
    expect(ids[0]).toBe(ids[1])
    const other = await call('POST', 'requests.json', {
      payload: form({ ...sent, description: '另一盏路灯坏了' })
    })
    expect(other.body[0].service_request_id).not.toBe(ids[0])
    const [shown] = (await get(`requests/${ids[0]}.json?jurisdiction_id=370829`)).body
    expect(shown).toMatchObject({
      media_url,
      service_code: expect.any(String),
      service_name: expect.any(String)
    })
    const elsewhen = ids[0].replace(/^\d{4}/, '2019')
    expect((await get(`requests/${elsewhen}.json?jurisdiction_id=370829`)).status).toBe(404)
    const [caller] = await stack.sql`select phone_sealed from accounts a join questions q on q.asker_id = a.id
      and q.tenant_id = a.tenant_id where q.tenant_id = '370829' and q.no = ${Number(ids[0].slice(5))}`
    expect(stack.deps.sealer.open('370829', caller!.phone_sealed)).toBe('0537-6810001转801')
  })

  it('lists what nobody has sorted under a code of its own', async () => {
    const payload = form({ service_code: 'unsorted', description: '说不清归谁管的一件事' })
    const [{ service_request_id: id }] = (await call('POST', 'requests.json', { payload })).body
    const found = await get('requests.json?jurisdiction_id=370829&service_code=unsorted')
    expect(found.body.map((row: { service_request_id: string }) => row.service_request_id)).toContain(id)
    for (const row of (await get('requests.json?jurisdiction_id=370829')).body)
      expect(row.service_code).toEqual(expect.stringMatching(/./))
  })

  it('tells who has no key only what was published, by the day', async () => {
    const { id } = await dispatched(stack)
    const { no } = (await stack.as('admin')(`GET /questions/${id}`)).body
    const list = async () =>
      (await openly('requests.json?jurisdiction_id=370829')).body as { service_request_id: string }[]
    expect((await list()).map((row) => row.service_request_id)).not.toContain(no)
    expect((await openly(`requests/${no}.json?jurisdiction_id=370829`)).status).toBe(404)
    expect((await openly(`requests.json?jurisdiction_id=370829&service_request_id=${no}`)).status).toBe(404)
    await stack.sql`insert into publications (tenant_id, id, question_id, township_id, village_id, state, version, consented_at, original_question,
      original_answer, question_spans, answer_spans, draft_title, note, title, question, answer, published_at)
      select tenant_id, gen_random_uuid(), id, township_id, village_id, 'published', 1, now(), body, '', '[]', '[]', '', '', '题', '公开的问题', '公开的答复', now()
      from questions where tenant_id = '370829' and id = ${id}`
    const [shown] = await list()
    expect(shown).toMatchObject({
      service_request_id: no,
      description: '公开的问题',
      service_notice: null,
      agency_responsible: null,
      requested_datetime: expect.stringMatching(/T00:00:00\+08:00$/)
    })
    expect((await call('GET', 'requests.json?jurisdiction_id=370829', { apiKey: 'wrong' })).status).toBe(403)
  })

  it.each([
    'requests/2026-99999999999999999999999.json?jurisdiction_id=370829',
    'requests.json?jurisdiction_id=370829&service_request_id=2026-99999999999999999999999',
    'requests.json?jurisdiction_id=370829&start_date=0001-01-01',
    'requests.json?jurisdiction_id=370829&end_date=%2B275760-09-13T00:00:00Z'
  ])('answers %s with a refusal or nothing, never an error of its own', async (path) => {
    expect((await get(path)).status).toBeLessThan(500)
  })

  it.each([
    ['GET', 'services.json', undefined, 400, 'jurisdiction_id was not provided'],
    ['GET', 'services.xml?jurisdiction_id=999999', undefined, 404, 'jurisdiction_id provided was not found'],
    ['GET', 'services/x.json?jurisdiction_id=370829', undefined, 404, 'service_code provided was not found'],
    [
      'GET',
      'requests/2026-999999.json?jurisdiction_id=370829',
      undefined,
      404,
      'service_request_id provided was not found'
    ],
    [
      'GET',
      'requests/%27%20or%201=1.json?jurisdiction_id=370829',
      undefined,
      404,
      'service_request_id provided was not found'
    ],
    ['GET', 'requests.json?jurisdiction_id=370829&start_date=yesterday', undefined, 400, 'start_date'],
    ['GET', 'requests.json?jurisdiction_id=370829&service_code=x', undefined, 404, 'service_code'],
    ['POST', 'requests.json', { api_key: 'wrong' }, 403, 'api_key'],
    ['POST', 'requests.xml', { service_code: 'x' }, 404, 'service_code'],
    ['POST', 'requests.json', { service_code: '' }, 400, 'service_code was not provided'],
    ['POST', 'requests.json', { address_string: '月球背面' }, 400, 'address_string'],
    ['POST', 'requests.json', { description: '坏' }, 400, 'description'],
    ['POST', 'requests.json', { description: '长'.repeat(2001) }, 400, 'description'],
    ['POST', 'requests.json', { description: '长'.repeat(9000) }, 413, ''],
    ['POST', 'requests.json', { description: '路灯坏了\u0000三盏' }, 400, 'description'],
    ['POST', 'requests.json', { phone: '12345678901' }, 400, 'phone'],
    ['POST', 'requests.json', { media_url: 'javascript:alert(1)' }, 400, 'media_url'],
    ['GET', 'requests.json?jurisdiction_id=370829&status=foo', undefined, 400, 'status'],
    ['GET', 'requests.json?jurisdiction_id=370829&status=open,foo', undefined, 400, 'status'],
    [
      'GET',
      'requests.json?jurisdiction_id=370829&service_request_id=2026-99999999999999999999999',
      undefined,
      404,
      'service_request_id'
    ],
    ['POST', 'requests.json', { jurisdiction_id: '' }, 400, 'jurisdiction_id']
  ] as const)(
    '%s %s %o is refused in the standard’s own form',
    async (method, path, fields, status, words) => {
      const { status: got, body } = await call(method, path, fields ? { payload: form(fields) } : {})
      const errors = Array.isArray(body) ? body : [body.errors.error]
      expect([got, errors[0].code]).toEqual([status, status])
      expect(errors[0].description).toContain(words)
    }
  )

  it.each([
    ['entities', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'],
    ['a bomb', `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(99)}"><!ENTITY c "${'&a;'.repeat(99)}">]><x>&c;</x>`]
  ])('refuses XML with %s unread', async (_, payload) => {
    for (const type of ['application/xml', 'text/xml'])
      expect((await call('POST', 'requests.xml', { payload, type })).status).toBe(415)
  })

  it('knows a revoked key no more', async () => {
    const { id, key: other } = (await stack.as('county-admin')('POST /api-clients', { name: '旧系统' })).body
    await stack.as('county-admin')(`POST /api-clients/${id}/revoke`)
    expect((await call('POST', 'requests.json', { payload: form({ api_key: other }) })).status).toBe(403)
    expect(JSON.stringify(await stack.sql`select key_hash from api_clients`)).not.toContain(other)
  })
})

type Shown = { body?: TSchema; response: { 200: TSchema } }
describe('OpenAPI', () => {
  it('describes every endpoint with a summary, who may call it and an example', async () => {
    const reply = await stack.app.inject('/api/openapi.json')
    const { openapi, paths } = reply.json()
    expect(openapi).toBe('3.1.0')
    for (const line of Object.keys(api)) {
      const [method, path] = line.split(' ') as [string, string]
      const operation = paths[`/api/{county}${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]
      expect(operation, line).toMatchObject({
        summary: expect.stringMatching(/.{8}/),
        description: expect.any(String)
      })
      const { body, response } = api[line as keyof typeof api] as Shown
      const shown = operation.requestBody?.content['application/json'].schema.example
      if (body) expect(Value.Check(body, shown), `${line}: ${JSON.stringify(shown)}`).toBe(true)
      const answer = operation.responses[200].content?.['application/json']?.schema.example
      if (answer !== undefined)
        expect(Value.Check(response[200], answer), `${line}: ${JSON.stringify(answer)}`).toBe(true)
    }
    expect((await stack.app.inject('/api/docs')).statusCode).toBe(200)
  })
})

describe('webhooks', () => {
  type Got = { headers: Record<string, string>; body: string }
  async function receiver() {
    const got: Got[] = []
    const state = { status: 200 }
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        got.push({ headers: request.headers as Record<string, string>, body })
        response.writeHead(state.status).end()
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
    return { got, state, url, stop: () => new Promise((done) => server.close(done)) }
  }
  const signed = (secret: string, { headers, body }: Got) => {
    const [, t, v1] = /^t=(\d+),v1=(\w+)$/.exec(headers['x-bangban-signature']!)!
    return createHmac('sha256', secret).update(`${t}.${body}`).digest('hex') === v1
  }

  it('announce every change signed, once a delivery, again after the target was down, and say no word of anybody', async () => {
    const target = await receiver()
    const { id, secret } = (await stack.as('county-admin')('POST /webhooks', { url: target.url })).body
    expect((await stack.as('county-admin')(`POST /webhooks/${id}/test`)).body).toEqual({
      ok: true,
      status: '200'
    })
    target.state.status = 503
    await dispatched(stack, { body: '村里主街路灯坏了，我叫周小满' })
    await report(stack)
    await stack.runJobs()
    const waiting = (await stack.as('county-admin')('GET /webhooks')).body.items[0]
    expect(waiting).toMatchObject({ lastStatus: '503' })
    expect(waiting.waiting).toBe(2)
    target.state.status = 200
    const rows = await stack.sql`select id from webhook_deliveries where delivered_at is null`
    const { deliverHook } = await import('bff/platform/webhooks/webhooks.jobs.ts')
    for (const row of rows) await deliverHook(stack.deps, { tenantId: '370829', deliveryId: row.id })
    for (const row of rows) await deliverHook(stack.deps, { tenantId: '370829', deliveryId: row.id })
    expect((await stack.as('county-admin')('GET /webhooks')).body.items[0].waiting).toBe(0)
    const good = target.got.slice(-2)
    expect(target.got).toHaveLength(5)
    for (const message of target.got) expect(signed(secret, message)).toBe(true)
    expect(good.map(({ body }) => JSON.parse(body).event).sort()).toEqual([
      'question.changed',
      'question.received'
    ])
    expect(JSON.stringify(target.got)).not.toContain('周小满')
    expect(JSON.stringify(await stack.sql`select * from webhooks`)).not.toContain(secret)
    await stack.as('county-admin')(`POST /webhooks/${id}/end`)
    await dispatched(stack)
    await stack.runJobs()
    expect(target.got).toHaveLength(5)
    await target.stop()
  })

  it('never reach into our own networks unless told so', async () => {
    const hooks = createHooks({ timeoutMs: 1000, now: () => new Date(0), local: false })
    for (const url of [
      'http://127.0.0.1:1/x',
      'https://127.0.0.1:1/x',
      'https://localhost/x',
      'https://[::1]/x',
      'https://10.0.0.1/x',
      'https://[::ffff:7f00:1]/x',
      'https://[64:ff9b::7f00:1]/x',
      'https://[2002:7f00:1::]/x',
      'https://224.0.0.1/x'
    ])
      expect(await hooks.send({ url, secret: 's', id: 'i', event: 'test', body: '{}' })).toEqual({
        ok: false,
        status: 'address refused'
      })
  })
})
