import type { Question } from 'shared/questions.ts'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { ask, command } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
const MORNING = new Date('2026-03-03T09:00:00+08:00')
beforeEach(() => {
  stack.clock.now = MORNING
})

const settle = (mode: string, kind = 'problemReport') =>
  stack.as('county-admin')('POST /endorsements', { kind, mode })
const act = (who: string, id: string, body: object) =>
  stack.as(who)(`POST /questions/${id}/commands`, command(body))
const see = async (who: string, id: string) => (await stack.as(who)(`GET /questions/${id}`)).body as Question
/** Asked, and handed out by the clerk as the machine proposes, with one more post to assist. */
async function handedOut(more: object = {}) {
  const id = await ask(stack)
  const { proposal } = await see('clerk', id)
  const plan = { topicId: proposal!.topicId, postId: proposal!.postId, assistPostIds: [], note: '', ...more }
  return { id, plan, reply: await act('clerk', id, { action: 'dispatch', ...plan }) }
}
const keyOfPost = async (postId: string) => {
  const [row] =
    await stack.sql`select account_id from post_holdings where post_id = ${postId} and until is null`
  return stack.people.find(({ accountId }) => accountId === row!.account_id)!.key
}
const textsTo = async (who: string, id: string) =>
  (
    await stack.sql`select text from messages where question_id = ${id} and account_id = ${stack.person(who).accountId} order by id`
  ).map(({ text }) => text as string)

it('reports up, then hands on: the clock starts when a leader has read it', async () => {
  await settle('before')
  const { id, plan, reply } = await handedOut({ note: '请周五前看现场' })
  expect(reply.body).toMatchObject({ status: 'received', clockWords: '已报领导批阅', dueAt: null })
  const handler = await keyOfPost(plan.postId!)
  expect(await textsTo(handler, id)).toEqual([])
  expect((await act('clerk', id, { action: 'dispatch', ...plan })).status).toBe(409)
  const { items } = (await stack.as('leader1')('GET /work/leader')).body
  expect(items.find((line: { id: string }) => line.id === id).asks).toMatch(
    /上报批阅：拟交由.*请周五前看现场/
  )

  stack.clock.now = new Date('2026-03-03T11:00:00+08:00')
  const agreed = await act('leader1', id, { action: 'decidePending', approve: true, note: '抓紧' })
  expect(agreed.body).toMatchObject({ status: 'dispatched', leadPostId: plan.postId })
  const [row] = await stack.sql`select clock, needs_endorsement, pending from questions where id = ${id}`
  expect(row).toMatchObject({
    clock: { start: '2026-03-03T03:00:00.000Z' },
    needs_endorsement: false,
    pending: null
  })
  expect(await textsTo(handler, id)).toEqual([expect.stringContaining('交您办理')])
  expect((await see('villager1', id)).timeline.map(({ words }) => words).join()).toContain('批阅同意，交由')
})

it('goes back to the clerk when the leader sees it otherwise', async () => {
  await settle('before')
  const { id, plan } = await handedOut()
  const refused = await act('leader1', id, { action: 'decidePending', approve: false, note: '应由水务站办' })
  expect(refused.body).toMatchObject({ status: 'received', pending: null })
  expect((await textsTo('clerk', id)).at(-1)).toContain('领导批阅后退回')
  expect((await act('clerk', id, { action: 'dispatch', ...plan })).body.clockWords).toBe('已报领导批阅')
})

