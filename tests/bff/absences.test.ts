import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, command, dispatched } from '../support/matters.ts'
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

it('lets nobody be away twice at once, and nobody stand in who is away themselves', async () => {
  expect(await enter(head, '2026-03-10', '2026-03-12')).toBe('entered')
  expect(await enter(head, '2026-03-12', '2026-03-14')).toBe('absence_overlaps')
  expect(await enter(head, '2026-03-13', '2026-03-14')).toBe('entered')
  expect(await enter(deputy, '2026-03-11', '2026-03-11')).toBe('deputy_needed')
  expect(await enter(deputy, '2026-03-20', '2036-03-21')).toBe('too_far_ahead')
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

it('is shared by as many as are put beside each other, and is one person’s again when given alone', async () => {
  const [topic] = await stack.sql`insert into topics (tenant_id, id, name, "limit", keywords)
    values ('370829', gen_random_uuid(), '分担事项', '{"amount":1,"unit":"wd"}', '{}') returning id`
  const assign = (postId: string, more: object = {}) =>
    stack.as('county-admin')('POST /duties', { topicId: topic!.id, orgId: null, postId, ...more })
  const running = async () =>
    (
      await stack.sql`select post_id, share from duties where tenant_id = '370829' and topic_id = ${topic!.id}
        and ended_at is null order by share`
    ).map(({ post_id, share }) => [post_id, share])
  await assign(head)
  await Promise.all([assign(deputy, { share: 3 }), assign(other, { share: 2 }), assign(other, { share: 2 })])
  expect(await running()).toEqual([
    [head, 1],
    [other, 2],
    [deputy, 3]
  ])
  await assign(deputy, { share: 9 })
  expect(await running()).toEqual([
    [head, 1],
    [other, 2],
    [deputy, 9]
  ])
  await assign(other)
  expect(await running()).toEqual([[other, 1]])
  expect((await assign(head, { share: 10 })).status).toBe(400)
  const nowhere = { topicId: crypto.randomUUID(), orgId: null, postId: head }
  expect((await stack.as('county-admin')('POST /duties', nowhere)).status).toBe(404)
})

it('refuses a change of a topic that somebody else changed meanwhile', async () => {
  const [{ id, version, ...topic }] = (await stack.as('county-admin')('GET /topics')).body.items
  const save = (name: string) => stack.as('county-admin')(`POST /topics/${id}`, { ...topic, name, version })
  expect((await save('新名称甲')).status).toBe(200)
  expect((await save('新名称乙')).body.code).toBe('record_changed')
})

const holderOf = async (postId: string) => {
  const [row] =
    await stack.sql`select account_id, name from post_holdings where post_id = ${postId} and until is null`
  return { name: row!.name as string, accountId: row!.account_id as string }
}
const messagesTo = async (accountId: string) =>
  (await stack.sql`select text from messages where account_id = ${accountId} order by id`).map(
    ({ text }) => text as string
  )

it('proposes and dispatches to who stands in, though the absence came after the proposal', async () => {
  stack.clock.now = new Date('2026-04-07T09:00:00+08:00')
  const id = await ask(stack)
  const proposed = async () => (await stack.as('clerk')(`GET /questions/${id}`)).body.proposal
  const { postId: owner, topicId } = await proposed()
  const [{ deputy: standIn }] =
    (await stack.sql`select coalesce(deputy_post_id, ${other}) as deputy from posts where id = ${owner}`) as never as [
      { deputy: string }
    ]
  expect(await enter(owner, '2026-04-07', '2026-04-08', standIn)).toBe('entered')
  expect(await proposed()).toMatchObject({ postId: standIn })
  expect((await proposed()).reasons.join()).toContain('今天不在岗（培训）')

  const reply = await stack.as('clerk')(
    `POST /questions/${id}/commands`,
    command({ action: 'dispatch', topicId, postId: owner, assistPostIds: [], note: '' })
  )
  const { name, accountId } = await holderOf(standIn)
  expect(reply.body).toMatchObject({ status: 'dispatched', leadPostId: standIn, handler: name })
  const [notice] =
    await stack.sql`select n.* from notices n join questions q on q.notice_id = n.id where q.id = ${id}`
  expect(JSON.stringify(notice)).not.toContain((await holderOf(owner)).name)
  expect((await messagesTo(accountId)).at(-1)).toContain('交您办理')
})

it('tells who stands in, once, on the morning an absence begins, unless it was taken back', async () => {
  stack.clock.now = new Date('2026-04-13T09:00:00+08:00')
  const { id } = await dispatched(stack)
  const [{ post }] =
    (await stack.sql`select lead_post_id as post from questions where id = ${id}`) as never as [
      { post: string }
    ]
  const standIn = post === other ? head : other
  const { accountId } = await holderOf(standIn)
  const told = async () => (await messagesTo(accountId)).filter((text) => text.includes('由您代办'))
  expect(await enter(post, '2026-04-15', '2026-04-15', standIn)).toBe('entered')
  const [absence] =
    await stack.sql`select id from absences where post_id = ${post} and from_day = '2026-04-15'`
  expect(await enter(post, '2026-04-16', '2026-04-17', standIn)).toBe('entered')
  await stack.as('admin')(`POST /absences/${absence!.id}/end`)
  await stack.tick()
  expect(await told()).toEqual([])
  stack.clock.now = new Date('2026-04-15T23:59:00+08:00')
  await stack.tick()
  expect(await told()).toEqual([])
  stack.clock.now = new Date('2026-04-16T08:00:00+08:00')
  await stack.tick()
  await stack.tick()
  expect(await told()).toEqual([
    expect.stringMatching(/培训.*到2026-04-17由您代办：在办诉求\d+件，最早.*到期/)
  ])
})
