import { sealAudit, verifyAudit } from 'bff/audit/audit.jobs.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  for (let n = 0; n < 3; n++) await dispatched(stack)
  while ((await sealAudit(stack.db, '370829')) > 0);
})
afterAll(() => stack.stop())
const verify = () => verifyAudit(stack.db, '370829')
const at = (position: number) =>
  stack.sql`select id from audit_entries where tenant_id = '370829' and position = ${position}`.then(
    ([row]) => row!.id
  )

it('chains every entry, in batches, whoever seals', async () => {
  expect(await verify()).toBeUndefined()
  await dispatched(stack)
  const sealed = await Promise.all([1, 2, 3].map(() => sealAudit(stack.db, '370829')))
  expect(sealed.reduce((a, b) => a + b)).toBeGreaterThan(0)
  expect(await verify()).toBeUndefined()
  expect(
    await stack.sql`select 1 from audit_entries where tenant_id = '370829' and position is null`
  ).toHaveLength(0)
})

it.each([
  [
    'an entry is changed',
    (id: string) =>
      stack.sql`update audit_entries set act = 'nothing' where tenant_id = '370829' and id = ${id}`
  ],
  [
    'an entry is dated back',
    (id: string) =>
      stack.sql`update audit_entries set at = at - interval '1 day' where tenant_id = '370829' and id = ${id}`
  ],
  [
    'an entry is gone',
    (id: string) => stack.sql`delete from audit_entries where tenant_id = '370829' and id = ${id}`
  ]
])('finds the place where %s', async (_, harm) => {
  const id = await at(4)
  const kept = await stack.sql`select * from audit_entries where tenant_id = '370829' and id = ${id}`
  await harm(id)
  expect(await verify()).toBe(4)
  await stack.sql`delete from audit_entries where tenant_id = '370829' and id = ${id}`
  const { at: when, actor_id, act, subject, detail, position, hash } = kept[0]!
  await stack.sql`insert into audit_entries (tenant_id, id, at, actor_id, act, subject, detail, position, hash) values ('370829', ${id}, ${when}, ${actor_id}, ${act}, ${subject}, ${JSON.stringify(detail)}::jsonb, ${position}, ${hash})`
  expect(await verify()).toBeUndefined()
})

it('notices a chain cut short', async () => {
  const [last] =
    await stack.sql`select id from audit_entries where tenant_id = '370829' order by position desc limit 1`
  await stack.sql`delete from audit_entries where tenant_id = '370829' and id = ${last!.id}`
  expect(await verify()).toBeDefined()
})