it('is taken back by the clerk while no leader has read it, and answered on the spot meanwhile', async () => {
  await settle('before')
  const { id, plan } = await handedOut()
  const waiting = await see('clerk', id)
  expect(waiting.proposal).toMatchObject({ endorsement: 'before' })
  expect(waiting.actions).toEqual(expect.arrayContaining(['recall', 'answerOnSpot', 'refuse']))
  const back = await act('clerk', id, { action: 'recall', reason: '选错了人' })
  expect(back.body).toMatchObject({ status: 'received', pending: null })
  expect(back.body.actions).toContain('dispatch')
  expect(back.body.actions).not.toContain('recall')
  expect((await act('leader1', id, { action: 'decidePending', approve: true, note: '' })).status).toBe(409)
  const again = (await act('clerk', id, { action: 'dispatch', ...plan })).body
  expect(again.pending).not.toBeNull()
  // Who read the first plan does not agree to the second; who saw it wait does not undo what went out since.
  const stale = waiting.pending!.id
  const agree = { action: 'decidePending', approve: true, note: '' }
  expect((await act('leader1', id, { ...agree, pendingId: stale })).body.code).toBe('question_moved_on')
  expect((await act('leader1', id, { ...agree, pendingId: again.pending.id })).status).toBe(200)
  const late = await act('clerk', id, { action: 'recall', reason: '选错了人', pendingId: again.pending.id })
  expect(late.body.code).toBe('question_moved_on')
  expect(await see('clerk', id)).toMatchObject({ status: 'dispatched' })
})

it('leaves the clerk her first term, however often she reports and takes back', async () => {
  await settle('before')
  const { id } = await handedOut()
  stack.clock.now = new Date('2026-03-03T16:00:00+08:00')
  await act('clerk', id, { action: 'recall', reason: '选错了人' })
  const [timer] = await stack.sql`select step, due_at from timers where subject_id = ${id}`
  expect(timer!.step).toBe('triageLate')
  const [row] = await stack.sql`select escalation from questions where id = ${id}`
  expect(row!.escalation, 'her own time had passed').toBe(1)
})

it('needs a word of the leader’s own, however short, and a reason where they refuse', async () => {
  await settle('before')
  const { id } = await handedOut()
  const refused = await act('leader1', id, { action: 'decidePending', approve: false, note: ' ' })
  expect(refused).toMatchObject({ status: 422, body: { code: 'reason_needed' } })
  await settle('beside')
  const { id: other } = await handedOut()
  expect((await act('leader1', other, { action: 'endorse', text: ' ' })).status).toBe(400)
  expect((await act('leader1', other, { action: 'endorse', text: '阅' })).status).toBe(200)
  // The second leader comes too late: it is not that they may not.
  expect((await act('leader1', other, { action: 'endorse', text: '阅' })).body.code).toBe('question_moved_on')
})

it('tells leaders of what they may read beside the work quietly: nobody is texted for each slip', async () => {
  await settle('beside')
  const { id } = await handedOut()
  const slips =
    await stack.sql`select quiet from messages where question_id = ${id} and text like '%限时办结通知单待批阅%'`
  expect(slips.map(({ quiet }) => quiet)).toEqual(slips.map(() => true))
  expect(slips.length).toBeGreaterThan(0)
})

it('tells of a leader who lets it lie, and lets the clerk go on without them', async () => {
  await settle('before')
  const { id, plan } = await handedOut()
  // Four working hours from nine: eleven to half past eleven and from one on, by the county's hours.
  stack.clock.now = new Date('2026-03-04T09:00:00+08:00')
  await stack.tick()
  expect((await textsTo('leader1', id)).at(-1)).toContain('还没有批阅')
  expect((await textsTo('clerk', id)).at(-1)).toContain('可以先行转交')
  const sent = await act('clerk', id, { action: 'dispatch', ...plan })
  expect(sent.body.status).toBe('dispatched')
  expect(
    (await stack.as('leader1')('GET /work/leader')).body.items.map(({ id: one }: { id: string }) => one)
  ).toContain(id)
})

