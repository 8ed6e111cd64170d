import type { Question } from 'shared/questions.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  stack.clock.now = new Date('2026-03-03T09:00:00+08:00')
})
afterAll(() => stack.stop())

const USUAL = ['chosen', 'village', 'serviceArea', 'township', 'county', 'secretary']
const settle = (steps: readonly string[], who = 'county-admin') =>
  stack.as(who)('POST /routing-order', { steps })
const proposal = async (id: string) =>
  ((await stack.as('clerk')(`GET /questions/${id}`)).body as Question).proposal!

it('is the usual one until the county settles another, which then counts for what waits too', async () => {
  expect((await stack.as('admin')('GET /routing-order')).body.steps).toEqual(USUAL)
  const id = await ask(stack)
  const byDuty = await proposal(id)
  expect(byDuty.reasons.join()).toContain('按分工')
  expect((await settle(['secretary', ...USUAL.slice(0, 5)])).status).toBe(200)
  const first = await proposal(id)
  expect(first.postId).not.toBe(byDuty.postId)
  expect(first.reasons.join()).toContain('按分派顺序，先由')
  await stack.sql`delete from routing_orders where tenant_id = '370829'`
  await stack.sql`insert into routing_orders (tenant_id, steps) values ('370830', ${['secretary', ...USUAL.slice(0, 5)]})`
  expect((await proposal(id)).postId, 'another county’s order is not ours').toBe(byDuty.postId)
})

it('names every step once and is the county’s alone to settle', async () => {
  for (const steps of [USUAL.slice(1), [...USUAL.slice(0, 5), 'village'], [...USUAL, 'village'], ['anybody']])
    expect((await settle(steps)).status).toBe(400)
  expect((await settle(USUAL, 'admin')).status).toBe(403)
})

it('gives a shared duty to the one with less in hand, counted at the moment of asking', async () => {
  const id = await ask(stack)
  const { topicId, postId } = await proposal(id)
  const [duty] =
    await stack.sql`select org_id from duties where topic_id = ${topicId} and post_id = ${postId} and ended_at is null`
  const [beside] = await stack.sql`select p.id from posts p join post_holdings h on h.tenant_id = p.tenant_id
    and h.post_id = p.id and h.until is null join posts own on own.id = ${postId} and own.tenant_id = p.tenant_id
    where p.tenant_id = '370829' and p.township_id is not distinct from own.township_id and p.id <> own.id
      and not exists (select 1 from questions q where q.lead_post_id = p.id) order by p.position limit 1`
  await stack.as('county-admin')('POST /duties', {
    topicId,
    orgId: duty!.org_id,
    postId: beside!.id,
    share: 1
  })
  const plan = { action: 'dispatch', topicId, assistPostIds: [], note: '' }
  const shared = await proposal(id)
  expect(shared.reasons.join()).toContain('由2人分担')
  await stack.as('clerk')(`POST /questions/${id}/commands`, {
    ...plan,
    postId: shared.postId,
    key: crypto.randomUUID()
  })
  const next = await proposal(await ask(stack))
  expect(new Set([shared.postId, next.postId])).toEqual(new Set([postId, beside!.id]))
})
