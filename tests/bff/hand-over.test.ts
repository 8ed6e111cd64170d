import type { Question } from 'shared/questions.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, command, dispatched, keyOfLead } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  stack.clock.now = new Date('2026-03-03T09:00:00+08:00')
})
afterAll(() => stack?.stop())

const act = (who: string, id: string, body: object) =>
  stack.as(who)(`POST /questions/${id}/commands`, command(body))
const see = async (who: string, id: string) => (await stack.as(who)(`GET /questions/${id}`)).body as Question
const toldOf = async (who: string, id: string) =>
  ((await stack.as(who)('GET /me/messages')).body.items as { questionId: string; text: string }[])
    .filter(({ questionId }) => questionId === id)
    .map(({ text }) => text)

/** Given to a head who has a deputy (AB角). */
async function withDeputy() {
  const id = await ask(stack)
  const [head] = await stack.sql`select p.id, d.title as deputy from posts p
    join posts d on d.tenant_id = p.tenant_id and d.id = p.deputy_post_id
    where p.tenant_id = '370829' and p.role = 'unitHead' and p.township_id is not null order by p.position limit 1`
  const { topicId } = (await see('clerk', id)).proposal!
  const plan = { action: 'dispatch', topicId, postId: head!.id, assistPostIds: [], note: '' }
  expect((await act('clerk', id, plan)).status).toBe(200)
  return { id, lead: await keyOfLead(stack, id), deputy: head!.deputy as string }
}

it('hands a matter to the deputy with its time as it was; who gave it away has it no more', async () => {
  const { id, lead, deputy } = await withDeputy()
  await act(lead, id, { action: 'acknowledge' })
  const { dueAt } = await see(lead, id)
  const given = await act(lead, id, { action: 'handToDeputy', reason: '外出培训三天' })
  expect(given.status).toBe(200)
  const next = await keyOfLead(stack, id)
  expect(next).not.toBe(lead)
  const now = await see(next, id)
  expect(now).toMatchObject({ dueAt, handlerPost: deputy })
  expect(now.timeline.at(-1)!.words).toContain(`转由${deputy}`)
  expect(await toldOf(next, id)).toContainEqual(expect.stringContaining('转您办理，时限不变'))
  const late = await act(lead, id, { action: 'reply', text: '已经修好，请您查看', fileIds: [] })
  expect(late.status).not.toBe(200)
  expect(
    (await act(next, id, { action: 'reply', text: '主街路灯已于今天上午换好，请您晚上查看', fileIds: [] }))
      .status
  ).toBe(200)
})

it.each([
  ['put before a meeting when the leader agrees', true, 'deliberating'],
  ['stays where it is when the leader does not', false, 'accepted']
] as const)('a matter %s', async (_, approve, status) => {
  const { id, lead } = await dispatched(stack)
  await act(lead, id, { action: 'acknowledge' })
  expect((await act(lead, id, { action: 'proposeForum', reason: '涉及占地，要群众代表会商量' })).status).toBe(
    200
  )
  const again = await act(lead, id, { action: 'proposeForum', reason: '涉及占地，要群众代表会商量' })
  expect(again.body.code, 'once at a time').toBe('question_moved_on')
  const { pending } = await see('leader1', id)
  expect(pending).toMatchObject({ kind: 'forum', words: expect.stringContaining('要群众代表会商量') })
  const ruled = await act('leader1', id, {
    action: 'decidePending',
    approve,
    note: '按程序办',
    pendingId: pending!.id
  })
  expect(ruled).toMatchObject({ status: 200, body: { status, pending: null } })
  const meetings = (await see('clerk', id)).meetings
  expect(meetings.length).toBe(approve ? 1 : 0)
  if (!approve)
    expect(await toldOf(lead, id)).toContainEqual(expect.stringContaining('未获同意：提交会议研究'))
})