it('tells no leader where the topic needs none, whatever its kind says', async () => {
  await settle('before')
  const [topic] = (await stack.as('county-admin')('GET /topics')).body.items.filter(
    ({ name }: { name: string }) => name === '路灯照明'
  )
  const { id: topicId, ...change } = topic
  expect(
    (await stack.as('county-admin')(`POST /topics/${topicId}`, { ...change, endorsement: 'none' })).status
  ).toBe(200)
  const { id, reply } = await handedOut({ topicId })
  expect(reply.body.status).toBe('dispatched')
  expect(await textsTo('leader1', id)).toEqual([])
  const [row] = await stack.sql`select needs_endorsement from questions where id = ${id}`
  expect(row!.needs_endorsement).toBe(false)
  const { version } = (await stack.as('county-admin')('GET /topics')).body.items.find(
    ({ id: one }: { id: string }) => one === topicId
  )
  await stack.as('county-admin')(`POST /topics/${topicId}`, { ...change, version, endorsement: null })
})

it('comes back from one who has not signed, and from nobody else; the paper keeps its number', async () => {
  await settle('beside')
  const { id, plan } = await handedOut()
  const { noticeNo, noticeId } = await see('clerk', id)
  const back = await act('clerk', id, { action: 'recall', reason: '分错了人' })
  expect(back.body).toMatchObject({ status: 'received', leadPostId: null, dueAt: null })
  const handler = await keyOfPost(plan.postId!)
  expect((await textsTo(handler, id)).at(-1)).toContain('已收回')
  expect((await textsTo('villager1', id)).at(-1)).toContain('正在重新确定由谁办理')
  const [timer] = await stack.sql`select step from timers where subject_id = ${id}`
  expect(timer!.step).toBe('triageLate')
  const [{ due_at: due }] =
    (await stack.sql`select due_at from timers where subject_id = ${id}`) as unknown as [{ due_at: string }]
  expect(new Date(due).getTime()).toBeGreaterThan(stack.clock.now.getTime())
  const again = await act('clerk', id, { action: 'dispatch', ...plan })
  expect(again.body).toMatchObject({ status: 'dispatched', noticeNo })
  const versions =
    await stack.sql`select change from notice_versions where notice_id = ${noticeId} order by version`
  expect(versions.map(({ change }) => change)).toEqual(['首次签发', '已收回，此件作废', '收回后重新签发'])
  await act(handler, id, { action: 'acknowledge' })
  expect((await act('clerk', id, { action: 'recall', reason: '还是分错了' })).body.code).toBe(
    'question_moved_on'
  )
})

it('lets who assists sign, add and see, and the asker read nothing of it', async () => {
  await settle('beside')
  const [row] = await stack.sql`select p.id from posts p where tenant_id = '370829' and role = 'unitHead'
    and township_id = (select township_id from posts where id = (select post_id from post_holdings
      where account_id = ${stack.person('clerk').accountId} and until is null limit 1)) order by position desc limit 1`
  const assist = row!.id as string
  const { id, plan } = await handedOut({ assistPostIds: [assist] })
  const helper = await keyOfPost(assist)
  expect(plan.postId).not.toBe(assist)
  const listed = (await stack.as(helper)('GET /work/assisting')).body.items
  expect(listed.map((line: { id: string }) => line.id)).toEqual([id])
  expect((await see('clerk', id)).assists).toEqual([
    expect.objectContaining({ postId: assist, signed: false })
  ])
  expect((await see(helper, id)).actions).toEqual(['assistSign', 'assist'])
  await act(helper, id, { action: 'assistSign' })
  expect((await act(helper, id, { action: 'assistSign' })).status).toBe(409)
  await act(helper, id, { action: 'assist', text: '供电所已排到周四', fileIds: [] })
  const handler = await keyOfPost(plan.postId!)
  const told = await see(handler, id)
  expect(told.assists[0]!.signed).toBe(true)
  expect(told.timeline.at(-1)).toMatchObject({ words: '协办意见', note: '供电所已排到周四' })
  expect((await textsTo(handler, id)).at(-1)).toContain('提交了协办意见')
  expect(JSON.stringify(await see('villager1', id))).not.toContain('供电所')
})
