import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'
import { insistWith, spawnService, stretchCalendar } from './service.ts'

const KILLS = process.env.DEEP ? 100 : 8
let stack: Stack
let service: Awaited<ReturnType<typeof spawnService>>
afterAll(async () => {
  service?.kill()
  await stack?.stop()
})

it('loses and doubles nothing when the process is killed again and again under load', {
  timeout: process.env.DEEP ? 2_400_000 : 180_000
}, async () => {
  stack = await startStack({ intercept: false })
  await stretchCalendar(stack)
  service = await spawnService(stack.databaseUrl)
  await service.up
  const insist = insistWith(stack, () => service.base)
  const [row] = await stack.sql`
    select topic_id, post_id, (select village_id from accounts where tenant_id = '370829' and village_id is not null limit 1)
    from duties where tenant_id = '370829' limit 1`
  const { topic_id: topicId, post_id: postId, village_id: villageId } = row!
  let asked = 0
  let running = true
  const people = ['villager1', 'villager2', 'villager3', 'villager4'].map(async (who) => {
    while (running) {
      const question = { kind: 'consultation', body: '高龄津贴怎么申请', villageId, fileIds: [] }
      const { id } = await insist(who, '/questions', { key: randomUUID(), ...question })
      asked++
      const order = { action: 'dispatch', topicId, postId, assistPostIds: [], note: '' }
      await insist('clerk', `/questions/${id}/commands`, { key: randomUUID(), ...order })
    }
  })
  for (let kill = 0; kill < KILLS; kill++) {
    // Not before this process has done some work, and then at no particular moment of it.
    const before = asked
    await expect.poll(() => asked - before, { timeout: 40_000, interval: 20 }).toBeGreaterThan(4)
    await new Promise((later) => setTimeout(later, kill * 3))
    service.kill()
    service = await spawnService(stack.databaseUrl)
    await service.up
  }
  running = false
  await Promise.all(people)
  const one = async (query: string) => Number((await stack.sql.unsafe(query))[0]!.n)
  expect(asked).toBeGreaterThan(10)
  expect(await one(`select count(*) n from questions where tenant_id = '370829'`)).toBe(asked)
  expect(
    await one(
      `select count(*) n from question_events where tenant_id = '370829' and action in ('ask', 'dispatch')`
    )
  ).toBe(asked * 2)
  expect(await one(`select count(*) n from timers where tenant_id = '370829'`)).toBe(asked)
  expect(await one(`select count(*) n from notices where tenant_id = '370829'`)).toBe(asked)
  expect(
    await one(`select max(number) n from notices where tenant_id = '370829'`),
    'numbers without a gap'
  ).toBe(asked)
  expect(await one(`select count(*) - count(distinct key) n from messages where tenant_id = '370829'`)).toBe(
    0
  )
  expect(
    await one(`select count(*) n from messages where tenant_id = '370829' and text like '%交您办理%'`)
  ).toBe(asked)
})
