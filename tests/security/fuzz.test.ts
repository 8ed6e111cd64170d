import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { generator, type Schema } from '../support/generated.ts'
import { dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

/** Requests of one operation; many more under --deep. */
const RUNS = process.env.DEEP ? 2000 : 60
/** Drawn or counted at length: the same code whatever is asked. */
const HEAVY = /pdf|xlsx|csv|handbook|posters|sheet|forms|what-if|hotspots|overview|documents/
const HEAVY_RUNS = process.env.DEEP ? 100 : 8
const PEOPLE = [
  'villager1',
  'clerk',
  'leader1',
  'head1',
  'admin',
  'county-admin',
  'county-leader',
  'supervisor',
  'hall2',
  undefined
] as const

type Operation = Readonly<{
  method: string
  path: string
  parameters: readonly { name: string; in: string; schema: Schema }[]
  body: Schema | undefined
}>
let stack: Stack
let operations: Operation[]
let any: ReturnType<typeof generator>['any']
beforeAll(async () => {
  stack = await startStack()
  const { id } = await dispatched(stack)
  const rows =
    await stack.sql`(select id from posts where tenant_id = '370829' limit 3) union all (select id from organisations where tenant_id = '370829' limit 5)
    union all (select id from service_items where tenant_id = '370829' limit 3) union all (select id from topics where tenant_id = '370829' limit 3)
    union all (select id from questions where tenant_id = '370830' limit 2) union all (select id from accounts where tenant_id = '370829' limit 2)`
  any = generator([id, ...rows.map((row) => row.id as string)]).any
  const { paths } = (await stack.app.inject('/api/openapi.json')).json()
  operations = Object.entries(paths as Record<string, Record<string, never>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: (requestBody as never as { content: Record<string, { schema: Schema }> } | undefined)?.content[
        'application/json'
      ]?.schema
    }))
  )
})
afterAll(() => stack?.stop())

it('finds every operation of the contract', () => {
  expect(operations.length).toBeGreaterThan(185)
})

const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
/** Text as an address carries it: a lone surrogate has no way into one. */
const inAddress = (value: unknown) => encodeURIComponent(text(value).slice(0, 2000).toWellFormed())

/** One request of an operation. */
function requests({ method, path, parameters, body }: Operation) {
  const named = parameters.filter(({ name }) => name !== 'county')
  return fc
    .record({
      who: fc.constantFrom(...PEOPLE),
      values: fc.tuple(...named.map(({ schema }) => any(schema))),
      left: fc.array(fc.boolean(), { minLength: named.length, maxLength: named.length }),
      body: body ? any(body) : fc.constant(undefined)
    })
    .map(({ who, values, left, body: payload }) => {
      let url = path.replace('{county}', '370829')
      const query: string[] = []
      named.forEach(({ name, in: place }, index) => {
        if (place === 'path') url = url.replace(`{${name}}`, inAddress(values[index]) || 'x')
        else if (place === 'query' && !left[index]) query.push(`${name}=${inAddress(values[index])}`)
      })
      return { who, method, url: query.length ? `${url}?${query.join('&')}` : url, payload }
    })
}

it('answers whatever fits or breaks its own description, and never with an error of its own', {
  timeout: 1_800_000
}, async () => {
  const broken = new Map<string, string>()
  let sent = 0
  for (const operation of operations) {
    const line = `${operation.method} ${operation.path}`
    if (operation.path.includes('/session/end')) continue
    for (const request of fc.sample(requests(operation), {
      numRuns: HEAVY.test(line) ? HEAVY_RUNS : RUNS,
      seed: 15
    })) {
      const { who, method, url, payload } = request
      const reply = await stack.app.inject({
        method: method as 'GET',
        url,
        headers: {
          ...(who && { authorization: `Bearer ${stack.tokenOf(who)}` }),
          ...(payload !== undefined && { 'content-type': 'application/json' })
        },
        ...(payload !== undefined && { payload: JSON.stringify(payload) })
      })
      sent += 1
      if (reply.statusCode >= 500 && !broken.has(line))
        broken.set(
          line,
          `${reply.statusCode} ${who} ${url.slice(0, 300)} ${JSON.stringify(payload)?.slice(0, 300)}`
        )
    }
  }
  console.log(`${sent} requests to ${operations.length} operations`)
  expect(Object.fromEntries(broken)).toEqual({})
})
