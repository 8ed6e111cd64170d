import { afterAll, beforeAll, expect, it } from 'vitest'
import { command, dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
const SECRET = '举报人说的账本还没有查到'

it('keeps the words of a sealed matter out of the ledger and its table, its reasons for lateness included', async () => {
  const { id, lead } = await dispatched(stack, { kind: 'petition' })
  const asked = command({ action: 'requestExtension', workingDays: 3, reason: SECRET })
  expect((await stack.as(lead)(`POST /questions/${id}/commands`, asked)).status).toBe(200)
  await stack.sql`update questions set late_since = due_at where tenant_id = '370829' and id = ${id}`
  const { items } = (await stack.as('leader1')('GET /ledger')).body
  expect(items.map((line: { id: string }) => line.id)).toContain(id)
  expect(JSON.stringify(items)).not.toContain(SECRET)
  expect((await stack.as('leader1')('GET /ledger/csv')).body).not.toContain(SECRET)
})
