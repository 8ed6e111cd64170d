import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillQuestions } from '../load/fill.ts'
import { type Stack, startStack } from '../support/stack.ts'

const statements: string[] = []
let stack: Stack
beforeAll(async () => {
  stack = await startStack({ queries: statements })
  await fillQuestions(stack.sql, 20_000)
  await stack.sql`insert into callbacks (tenant_id, id, question_id, township_id, lead_post_id, state, escalation, opened_at)
    select tenant_id, gen_random_uuid(), id, township_id, lead_post_id, 'done', 0, asked_at from questions`
  await stack.sql`analyze callbacks`
})
afterAll(() => stack.stop())

it.each([
  ['my list', 'villager1', 'GET /questions/mine'],
  ['my matters', 'villager1', 'GET /me/matters'],
  ['what waits for me', 'villager1', 'GET /me/waiting'],
  ['the worklist', 'head1', 'GET /work'],
  ['triage', 'clerk', 'GET /work/triage'],
  ['the leader’s desk', 'leader1', 'GET /work/leader'],
  ['the ledger', 'admin', 'GET /ledger'],
  ['the overview and a bulletin’s figures', 'leader1', 'GET /overview'],
  ['the board', 'clerk', 'GET /board']
])('reads %s by index, never the whole table', async (_, who, line) => {
  statements.length = 0
  expect((await stack.as(who)(line)).status).toBe(200)
  const reads = statements.filter((text) => /from "?questions"?|from "?callbacks"?/.test(text))
  expect(reads.length).toBeGreaterThan(0)
  for (const text of reads) {
    const plan = (await stack.sql.unsafe(`explain (generic_plan) ${text}`))
      .map((row) => row['QUERY PLAN'])
      .join('\n')
    expect(plan).not.toMatch(/Seq Scan on (questions|callbacks)/)
  }
})
