import { api } from 'shared/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'
import { FILES, rawForm } from './corpus/files.ts'
import { NUMBERS, RAW_BODIES } from './corpus/numbers.ts'
import { TEXTS } from './corpus/texts.ts'

const MOST_MB = 10
let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())

it('is of three hundred entries and more', () => {
  expect(TEXTS.length + NUMBERS.length + RAW_BODIES.length + FILES.length).toBeGreaterThan(300)
})

const withBody = Object.keys(api).filter((line) => 'body' in api[line as keyof typeof api])
const urlOf = (line: string) => line.split(' ')[1]!.replace(/:\w+/g, '0190a0a0-0000-7000-8000-000000000001')

describe('whatever arrives as a body', () => {
  it.each(withBody)('%s refuses it with words', async (line) => {
    const broken: string[] = []
    for (const [name, body] of RAW_BODIES) {
      if (body.length > 1_000_000) continue
      const reply = await stack.app.inject({
        method: 'POST',
        url: `/api/370829${urlOf(line)}`,
        headers: {
          authorization: `Bearer ${stack.tokenOf('county-admin')}`,
          'content-type': 'application/json'
        },
        payload: body
      })
      if (reply.statusCode >= 500) broken.push(`${name}: ${reply.statusCode}`)
    }
    expect(broken).toEqual([])
  })
})

describe('whatever is typed', () => {
  it('asked as a question it is kept as it is or refused with words', { timeout: 300_000 }, async () => {
    const [row] =
      await stack.sql`select village_id from accounts where tenant_id = '370829' and id = ${stack.person('villager1').accountId}`
    const broken: string[] = []
    for (const [name, text] of TEXTS) {
      const asked = {
        key: crypto.randomUUID(),
        kind: 'consultation',
        body: text,
        villageId: row!.village_id,
        fileIds: []
      }
      const { status, body } = await stack.as('villager1')('POST /questions', asked)
      if (status >= 500) broken.push(`${name}: ${status}`)
      if (status !== 200) continue
      const shown = await stack.as('villager1')(`GET /questions/${body.id}`)
      if (shown.status !== 200 || shown.body.body !== text.toWellFormed())
        broken.push(`${name}: not as it was`)
    }
    expect(broken).toEqual([])
  })

  it('searched for it finds or finds nothing', { timeout: 300_000 }, async () => {
    const broken: string[] = []
    for (const [name, text] of TEXTS) {
      const q = encodeURIComponent(text.slice(0, 100).toWellFormed())
      for (const [who, path] of [
        [undefined, `/items?q=${q}`],
        [undefined, `/answers?q=${q}`],
        ['admin', `/directory/search?q=${q}`]
      ] as const) {
        const { status } = await stack.as(who)(`GET ${path}`)
        if (status >= 500) broken.push(`${name} ${path.slice(0, 12)}: ${status}`)
      }
      const { status } = await stack.as('admin')('POST /question-search', { q: text.slice(0, 60) })
      if (status >= 500) broken.push(`${name} in a search of questions: ${status}`)
    }
    expect(broken).toEqual([])
  })
})

it('whatever is uploaded, it is drawn anew, kept apart or refused', { timeout: 600_000 }, async () => {
  const [department] =
    await stack.sql`select department_id from service_items where tenant_id = '370829' limit 1`
  const broken: string[] = []
  for (const [name, make, filename, mime] of FILES) {
    const bytes = await make()
    for (const [who, path] of [
      ['villager1', '/files'],
      ['county-admin', `/catalogue/departments/${department!.department_id}/xlsx`]
    ] as const) {
      if (path !== '/files' && !/xls|zip|spread|csv|htm|doc|gz|tar/i.test(filename + mime + name)) continue
      const { payload, type } = rawForm(bytes, filename, mime)
      const reply = await stack.app.inject({
        method: 'POST',
        url: `/api/370829${path}`,
        headers: { authorization: `Bearer ${stack.tokenOf(who)}`, 'content-type': type },
        payload
      })
      // Too much at a time is said as such (503): never anything else of our own.
      if (reply.statusCode >= 500 && reply.json().code !== 'busy')
        broken.push(`${name} ${path.slice(0, 10)}: ${reply.statusCode}`)
      if (reply.statusCode === 200 && bytes.length > MOST_MB * 1024 * 1024) broken.push(`${name}: too large`)
    }
  }
  expect(broken).toEqual([])
})
