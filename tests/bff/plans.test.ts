import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillQuestions } from '../load/fill.ts'
import { type Stack, startStack } from '../support/stack.ts'

const statements: string[] = []
let stack: Stack
beforeAll(async () => {
  stack = await startStack({ queries: statements })
  await fillQuestions(stack.sql, 20_000)
})
afterAll(() => stack.stop())

it.each([
  ['my list', 'villager1', 'GET /questions/mine'],
  ['the worklist', 'head1', 'GET /work'],
  ['triage', 'clerk', 'GET /work/triage'],
  ['the leader’s desk', 'leader1', 'GET /work/leader'],
  ['the ledger', 'admin', 'GET /ledger']
])('reads %s by index, never the whole table', async (_, who, line) => {
  statements.length = 0
  expect((await stack.as(who)(line)).status).toBe(200)
  const reads = statements.filter(
    (text) => /from "?questions"?|from "callbacks"/.test(text) && !/count\(\*\)/.test(text)
  )
  expect(reads.length).toBeGreaterThan(0)
  for (const text of reads) {
    const plan = (await stack.sql.unsafe(`explain (generic_plan) ${text}`))
      .map((row) => row['QUERY PLAN'])
      .join('\n')
    expect(plan).not.toMatch(/Seq Scan on (questions|callbacks)/)
  }
})
