import { heatOf } from 'bff/assistant/reporting/boards/heat.rules.ts'
import type { Board, Overview } from 'shared/boards.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, command, dispatched, report } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

describe('the grid of topics and villages', () => {
  const spot = (topic: string, village: string, count: number) => ({
    topicId: topic,
    topic,
    villageId: village,
    village,
    count
  })
  it('is empty without questions', () => expect(heatOf([])).toEqual({ topics: [], villages: [], heat: [] }))
  it('puts the commonest first and points into its own lists', () =>
    expect(heatOf([spot('路', '东', 1), spot('灯', '西', 2), spot('路', '西', 2)])).toEqual({
      topics: [
        { id: '路', name: '路' },
        { id: '灯', name: '灯' }
      ],
      villages: [
        { id: '西', name: '西' },
        { id: '东', name: '东' }
      ],
      heat: [
        { topic: 0, village: 1, count: 1 },
        { topic: 1, village: 0, count: 2 },
        { topic: 0, village: 0, count: 2 }
      ]
    }))
  it('leaves out what would not fit a screen', () => {
    const { topics, villages, heat } = heatOf(
      [...Array(40).keys()].map((n) => spot(`t${n}`, `v${n}`, 50 - n))
    )
    expect([topics.length, villages.length, heat.length]).toEqual([14, 24, 14])
  })
})

describe('the boards of a township', () => {
  let stack: Stack
  const at = (text: string) => new Date(`${text}+08:00`)
  beforeAll(async () => {
    stack = await startStack()
    stack.clock.now = at('2026-03-02T23:59')
    const { id, lead } = await dispatched(stack)
    stack.clock.now = at('2026-03-03T00:00')
    await dispatched(stack)
    await ask(stack, {}, 'villager2')
    await report(stack)
    stack.clock.now = at('2026-03-03T10:00')
    const reply = { action: 'reply', text: '昨天已经修好了，请查看', fileIds: [] }
    await stack.as(lead)(`POST /questions/${id}/commands`, command(reply))
  })
  afterAll(() => stack.stop())
  const overview = async (who: string) => (await stack.as(who)('GET /overview')).body as Overview

  it('say on one screen how it stands today, without what is sealed', async () => {
    expect(await overview('leader1')).toMatchObject({
      today: { received: 2, answered: 1, due: 0 },
      open: 2,
      overdue: 0,
      untriaged: 1,
      callbacks: 0,
      week: { now: { received: 3, answered: 1 }, before: { received: 0 } },
      late: [],
      soon: [{ summary: '村里主街路灯坏了一个多月，晚上看不见路', handler: expect.any(String) }],
      bulletin: null
    })
  })

  it('name what is late once its time has run out', async () => {
    stack.clock.now = at('2026-03-20T10:00')
    await stack.tick()
    const { overdue, late, soon } = await overview('leader1')
    expect(overdue).toBe(1)
    expect(late).toHaveLength(1)
    expect(soon).toEqual([])
    stack.clock.now = at('2026-03-03T10:00')
  })

  it('show every day, each on its own side of midnight, and units and villages to drill into', async () => {
    const { body } = await stack.as('clerk')('GET /board?days=7')
    const { days, kinds, units, heat, topics, villages } = body as Board
    expect(days).toHaveLength(7)
    expect(days.slice(-2)).toEqual([
      { day: '2026-03-02', received: 1, answered: 0 },
      { day: '2026-03-03', received: 2, answered: 1 }
    ])
    expect(kinds).toEqual([{ kind: 'problemReport', received: 3 }])
    expect(units.reduce((sum, unit) => sum + unit.received, 0)).toBe(2)
    expect(heat.reduce((sum, { count }) => sum + count, 0)).toBe(2)
    const ledger = await stack.as('clerk')(
      `GET /ledger?topicId=${topics[0]!.id}&villageId=${villages[0]!.id}`
    )
    expect(ledger.body.items).toHaveLength(2)
  })

  it('are nobody else’s: not a villager’s or a secretary’s, and another county’s are empty', async () => {
    for (const who of ['villager1', 'village1', 'head1'])
      for (const path of ['/overview', '/board'])
        expect((await stack.as(who)(`GET ${path}`)).status).toBe(403)
    expect(await overview('w-leader')).toMatchObject({ open: 0, week: { now: { received: 0 } } })
    expect((await stack.as('clerk')('GET /board?days=5000')).status).toBe(400)
  })
})
