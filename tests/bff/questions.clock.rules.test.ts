import {
  endPause,
  isOverdue,
  lateNow,
  questionClock,
  REOPEN,
  triageDue
} from 'bff/assistant/questions/clock.rules.ts'
import type { QuestionRow } from 'bff/assistant/questions/questions.table.ts'
import { describe, expect, it } from 'vitest'
import { calendar, received } from '../support/question-model.ts'

const at = (time: string) => new Date(`${time}+08:00`)
const start = at('2026-03-02T09:00')
const due = at('2026-03-09T17:00')
const clock = {
  start: start.toISOString(),
  limit: { amount: 5, unit: 'wd' as const },
  pauses: [],
  extensions: []
}
/** Given to somebody on Monday morning, for five working days. */
const running = (change: Partial<QuestionRow> = {}): QuestionRow => ({
  ...received,
  status: 'accepted',
  clock,
  dueAt: due,
  ...change
})
const [before, end, after] = ['2026-03-09T16:59:59', '2026-03-09T17:00', '2026-03-10T09:00']
const friday = at('2026-03-06T10:00')

describe('four working hours to give a question to somebody', () => {
  it.each([
    ['at the opening', '2026-03-02T09:00', '2026-03-02T14:00'],
    ['before the opening', '2026-03-02T06:00', '2026-03-02T14:00'],
    ['over lunch and the night', '2026-03-02T14:30', '2026-03-03T10:30'],
    ['a minute before Beijing midnight', '2026-03-02T23:59', '2026-03-03T14:00'],
    ['at Beijing midnight', '2026-03-03T00:00', '2026-03-03T14:00'],
    ['on Friday evening', '2026-03-06T16:30', '2026-03-09T13:30'],
    ['on Sunday', '2026-03-08T12:00', '2026-03-09T14:00'],
    ['on a make-up Saturday', '2026-02-14T09:00', '2026-02-14T14:00'],
    ['on the eve of the National Day week', '2026-09-30T16:50', '2026-10-08T13:50']
  ])('asked %s', (_, asked, until) => expect(triageDue(calendar, at(asked))).toEqual(at(until)))
})

it('may be asked anew for ten working days', () => expect(REOPEN).toEqual({ amount: 10, unit: 'wd' }))

describe('late', () => {
  it.each<[string, QuestionRow, string, Date | null]>([
    ['before its end', running(), before, null],
    ['at its end', running(), end, due],
    ['after it', running(), after, due],
    ['paused, whatever its end', running({ pausedAt: friday }), after, null],
    ['without a clock', running({ dueAt: null }), after, null],
    ['with a new end, late by an old one', running({ lateSince: friday }), before, friday],
    ['paused, and late once before', running({ lateSince: friday, pausedAt: friday }), after, friday]
  ])('since when: %s', (_, question, now, since) => expect(lateNow(question, at(now))).toEqual(since))

  it.each<[string, QuestionRow, string, boolean]>([
    ['before its end', running(), before, false],
    ['at its end', running(), end, true],
    ['after it', running(), after, true],
    ['without a clock', running({ dueAt: null }), after, false],
    ['paused', running({ pausedAt: friday }), after, false],
    ['answered in time', running({ answeredAt: friday }), after, false],
    ['withdrawn in time', running({ closedAt: friday }), after, false],
    ['answered and closed in time', running({ answeredAt: friday, closedAt: friday }), after, false],
    ['answered late', running({ answeredAt: due, lateSince: due }), after, true],
    ['late once, with a new end', running({ lateSince: friday }), before, true]
  ])('counted as overdue: %s', (_, question, now, late) => expect(isOverdue(question, at(now))).toBe(late))
})

