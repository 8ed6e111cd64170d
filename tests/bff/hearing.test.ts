import type { Case } from 'shared/cases.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CaseWorld, caseWorld } from '../support/cases.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
let world: CaseWorld
beforeAll(async () => {
  stack = await startStack()
  stack.clock.now = new Date('2026-03-02T09:00:00+08:00')
  // The item's plan gets a hearing before the decision, not counted in its limit.
  const plan = JSON.stringify([
    {
      name: '听证',
      kind: 'hearing',
      limit: { amount: 20, unit: 'wd' },
      counted: false,
      reason: '听证依法不计入'
    },
    { name: '决定', kind: 'decision', limit: { amount: 1, unit: 'wd' }, counted: true }
  ])
  await stack.sql`update item_versions v set content = jsonb_set(content, '{stages}', ${plan}::text::jsonb)
    from service_items i where i.tenant_id = v.tenant_id and i.id = v.item_id and i.name = '不动产转移登记'`
  world = await caseWorld(stack)
})
afterAll(() => stack.stop())

const hearing = (at: string, place = '县政务服务中心三楼听证室') => ({
  action: 'setHearing',
  no: 0,
  at: `${at}+08:00`,
  place,
  host: '主持人甲'
})

it('is told seven days ahead by a paper and a message, moved so too, and ends with its record', async () => {
  const id = await world.pushed('hall2', 1)
  await world.did(world.staff, id, { action: 'consent' })
  expect((await world.read(world.staff, id)).actions).toContain('setHearing')
  expect((await world.act('hall2', id, hearing('2026-03-20T09:00:00'))).status).toBe(403)
  expect((await world.act(world.staff, id, hearing('2026-03-09T08:59:00'))).body.code).toBe(
    'hearing_too_soon'
  )
  for (const [at, code] of [
    ['2026-03-15T10:00:00', 'hour_odd'],
    ['2026-03-12T03:30:00', 'hour_odd'],
    ['2026-03-12T18:30:00', 'hour_odd'],
    ['2099-12-14T10:00:00', 'too_far_ahead']
  ])
    expect((await world.act(world.staff, id, hearing(at!))).body.code, at).toBe(code)
  const done = { action: 'finishStage', no: 0, passed: true, words: '双方无异议', fileIds: [] }
  expect((await world.act(world.staff, id, done)).body.code).toBe('hearing_first')

  const set: Case = await world.did(world.staff, id, hearing('2026-03-09T09:00:00'))
  expect(set.stages[0]!.hearing).toEqual({
    at: '2026-03-09T01:00:00.000Z',
    place: '县政务服务中心三楼听证室',
    host: '主持人甲'
  })
  const notices = ({ documents }: Case) => documents.filter(({ kind }) => kind === 'hearing')
  expect(notices(set)).toEqual([expect.objectContaining({ title: '听证通知书' })])
  const [told] =
    await stack.sql`select text from messages where about_id = ${id} and text like '%听证定于%' limit 1`
  expect(told!.text).toContain('3月9日（周一） 09:00在县政务服务中心三楼听证室举行')

  const moved = await world.did(world.staff, id, hearing('2026-03-12T09:00:00', '镇政府会议室'))
  expect(notices(moved)).toHaveLength(2)
  stack.clock.now = new Date('2026-03-12T11:00:00+08:00')
  expect((await world.act(world.staff, id, done)).body.code).toBe('hearing_first')
  const record = await world.upload(world.staff)
  const over = await world.did(world.staff, id, { ...done, fileIds: [record] })
  expect(over.stages[0]).toMatchObject({ status: 'done', files: [expect.objectContaining({ id: record })] })
  expect(over.stages[1]!.status).toBe('running')
})
