import { randomUUID } from 'node:crypto'
import type { Api } from 'shared/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'
import { bodyOf, type Known } from './bodies.ts'
import { addSiblings, type Kind, OBJECTS, playCounty, WITHIN } from './objects.ts'

const COUNTY = '370829'
type WithId<K> = K extends `${string}/:id${string}` ? K : never
/**
 * Whose object an endpoint is about, and who else may know of it: `own` its owners alone, `county` whoever
 * works for the county as a whole or shares it with all its townships, `public` everybody. A new endpoint
 * does not compile without its row.
 */
const ABOUT: Record<WithId<keyof Api>, readonly [kind: Kind, shared: 'own' | 'county' | 'public']> = {
  'POST /place-codes/:id/revoke': ['placeCode', 'own'],
  'POST /place-codes/:id/handed': ['placeCode', 'own'],
  'GET /place-codes/:id/image': ['placeCode', 'own'],
  'GET /posts/:id': ['post', 'public'],
  'POST /topics/:id': ['topic', 'county'],
  'POST /duties/:id/end': ['duty', 'own'],
  'POST /absences/:id/end': ['absence', 'own'],
  'GET /files/:id': ['file', 'own'],
  'GET /questions/:id': ['question', 'own'],
  'POST /questions/:id/commands': ['question', 'own'],
  'GET /questions/:id/duplicates': ['question', 'own'],
  'GET /notices/:id': ['notice', 'own'],
  'GET /notices/:id/pdf': ['notice', 'own'],
  'GET /meetings/:id': ['meeting', 'own'],
  'POST /meetings/:id/plan': ['meeting', 'own'],
  'POST /meetings/:id/minutes': ['meeting', 'own'],
  'POST /meetings/:id/cancel': ['meeting', 'own'],
  'POST /meetings/:id/agenda/:itemId': ['meeting', 'own'],
  'POST /callbacks/:id/commands': ['callback', 'own'],
  'POST /questions/:id/reply-check': ['question', 'own'],
  'POST /reply-templates/:id': ['template', 'county'],
  'POST /phone-tasks/:id/done': ['phoneTask', 'own'],
  'GET /bulletins/:id': ['bulletin', 'own'],
  'POST /bulletins/:id/commands': ['bulletin', 'own'],
  'GET /bulletins/:id/pdf': ['bulletin', 'own'],
  'GET /bulletins/:id/xlsx': ['bulletin', 'own'],
  'POST /questions/:id/publication': ['question', 'own'],
  'GET /publications/:id': ['publication', 'own'],
  'POST /publications/:id/commands': ['publication', 'own'],
  'GET /answers/:id': ['publication', 'public'],
  'GET /answers/:id/follow': ['publication', 'public'],
  'POST /answers/:id/follow': ['publication', 'public'],
  'POST /synonyms/:id': ['synonym', 'county'],
  'GET /questions/:id/sealed': ['sealed', 'own'],
  'POST /questions/:id/sealed/known': ['sealed', 'own'],
  'POST /questions/:id/sealed/openings': ['sealed', 'own'],
  'POST /questions/:id/sealed/openings/:openingId/approve': ['sealed', 'own'],
  'POST /questions/:id/sealed/openings/:openingId/look': ['sealed', 'own'],
  'POST /api-clients/:id/revoke': ['client', 'county'],
  'POST /webhooks/:id/test': ['webhook', 'county'],
  'POST /webhooks/:id/end': ['webhook', 'county'],
  'GET /catalogue/items/:id': ['item', 'own'],
  'POST /catalogue/items/:id/draft': ['item', 'own'],
  'POST /catalogue/items/:id/commands': ['item', 'own'],
  'GET /catalogue/items/:id/differences': ['item', 'own'],
  'GET /catalogue/departments/:id/xlsx': ['department', 'own'],
  'POST /catalogue/departments/:id/xlsx': ['department', 'own'],
  'GET /bundles/:id': ['bundle', 'public'],
  'GET /items/:id': ['item', 'public'],
  'GET /items/:id/sheet': ['item', 'public'],
  'GET /items/:id/forms/:index': ['item', 'public'],
  'POST /lists/:id/forget': ['list', 'own'],
  'GET /items/:id/slots': ['item', 'public'],
  'GET /bookings/:id': ['booking', 'own'],
  'POST /bookings/:id/commands': ['booking', 'own'],
  'GET /bookings/:id/calendar': ['booking', 'own'],
  'POST /waitlist/:id/leave': ['waiting', 'own'],
  'POST /counters/:id': ['counter', 'county'],
  'POST /counters/:id/windows': ['counter', 'county'],
  'POST /counters/:id/closures': ['counter', 'county'],
  'POST /closures/:id/end': ['closure', 'county'],
  'GET /hall/items/:id/slots': ['item', 'county'],
  'POST /hall/bookings/:id/cancel': ['booking', 'county'],
  'POST /hall/bookings/:id/move': ['booking', 'county'],
  'POST /hall/appeals/:id': ['appeal', 'county'],
  'POST /hall/windows/:id/call': ['window', 'county'],
  'POST /hall/tickets/:id/commands': ['ticket', 'county'],
  'GET /cases/:id': ['kase', 'own'],
  'GET /cases/:id/held': ['kase', 'own'],
  'POST /cases/:id/commands': ['kase', 'own'],
  'GET /cases/:id/documents/:documentId': ['kase', 'own'],
  'GET /cases/:id/forms/:index': ['kase', 'own'],
  'POST /uploads/:id/parts/:no': ['upload', 'own'],
  'POST /uploads/:id/finish': ['upload', 'own'],
  'GET /cases/:id/bag': ['kase', 'own'],
  'POST /cases/:id/bag': ['kase', 'own'],
  'GET /cases/:id/bag/label': ['kase', 'own'],
  'POST /cases/:id/bag/commands': ['kase', 'own'],
  'GET /cases/:id/dialogue': ['kase', 'own'],
  'POST /cases/:id/dialogue': ['kase', 'own'],
  'POST /cases/:id/dialogue/read': ['kase', 'own'],
  'POST /cases/:id/dialogue/ticket': ['kase', 'own'],
  'GET /bundles/:id/application': ['bundle', 'public'],
  'POST /bundles/:id/cases': ['bundle', 'public'],
  'POST /desk/bundles/:id/cases': ['bundle', 'public'],
  'GET /cases/:id/deliveries': ['kase', 'own'],
  'POST /dead-jobs/:id/retry': ['deadJob', 'county']
}
const rows = Object.entries(ABOUT) as [WithId<keyof Api>, (typeof ABOUT)[WithId<keyof Api>]][]
const TRIED = 2
const QUERIES: Record<string, string> = {
  'GET /catalogue/items/:id/differences': '?from=1&to=1',
  'GET /files/:id': `?until=9999999999&size=full&sign=${'x'.repeat(43)}`
}
const FOREIGN = ['w-clerk', 'w-leader', 'w-admin', 'w-head', 'w-village', 'w-villager1']

