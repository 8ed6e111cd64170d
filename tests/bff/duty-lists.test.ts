import type { Question } from 'shared/questions.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, command } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let county: string
beforeAll(async () => {
  stack = await startStack()
  stack.clock.now = new Date('2026-03-03T09:00:00+08:00')
  const [post] = await stack.sql`select p.id from posts p join post_holdings h on h.tenant_id = p.tenant_id
    and h.post_id = p.id and h.until is null where p.tenant_id = '370829' and p.township_id is null order by p.position limit 1`
  county = post!.id
})
afterAll(() => stack.stop())

const act = (who: string, id: string, body: object) =>
  stack.as(who)(`POST /questions/${id}/commands`, command(body))
const see = async (id: string) => (await stack.as('clerk')(`GET /questions/${id}`)).body as Question
/** The county's admin writes on which list a topic stands. */
async function listed(topicId: string, dutyLine: object | null) {
  const { items } = (await stack.as(undefined)('GET /topics')).body
  const { id, ...topic } = items.find((one: { id: string }) => one.id === topicId)
  const saved = await stack.as('county-admin')(`POST /topics/${id}`, { ...topic, dutyLine })
  expect(saved).toMatchObject({ status: 200, body: { dutyLine } })
}

it('is a gate at dispatch and at the leader’s ruling: what the county took back goes to no township', async () => {
  const id = await ask(stack)
  const { topicId, postId } = (await see(id)).proposal!
  const plan = { action: 'dispatch', topicId, postId, assistPostIds: [], note: '' }
  await listed(topicId!, { list: 'raised', line: '清单第38项' })
  const refused = await act('clerk', id, plan)
  expect(refused).toMatchObject({ status: 422, body: { code: 'duty_list' } })
  expect(refused.body.detail).toMatch(/是上收事项（清单第38项），由县级部门承办，不能交乡镇承办$/)
  expect(await see(id)).toMatchObject({ status: 'received', leadPostId: null })
  expect((await see(id)).proposal!.reasons.join()).toContain('清单第38项')
  expect((await act('clerk', id, { ...plan, postId: county })).body.leadPostId).toBe(county)

  await listed(topicId!, null)
  const other = await ask(stack)
  await act('clerk', other, plan)
  const lead =
    await stack.sql`select account_id from post_holdings where post_id = ${postId} and until is null`
  const { key } = stack.people.find(({ accountId }) => accountId === lead[0]!.account_id)!
  await act(key, other, { action: 'returnOrder', reason: '不归我们管' })
  await listed(topicId!, { list: 'assist', line: '清单第12项' })
  const ruled = await act('leader1', other, { action: 'arbitrate', postId, reason: '还是你们办' })
  expect(ruled).toMatchObject({ status: 422, body: { code: 'duty_list' } })
  expect(ruled.body.detail).toContain('乡镇可以协办')
  expect(
    (await act('leader1', other, { action: 'arbitrate', postId: county, reason: '由县里办' })).status
  ).toBe(200)
})

it('lets a township lead what is its own, with help of whom it likes', async () => {
  const id = await ask(stack)
  await listed((await see(id)).proposal!.topicId!, { list: 'basic', line: '清单第3项' })
  const { topicId, postId } = (await see(id)).proposal!
  const sent = await act('clerk', id, {
    action: 'dispatch',
    topicId,
    postId,
    assistPostIds: [county],
    note: ''
  })
  expect(sent.status).toBe(200)
})
