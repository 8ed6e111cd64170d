import type { ArchiveLine } from 'shared/oversight.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CaseWorld, caseWorld, SIGNED } from '../support/cases.ts'
import { type Stack, startStack } from '../support/stack.ts'

const COPIES = 5000
const statements: string[] = []
let stack: Stack
let world: CaseWorld
let other: string
let done: string
beforeAll(async () => {
  stack = await startStack({ queries: statements })
  world = await caseWorld(stack)
  other = world.staff === 'staff1' ? 'staff2' : 'staff1'
  stack.clock.now = new Date('2026-03-16T09:00:00+08:00')
  done = await world.pushed('hall2', 1)
  await world.did(world.staff, done, { action: 'consent' })
  for (const no of [0, 1, 2])
    await world.did(world.staff, done, {
      action: 'finishStage',
      no,
      passed: true,
      words: '已办',
      fileIds: []
    })
  await world.did(world.head, done, { action: 'checkQuality', ok: true, note: '核对无误' })
  await world.did('hall2', done, { action: 'handOut', idChecked: true, signature: SIGNED })
})
afterAll(() => stack.stop())

/**
 * The same case again and again, an hour earlier each; `change`: what is different, as the fields of a json
 * object.
 */
const copies = (count: number, change: string) =>
  stack.sql.unsafe(
    `insert into cases select p.* from cases c, generate_series(1, ${count}) g(n), lateral jsonb_populate_record(c,
      jsonb_build_object('id', gen_random_uuid(), 'request_key', gen_random_uuid(), 'no', md5(random()::text),
      'closed_at', c.closed_at - g.n * interval '1 hour', ${change})) p where c.tenant_id = '370829' and c.id = $1`,
    [done]
  )
async function unitOf(who: string): Promise<string> {
  const [row] =
    await stack.sql`select p.org_id from posts p join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id
    where p.tenant_id = '370829' and h.account_id = ${stack.person(who).accountId} and h.until is null`
  return row!.org_id
}
const archive = async (who: string, cursor = ''): Promise<ArchiveLine[]> => {
  const { items, next } = (await stack.as(who)(`GET /archive?from=2026-03-01&until=2026-03-16${cursor}`)).body
  return next ? [...items, ...(await archive(who, `&cursor=${next}`))] : items
}

it('lists a case once for who took it in, who led it and who joined it, in the order of their ends', async () => {
  const [joiner, lead] = [await unitOf(other), await unitOf(world.staff)]
  await copies(12, `'departments', jsonb_build_array('${lead}', '${joiner}'), 'name', '一起办的'`)
  await copies(15, `'departments', '[]'::jsonb, 'name', '没有推送'`)
  const seen = await archive(other)
  expect(seen.map(({ name }) => name)).toEqual(Array(12).fill('一起办的'))
  const led = await archive(world.staff)
  expect(led).toHaveLength(13)
  const taken = await archive('hall2')
  expect(taken).toHaveLength(28)
  for (const list of [seen, led, taken]) {
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
    const ends = list.map(({ closedAt }) => closedAt)
    expect(ends).toEqual([...ends].sort().reverse())
  }
})

it('finds what a unit had to do with by the unit, not through all the county’s', async () => {
  const [units] =
    await stack.sql`select array_agg(id) ids from organisations where tenant_id = '370829' and kind = 'unit'`
  const one = `('{${units!.ids.join(',')}}'::uuid[])[1 + (g.n * 7) % ${units!.ids.length}]`
  for (let round = 0; round < 4; round++)
    await copies(
      COPIES,
      `'hall_id', ${one}, 'department_id', ${one}, 'departments', jsonb_build_array(${one})`
    )
  await stack.sql`analyze cases`
  for (const [who, index] of [
    [other, /cases_ended_lead.*cases_ended_joined/s],
    ['hall2', /cases_ended_hall/]
  ] as const) {
    statements.length = 0
    expect((await stack.as(who)('GET /archive?from=2026-03-01&until=2026-03-16')).status).toBe(200)
    const reads = statements.filter((text) => text.includes('union all'))
    expect(reads).toHaveLength(1)
    const plan = await stack.sql.unsafe(`explain (generic_plan) ${reads[0]}`)
    const text = plan.map((row) => row['QUERY PLAN']).join('\n')
    expect(text).toMatch(index)
    expect(text).not.toMatch(/Seq Scan|using cases_ended on.*\n.*closed_at/)
  }
})