let stack: Stack
let known: Known
let siblings: string[]
const objects = new Map<Kind, string[]>()
const within = new Map<string, string>()
const lineOf = (endpoint: string, id: string) =>
  endpoint
    .replace(':id', id)
    .replace(/:(itemId|openingId|documentId)/, within.get(id) ?? randomUUID())
    .replace(/:(index|no)/, '0') + (QUERIES[endpoint] ?? '')

beforeAll(async () => {
  stack = await startStack()
  await playCounty(stack)
  siblings = await addSiblings(stack)
  for (const [kind, query] of Object.entries(OBJECTS))
    objects.set(
      kind as Kind,
      (await stack.sql.unsafe(`${query} limit 400`, [COUNTY])).map(({ id }) => id)
    )
  for (const { id, inner } of await stack.sql.unsafe(WITHIN, [COUNTY])) within.set(id, inner)
  const [village] =
    await stack.sql`select id from organisations where tenant_id = ${COUNTY} and kind = 'village' limit 1`
  known = { village: village!.id, topic: objects.get('topic')![0]!, post: objects.get('post')![0]! }
}, 300_000)
afterAll(() => stack?.stop())

/**
 * Asks for real objects as one person; whatever is let through or written would change the county's state.
 */
async function ask(who: string, endpoint: WithId<keyof Api>, county?: string) {
  const found: number[] = []
  for (const id of objects.get(ABOUT[endpoint][0])!.slice(0, TRIED))
    found.push((await stack.as(who, county)(lineOf(endpoint, id), bodyOf(endpoint, known))).status)
  return found
}
/** Which of these people were let through by which endpoint, with what status. */
async function letThrough(endpoints: typeof rows, people: readonly string[]): Promise<string[]> {
  const wrong: string[] = []
  for (const [endpoint] of endpoints)
    for (const who of people)
      for (const status of await ask(who, endpoint))
        if (![400, 403, 404].includes(status) || (endpoint.startsWith('GET') && status === 400))
          wrong.push(`${who} ${endpoint}: ${status}`)
  return wrong
}
/** What the county holds, but for messages of the sign-ins themselves. */
const state = async () => {
  const tables = await stack.sql`select table_name as name from information_schema.columns
    where column_name = 'tenant_id' and table_schema = 'public' and table_name not in ('audit_entries', 'audit_chain_heads') group by 1`
  const sums: Record<string, string> = {}
  for (const { name } of tables)
    sums[name] = (
      await stack.sql.unsafe(
        `select coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${name} t where tenant_id = $1`,
        [COUNTY]
      )
    )[0]!.sum
  return sums
}

it.each(Object.keys(OBJECTS))('has real objects of the kind %s', (kind) =>
  expect(objects.get(kind as Kind)!.length).toBeGreaterThan(0)
)

describe('an object of the first county', () => {
  it('is unknown to everybody of the second, and nothing of it changes', { timeout: 120_000 }, async () => {
    const before = await state()
    expect(await letThrough(rows, FOREIGN)).toEqual([])
    expect(await state()).toEqual(before)
  })

  it('is unknown to the township beside it and to villagers it does not concern', {
    timeout: 240_000
  }, async () => {
    const before = await state()
    const own = rows.filter(([, [, shared]]) => shared === 'own')
    expect(await letThrough(own, siblings)).toEqual([])
    expect(await state()).toEqual(before)
  })

  // A file's link is signed for whoever may open it, a workbook comes in parts: both are tried where they are
  // made.
  const ELSEWHERE: string[] = ['GET /files/:id', 'POST /catalogue/departments/:id/xlsx']
  it.each(rows.filter(([endpoint]) => !ELSEWHERE.includes(endpoint)))(
    '%s knows it when the right one asks',
    async (endpoint, [kind]) => {
      const people = stack.people.filter(
        ({ key, tenantId }) => tenantId === COUNTY && key && !siblings.includes(key)
      )
      const seen = new Set<number>()
      for (const id of objects.get(kind)!.slice(0, 40)) {
        for (const { key } of people) {
          const { status } = await stack.as(key)(lineOf(endpoint, id), bodyOf(endpoint, known))
          seen.add(status)
          if (status === 200 || (endpoint.startsWith('POST') && status > 404)) return
        }
      }
      expect([...seen], 'nobody was let through').toEqual([])
    }
  )
})