describe('a pause that ends', () => {
  const pausedAt = at('2026-03-03T10:00')
  const waiting = running({ status: 'waiting', pausedAt, pauseReason: '等待群众补充情况' })
  it.each([
    ['the same day: no closing was lost', '2026-03-03T16:59', '2026-03-09T17:00'],
    ['at the closing', '2026-03-03T17:00', '2026-03-10T17:00'],
    ['a minute before Beijing midnight', '2026-03-04T23:59', '2026-03-11T17:00'],
    ['at Beijing midnight', '2026-03-05T00:00', '2026-03-11T17:00'],
    ['after two closings', '2026-03-05T10:00', '2026-03-11T17:00'],
    ['after a weekend', '2026-03-09T09:00', '2026-03-13T17:00']
  ])('%s', (_, now, until) => {
    const change = endPause(calendar, waiting, at(now))
    expect(change).toMatchObject({ status: 'accepted', pausedAt: null, pauseReason: null, dueAt: at(until) })
    expect(change.clock!.pauses).toEqual([
      { from: pausedAt.toISOString(), to: at(now).toISOString(), reason: '等待群众补充情况' }
    ])
  })
  it('is added to those before', () => {
    const first = { from: start.toISOString(), to: at('2026-03-02T18:00').toISOString(), reason: '一' }
    const twice = { ...waiting, clock: { ...clock, pauses: [first] }, dueAt: at('2026-03-09T17:00') }
    const { clock: changed } = endPause(calendar, twice, at('2026-03-03T18:00'))
    expect(changed!.pauses.map(({ reason }) => reason)).toEqual(['一', '等待群众补充情况'])
  })
  it('needs no reason to be given back', () =>
    expect(
      endPause(calendar, { ...waiting, pauseReason: null }, at('2026-03-03T18:00')).clock!.pauses
    ).toMatchObject([{ reason: '' }]))
  it.each([
    ['where none runs', running()],
    ['where no clock is', running({ pausedAt, clock: null })]
  ])('changes nothing %s', (_, question) => expect(endPause(calendar, question, friday)).toEqual({}))
})

describe('the face of a clock that does not run', () => {
  it.each<[string, QuestionRow]>([
    ['按期答复', running({ status: 'answered', answeredAt: friday })],
    ['按期答复', running({ status: 'closed', answeredAt: friday, closedAt: friday })],
    ['超期答复', running({ status: 'answered', answeredAt: due, lateSince: due })],
    ['已结束', running({ status: 'withdrawn', closedAt: friday })],
    ['已结束', { ...received, status: 'refused', closedAt: friday }],
    ['合并办理', running({ status: 'merged' })],
    ['合并办理', { ...received, status: 'merged' }],
    ['等待裁定', running({ status: 'returned', clock: null, dueAt: null })],
    ['等待裁定', running({ clock: null })],
    ['等待裁定', running({ dueAt: null })],
    ['暂停计时', running({ status: 'waiting', pausedAt: friday })]
  ])('is grey and says %s', (words, question) =>
    expect(questionClock(calendar, question, at(after))).toEqual({ urgency: 'grey', words })
  )
})

describe('the colour of a clock that runs', () => {
  it.each([
    ['more than half left', '2026-03-02T09:00', 'green'],
    ['less than half left', '2026-03-06T09:00', 'yellow'],
    ['the last day', '2026-03-09T09:00', 'red'],
    ['over', '2026-03-09T17:00', 'red']
  ])('%s', (_, now, urgency) => expect(questionClock(calendar, running(), at(now)).urgency).toBe(urgency))
})

describe('where the calendar of the year is not known yet', () => {
  it.each([
    ['a new question waits', { ...received, askedAt: at('2026-12-31T16:00') }, 'grey', '等待分派'],
    ['one that is late is late', running({ dueAt: at('2026-12-31T17:00') }), 'red', '已超期5天'],
    ['one that runs runs', running({ dueAt: at('2027-02-01T17:00') }), 'yellow', '办理中']
  ] as const)('%s', (_, question, urgency, words) =>
    expect(questionClock(calendar, question, at('2027-01-05T09:00'))).toEqual({ urgency, words })
  )
})
