import { type Past, replay, withHours } from 'bff/assistant/reporting/whatif/replay.rules.ts'
import { compileCalendar, OFFICE_HOURS, statutoryCalendar } from 'bff/platform/tenants/calendar.rules.ts'
import fc from 'fast-check'
import type { WhatIf } from 'shared/whatif.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, dispatched, report } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

const calendar = compileCalendar(statutoryCalendar(OFFICE_HOURS))
const nothing: WhatIf = { from: '2026-03', until: '2026-03', limits: [], absences: [], staff: [] }
const at = (text: string) => new Date(`${text}+08:00`)
/** Given on a Monday morning with five working days, answered on the Friday at ten. */
const past: Past = {
  topicId: 'lamp',
  postId: 'head',
  clock: { start: at('2026-03-02T09:00'), limit: { amount: 5, unit: 'wd' }, pauses: [], extensions: [] },
  answeredAt: at('2026-03-06T10:00'),
  lateBefore: false
}
const now = at('2026-04-01T09:00')
const under = (change: Partial<WhatIf>, one: Past = past) => {
  const whole = { ...nothing, ...change }
  return replay(one, whole, calendar, withHours(calendar, whole.hours), now)
}

describe('a question replayed', () => {
  it('goes as it went when nothing changes', () =>
    expect(under({})).toMatchObject({
      dueAt: at('2026-03-09T17:00'),
      answeredAt: past.answeredAt,
      late: false
    }))

  it.each<[string, Partial<WhatIf>, string, string, boolean]>([
    [
      'a shorter limit',
      { limits: [{ topicId: 'lamp', limit: { amount: 3, unit: 'wd' } }] },
      '2026-03-05T17:00',
      '2026-03-06T10:00',
      true
    ],
    [
      'another topic’s limit',
      { limits: [{ topicId: 'road', limit: { amount: 1, unit: 'wd' } }] },
      '2026-03-09T17:00',
      '2026-03-06T10:00',
      false
    ],
    [
      'an absence of three working days',
      { absences: [{ postId: 'head', from: '2026-03-03', until: '2026-03-05' }] },
      '2026-03-09T17:00',
      '2026-03-11T10:00',
      true
    ],
    [
      'somebody else’s absence',
      { absences: [{ postId: 'other', from: '2026-03-03', until: '2026-03-05' }] },
      '2026-03-09T17:00',
      '2026-03-06T10:00',
      false
    ],
    [
      'an absence after the answer',
      { absences: [{ postId: 'head', from: '2026-03-10', until: '2026-03-12' }] },
      '2026-03-09T17:00',
      '2026-03-06T10:00',
      false
    ],
    [
      'a second person',
      { staff: [{ postId: 'head', percent: 50 }] },
      '2026-03-09T17:00',
      '2026-03-04T09:30',
      false
    ],
    [
      'half the hands',
      { staff: [{ postId: 'head', percent: 200 }] },
      '2026-03-09T17:00',
      '2026-03-12T11:00',
      true
    ],
    [
      'an open Saturday',
      {
        hours: {
          days: [1, 2, 3, 4, 5, 6],
          intervals: [
            [540, 720],
            [780, 1020]
          ]
        }
      },
      '2026-03-07T17:00',
      '2026-03-06T10:00',
      false
    ]
  ])('under %s', (_, change, due, answered, late) =>
    expect(under(change)).toMatchObject({ dueAt: at(due), answeredAt: at(answered), late })
  )

  it('stays late when an earlier promise was missed, whatever changes', () =>
    expect(under({ staff: [{ postId: 'head', percent: 10 }] }, { ...past, lateBefore: true }).late).toBe(
      true
    ))

  it('counts a day that ends at Beijing midnight to the day before', () => {
    const eve = { ...past, answeredAt: at('2026-03-09T16:59') }
    expect([under({}, eve).late, under({}, { ...past, answeredAt: at('2026-03-09T17:00') }).late]).toEqual([
      false,
      true
    ])
    const absent = (until: string) =>
      under({ absences: [{ postId: 'head', from: '2026-03-05', until }] }).answeredAt
    expect(absent('2026-03-05')).toEqual(at('2026-03-09T10:00'))
    expect(absent('2026-03-08')).toEqual(at('2026-03-10T10:00'))
  })

  it('is never answered earlier by an absence, nor later by more hands', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 10, max: 100 }),
        (hours, day, percent) => {
          const one = { ...past, answeredAt: new Date(past.clock.start.getTime() + hours * 3_600_000) }
          const from = `2026-03-${String(day).padStart(2, '0')}`
          expect(
            under({ absences: [{ postId: 'head', from, until: from }] }, one).answeredAt! >=
              under({}, one).answeredAt!
          ).toBe(true)
          expect(under({ staff: [{ postId: 'head', percent }] }, one).answeredAt! <= one.answeredAt).toBe(
            true
          )
        }
      ),
      { numRuns: 500 }
    )
  })
})

describe('past months replayed', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack()
  })
  afterAll(() => stack.stop())

  it('says who would have been late, side by side, and changes nothing', async () => {
    const { id, lead } = await dispatched(stack)
    stack.clock.now = new Date('2026-03-05T10:00:00+08:00')
    await stack.as(lead)(`POST /questions/${id}/commands`, command({ action: 'acknowledge' }))
    const answered = await stack.as(lead)(
      `POST /questions/${id}/commands`,
      command({ action: 'reply', text: '3月5日已换好村里主街的路灯', fileIds: [] })
    )
    expect(answered).toMatchObject({ status: 200 })
    await report(stack)
    const before = await stack.sql`select md5(string_agg(q::text, '' order by id)) as sum from questions q`
    const { topicId } = (await stack.as('admin')(`GET /questions/${id}`)).body
    const ask = (change: object, who = 'leader1') => stack.as(who)('POST /what-if', { ...nothing, ...change })
    expect((await ask({})).body).toMatchObject({
      count: 1,
      was: { late: 0 },
      would: { late: 0 },
      newlyLate: 0,
      examples: []
    })
    const strict = (await ask({ limits: [{ topicId, limit: { amount: 1, unit: 'wd' } }] })).body
    expect(strict).toMatchObject({
      count: 1,
      was: { late: 0 },
      would: { late: 1 },
      newlyLate: 1,
      noLongerLate: 0
    })
    expect(strict.byPost).toMatchObject([{ count: 1, would: { late: 1 } }])
    expect(strict.examples[0]).toMatchObject({
      id,
      words: expect.stringMatching(/^会超期：期限3月3日（周二） 17:00，3月5日（周四） 10:00答复$/)
    })
    expect((await ask({ from: '2026-01', until: '2026-02' })).body.count).toBe(0)
    expect((await ask({}, 'w-leader')).body.count).toBe(0)
    for (const bad of [
      { from: '2026-04' },
      { hours: { days: [1], intervals: [[700, 600]] } },
      { hours: { days: [], intervals: [] } }
    ])
      expect((await ask(bad)).status).toBe(400)
    expect(await stack.sql`select md5(string_agg(q::text, '' order by id)) as sum from questions q`).toEqual(
      before
    )
  })
})
