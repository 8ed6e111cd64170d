import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'
import { statementProxy } from './proxy.ts'
import { insistWith, spawnService, stretchCalendar } from './service.ts'

const SWEEP_MS = 1000 // rounds in which the living take over the jobs of the dead

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

/** A service whose database connection runs through a proxy that may kill it. */
async function mortal() {
  const { hostname, port, pathname, username, password } = new URL(stack.databaseUrl)
  let onDeath = () => {}
  const proxy = await statementProxy({ host: hostname, port: Number(port) }, () => {
    end()
    onDeath()
  })
  const login = password ? `${username}:${password}` : username
  const service = await spawnService(`postgres://${login}@127.0.0.1:${proxy.port}${pathname}`, SWEEP_MS)
  await service.up
  const end = () => {
    service.kill()
    proxy.close()
  }
  return {
    base: service.base,
    arm: proxy.arm,
    onDeath: (heard: () => void) => {
      onDeath = heard
    },
    end
  }
}

/** Asked, dispatched, answered, rated badly: the same story every time. */
async function live(insist: ReturnType<typeof insistWith>): Promise<string> {
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

/** Lives the story over and over, dying after ever later statements of it, until it ends alive; gives the deaths. */
async function lane(
  expected: Awaited<ReturnType<typeof traceOf>>,
  first: number,
  step: number
): Promise<number> {
  let [now, next] = await Promise.all([mortal(), mortal()])
  const insist = insistWith(stack, () => now.base)
  for (let statement = first; ; statement += step) {
    const armed = now
    let died = false
    armed.onDeath(() => {
      died = true
      now = next
    })
    armed.arm(statement)
    const id = await live(insist)
    armed.arm(Number.POSITIVE_INFINITY)
    const message = `killed after statement ${statement}`
    await expect.poll(() => traceOf(id), { message, timeout: 20_000, interval: 50 }).toEqual(expected)
    if (died) next = await mortal()
    else {
      for (const service of [now, next]) service.end()
      return (statement - first) / step
    }
  }
}

it('leaves the same trace wherever between two statements the process dies', {
  timeout: 400_000
}, async () => {
  const calm = await mortal()
  const id = await live(insistWith(stack, () => calm.base))
  await expect.poll(async () => (await traceOf(id)).messages).toContain('新诉求')
  const expected = await traceOf(id)
  expect(expected.events).toBe('ask dispatch reply rate')
  calm.end()
  const [odd, even] = await Promise.all([lane(expected, 1, 2), lane(expected, 2, 2)])
  console.log(`killed ${odd + even} times, after each statement`)
  expect(odd + even).toBeGreaterThan(30)
  const [numbers] =
    await stack.sql`select count(*)::int as made, max(number)::int as last from notices where tenant_id = '370829'`
  expect(numbers!.last, 'numbers without a gap').toBe(numbers!.made)
})

afterAll(() => stack?.stop())
