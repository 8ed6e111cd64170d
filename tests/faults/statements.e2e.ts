import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'
import { dyingEverywhere, type Insist } from './every-statement.ts'
import { stretchCalendar } from './service.ts'

let stack: Stack
let duty: { topicId: string; postId: string; villageId: string; handler: string }
beforeAll(async () => {
  stack = await startStack({ intercept: false })
  await stretchCalendar(stack)
  const [row] = await stack.sql`
    select d.topic_id, d.post_id, h.account_id, (select village_id from accounts where tenant_id = '370829' and village_id is not null limit 1) as village_id
    from duties d join post_holdings h on h.tenant_id = d.tenant_id and h.post_id = d.post_id
    where d.tenant_id = '370829' and h.until is null limit 1`
  const handler = stack.people.find(({ accountId }) => accountId === row!.account_id)!.key
  duty = { topicId: row!.topic_id, postId: row!.post_id, villageId: row!.village_id, handler }
})

/** Asked, dispatched, answered, rated badly: the same story every time. */
async function live(insist: Insist): Promise<string> {
  const { topicId, postId, villageId, handler } = duty
  const asked = { key: randomUUID(), kind: 'consultation', body: '高龄津贴怎么申请', villageId, fileIds: [] }
  const { id } = await insist('villager1', '/questions', asked)
  const command = (who: string, action: string, more: object = {}) =>
    insist(who, `/questions/${id}/commands`, { key: randomUUID(), action, ...more })
  await command('clerk', 'dispatch', { topicId, postId, assistPostIds: [], note: '' })
  await command(handler, 'reply', { text: '带身份证和户口本到民政所填表，三个工作日内办好', fileIds: [] })
  await command('villager1', 'rate', { level: 1, comment: '还没收到' })
  return id
}

/** Everything the story must have left behind, exactly once. */
async function traceOf(id: string) {
  const [trace] = await stack.sql`
    select (select string_agg(action, ' ' order by version) from question_events where tenant_id = '370829' and question_id = ${id}) as events,
      (select count(*)::int from timers where tenant_id = '370829' and subject_id = ${id}) as timers,
      (select count(*)::int from callbacks where tenant_id = '370829' and question_id = ${id}) as callbacks,
      (select count(*)::int from notices where tenant_id = '370829' and question_id = ${id}) as notices,
      (select count(*)::int from notice_versions v join notices n on n.tenant_id = v.tenant_id and n.id = v.notice_id
        where n.tenant_id = '370829' and n.question_id = ${id}) as versions,
      (select string_agg(text, '|' order by text) from messages where tenant_id = '370829' and question_id = ${id}) as messages`
  const plain = String(trace!.messages).replace(/\d{4}-\d{6}|第\d+号|\d+月\d+日[^|]*/g, '#')
  return { ...(trace as { events: string }), messages: plain }
}

it('leaves the same trace wherever between two statements the process dies', {
  timeout: 1_200_000
}, async () => {
  const whole = ({ messages }: { messages: string }) => messages.includes('新诉求')
  const { expected, deaths } = await dyingEverywhere({ stack, live, traceOf, whole })
  expect(expected.events).toBe('ask dispatch reply rate')
  expect(deaths).toBeGreaterThan(process.env.DEEP ? 30 : 3)
  const [numbers] =
    await stack.sql`select count(*)::int as made, max(number)::int as last from notices where tenant_id = '370829'`
  expect(numbers!.last, 'numbers without a gap').toBe(numbers!.made)
})

afterAll(() => stack?.stop())
