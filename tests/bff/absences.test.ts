import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let head: string
let deputy: string
let other: string
beforeAll(async () => {
  stack = await startStack()
  const rows =
    await stack.sql`select id, deputy_post_id from posts where tenant_id = '370829' and role = 'unitHead'
    and deputy_post_id is not null order by position limit 2`
  head = rows[0]!.id
  deputy = rows[0]!.deputy_post_id
  other = rows[1]!.id
})
afterAll(() => stack.stop())
const enter = async (postId: string, from: string, until: string, deputyPostId?: string) => {
  const body = { postId, from, until, reason: '培训', ...(deputyPostId && { deputyPostId }) }
  const reply = await stack.as('admin')('POST /absences', body)
  return reply.status === 200 ? 'entered' : reply.body.code
}

it('lets nobody be away twice at once, and nobody stand in who is away himself', async () => {
  expect(await enter(head, '2026-03-10', '2026-03-12')).toBe('entered')
  expect(await enter(head, '2026-03-12', '2026-03-14')).toBe('absence_overlaps')
  expect(await enter(head, '2026-03-13', '2026-03-14')).toBe('entered')
  expect(await enter(deputy, '2026-03-11', '2026-03-11')).toBe('deputy_needed')
  expect(await enter(deputy, '2026-03-20', '2026-03-21')).toBe('entered')
  expect(await enter(head, '2026-03-21', '2026-03-22')).toBe('deputy_away')
  expect(await enter(head, '2026-03-21', '2026-03-22', other)).toBe('entered')
  expect(await enter(other, '2026-03-25', '2026-03-26', other)).toBe('deputy_away')
})

it('enters one absence when the button is pressed twice at once', async () => {
  const both = await Promise.all([
    enter(other, '2026-03-28', '2026-03-29'),
    enter(other, '2026-03-28', '2026-03-29')
  ])
  expect(both.sort()).toEqual(['absence_overlaps', 'entered'])
})

it('leaves one duty for the whole county, however many are assigned at once', async () => {
  const [topic] = await stack.sql`insert into topics (tenant_id, id, name, "limit", keywords)
    values ('370829', gen_random_uuid(), '县级事项', '{"amount":1,"unit":"wd"}', '{}') returning id`
  const assign = (postId: string) =>
    stack.as('county-admin')('POST /duties', { topicId: topic!.id, orgId: null, postId })
  await Promise.all([assign(head), assign(deputy), assign(other)])
  const running =
    await stack.sql`select id from duties where tenant_id = '370829' and topic_id = ${topic!.id} and ended_at is null`
  expect(running).toHaveLength(1)
})

it('refuses a change of a topic that somebody else changed meanwhile', async () => {
  const [{ id, version, ...topic }] = (await stack.as('county-admin')('GET /topics')).body.items
  const save = (name: string) => stack.as('county-admin')(`POST /topics/${id}`, { ...topic, name, version })
  expect((await save('新名称甲')).status).toBe(200)
  expect((await save('新名称乙')).body.code).toBe('record_changed')
})
