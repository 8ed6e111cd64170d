import {
  CalendarMissing,
  type Clock,
  DAY,
  dateOf,
  dayOf,
  dueAt,
  hoursOf,
  type Limit,
  minuteOf,
  type WorkCalendar,
  workingMinutes
} from 'bff/kernel/lib/worktime.ts'
import { traceWords } from 'bff/kernel/lib/worktime.words.ts'
import { compileCalendar, OFFICE_HOURS, statutoryCalendar } from 'bff/platform/tenants/calendar.rules.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const office = compileCalendar(statutoryCalendar(OFFICE_HOURS))
const limitOf = (text: string): Limit => {
  const [, amount, unit] = /^(\d+)(\w+)$/.exec(text)!
  return { amount: Number(amount), unit: unit as Limit['unit'] }
}
const due = (start: string, limit: string, more: Partial<Clock> = {}) =>
  dueAt(office, { start: new Date(start), limit: limitOf(limit), ...more })

describe('a deadline', () => {
  it.each([
    ['ten minutes before closing', '2026-09-30T16:50+08:00', '10wm', '2026-09-30T17:00+08:00'],
    ['over lunch', '2026-03-02T11:55+08:00', '10wm', '2026-03-02T13:05+08:00'],
    [
      'in the last minute before Beijing midnight',
      '2026-03-02T23:59:30+08:00',
      '1wd',
      '2026-03-03T17:00+08:00'
    ],
    ['natural days from that minute', '2026-03-02T23:59:59+08:00', '3d', '2026-03-05T17:00+08:00'],
    ['a minute before Beijing midnight', '2026-03-02T23:59+08:00', '1wd', '2026-03-03T17:00+08:00'],
    ['a minute after Beijing midnight', '2026-03-03T00:01+08:00', '1wd', '2026-03-04T17:00+08:00'],
    ['hours over the National Day week', '2026-09-30T16:50+08:00', '4wh', '2026-10-08T13:50+08:00'],
    ['days over it, the make-up Saturday counted', '2026-09-30T16:50+08:00', '5wd', '2026-10-13T17:00+08:00'],
    ['from a Saturday', '2026-03-07T12:00+08:00', '1wd', '2026-03-09T17:00+08:00'],
    ['natural days ending on a Sunday', '2026-03-02T09:00+08:00', '6d', '2026-03-09T17:00+08:00'],
    ['natural days ending in a holiday', '2026-09-20T09:00+08:00', '15d', '2026-10-08T17:00+08:00'],
    ['before the office opens', '2026-03-02T07:00+08:00', '1wh', '2026-03-02T10:00+08:00'],
    ['after it closed', '2026-03-02T18:00+08:00', '1wh', '2026-03-03T10:00+08:00']
  ])('%s', (_, start, limit, expected) => expect(due(start, limit)).toEqual(new Date(expected)))

  it('stands still while paused and goes on from where extensions begin', () => {
    const pause = {
      from: new Date('2026-03-03T10:00+08:00'),
      to: new Date('2026-03-05T10:00+08:00'),
      reason: '补正'
    }
    expect(due('2026-03-02T09:00+08:00', '5wd', { pauses: [pause] })).toEqual(
      new Date('2026-03-11T17:00+08:00')
    )
    expect(due('2026-03-02T09:00+08:00', '5wd', { extensions: [limitOf('3wd')] })).toEqual(
      new Date('2026-03-12T17:00+08:00')
    )
  })

  it('says which year is missing rather than guess', () => {
    expect(() => due('2026-12-30T09:00+08:00', '5wd')).toThrow(expect.objectContaining({ year: 2027 }))
    expect(() => due('2023-12-29T09:00+08:00', '1wm')).toThrow(CalendarMissing)
    expect(() => due('2027-01-04T09:00+08:00', '1wm')).toThrow('工作日历缺少2027年的数据')
  })

  it.each([0, -1, 1.5, Number.NaN])('is never of %s of anything', (amount) => {
    for (const unit of ['wm', 'wh', 'wd', 'd'] as const)
      expect(() =>
        dueAt(office, { start: new Date('2026-03-02T09:00+08:00'), limit: { amount, unit } })
      ).toThrow(`a limit is a whole number from 1: ${amount}`)
  })

  it.each([
    ['minutes begin with the next whole one', '2026-03-02T09:00:01+08:00', '10wm', '2026-03-02T09:11+08:00'],
    ['hours too', '2026-03-02T09:00:30+08:00', '1wh', '2026-03-02T10:01+08:00'],
    ['days count from the day it lies in', '2026-03-02T16:59:30+08:00', '1wd', '2026-03-03T17:00+08:00']
  ])('of a started minute: %s', (_, start, limit, expected) =>
    expect(due(start, limit)).toEqual(new Date(expected))
  )

  it.each(['200wm', '4wh', '1wd', '3d'])(
    'of %s is not moved by a pause that ends before it begins',
    (limit) => {
      const [from, to] = [new Date('2026-03-02T11:00+08:00'), new Date('2026-03-02T10:00+08:00')]
      expect(due('2026-03-02T09:00+08:00', limit, { pauses: [{ from, to, reason: '' }] })).toEqual(
        due('2026-03-02T09:00+08:00', limit)
      )
    }
  )

  it('tells in words how it came about', () => {
    const clock = { start: new Date('2026-09-30T16:50+08:00'), limit: limitOf('5wd') }
    expect(traceWords(office, clock, dueAt(office, clock))).toEqual([
      '9月30日（周三） 16:50起算，时限5个工作日，当天不计',
      '10月1日至10月7日国庆节放假，不计',
      '10月10日（周六）调休上班，计入',
      '10月11日（周日）周末，不计',
      '10月13日（周二） 17:00到期'
    ])
  })
})

describe('working minutes', () => {
  it.each([
    ['a morning and an afternoon', '2026-03-02T09:00', '2026-03-02T17:00', 420],
    ['over lunch', '2026-03-02T11:55', '2026-03-02T13:05', 10],
    ['to the instant the office opens again', '2026-03-02T09:00', '2026-03-02T13:00', 180],
    ['a night', '2026-03-02T17:00', '2026-03-03T09:00', 0],
    ['either side of Beijing midnight', '2026-03-02T23:59', '2026-03-03T09:01', 1],
    ['a weekend', '2026-03-06T17:00', '2026-03-09T09:00', 0],
    ['a make-up Saturday', '2026-02-14T00:00', '2026-02-15T00:00', 420],
    ['a holiday on a Monday', '2026-02-16T00:00', '2026-02-17T00:00', 0],
    ['backwards', '2026-03-03T09:00', '2026-03-02T09:00', 0],
    ['no time at all', '2026-03-02T09:00', '2026-03-02T09:00', 0],
    // Years nobody has published are not asked about when nothing of them counts.
    ['up to the last afternoon of the calendar', '2026-12-31T09:00', '2026-12-31T13:00', 180],
    ['no time in a year to come', '2027-03-02T09:00', '2027-03-02T09:00', 0],
    ['backwards in a year to come', '2027-03-02T09:00', '2026-03-02T09:00', 0]
  ])('%s', (_, from, to, minutes) =>
    expect(workingMinutes(office, new Date(`${from}+08:00`), new Date(`${to}+08:00`))).toBe(minutes)
  )
})

/** The slow way: every minute of two months, looked up in a table made once per calendar. */
const FIRST = minuteOf(new Date('2026-05-01T00:00+08:00'))
const tables = new WeakMap<WorkCalendar, { open: Uint8Array; closes: Uint8Array }>()
function tableOf(calendar: WorkCalendar) {
  const known = tables.get(calendar)
  if (known) return known
  const [open, closes] = [new Uint8Array(80 * DAY), new Uint8Array(80 * DAY)]
  for (let day = 0; day < 80; day++) {
    const hours = hoursOf(calendar, dayOf(FIRST) + day)
    for (const [from, to] of hours) open.fill(1, day * DAY + from, day * DAY + to)
    if (hours.length) closes[day * DAY + hours.at(-1)![1] - 1] = 1
  }
  tables.set(calendar, { open, closes })
  return { open, closes }
}

function simulate(calendar: WorkCalendar, { start, limit, pauses = [] }: Clock): number {
  const { open, closes } = tableOf(calendar)
  const stops = pauses.map(({ from, to }) => [minuteOf(from) - FIRST, minuteOf(to) - FIRST] as const)
  const runs = (minute: number) => stops.every(([from, to]) => minute < from || to <= minute)
  const from = minuteOf(start) - FIRST
  const clock = limit.unit === 'wm' || limit.unit === 'wh'
  let left = limit.unit === 'wh' ? limit.amount * 60 : limit.amount
  for (let minute = from; ; minute++) {
    if (clock) {
      if (open[minute] && runs(minute) && --left === 0) return minute + 1 + FIRST
      continue
    }
    if (Math.floor(minute / DAY) === Math.floor(from / DAY)) continue
    const lastMinute = minute % DAY === DAY - 1
    if (limit.unit === 'wd' && closes[minute] && runs(minute) && --left === 0) return minute + 1 + FIRST
    // A natural day counts when the clock runs at its end; the last one then closes with the office.
    const counts = limit.unit === 'd' && runs(Math.floor(minute / DAY) * DAY + DAY - 1)
    if (limit.unit === 'd' && closes[minute] && runs(minute) && (left === 0 || (left === 1 && counts)))
      return minute + 1 + FIRST
    if (lastMinute && counts && left > 0) left--
  }
}

const shifts = [
  [
    [540, 720],
    [780, 1020]
  ],
  [[0, 1440]],
  [
    [480, 510],
    [600, 700],
    [900, 1439]
  ],
  [[570, 600]]
] as const
const drawn = fc
  .record({
    hours: fc.constantFrom(...shifts),
    odd: fc.dictionary(
      fc.integer({ min: 1, max: 28 }).map((d) => `2026-05-${String(d).padStart(2, '0')}`),
      fc.constantFrom([], [[540, 720]], [[600, 1440]]),
      { maxKeys: 6 }
    )
  })
  .map(({ hours, odd }) =>
    compileCalendar({
      weekly: [[], hours, hours, hours, hours, hours, []] as never,
      days: Object.fromEntries(
        Object.entries(odd).map(([day, intervals]) => [day, { name: '调整', intervals: intervals as never }])
      ),
      firstYear: 2026,
      lastYear: 2026
    })
  )
const calendars = fc.constantFrom(...fc.sample(drawn, 300))
const first = Date.parse('2026-05-01T00:00+08:00')
const instants = fc.integer({ min: 0, max: 20 * DAY }).map((minute) => new Date(first + minute * 60_000))
const limits = fc.oneof(
  fc.record({ unit: fc.constantFrom('wm' as const), amount: fc.integer({ min: 1, max: 600 }) }),
  fc.record({ unit: fc.constantFrom('wh' as const), amount: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ unit: fc.constantFrom('wd' as const, 'd' as const), amount: fc.integer({ min: 1, max: 5 }) })
)
const pauses = fc.array(
  fc
    .tuple(instants, fc.integer({ min: 1, max: 2 * DAY }))
    .map(([from, length]) => ({ from, to: new Date(from.getTime() + length * 60_000), reason: '' })),
  { maxLength: 2 }
)

describe('the engine', () => {
  it('equals a minute-by-minute simulator on 100,000 cases', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(calendars, instants, limits, pauses, (calendar, start, limit, stops) => {
        const clock = { start, pauses: stops, limit }
        return minuteOf(dueAt(calendar, clock)) === simulate(calendar, clock)
      }),
      { numRuns: 100_000 }
    )
  })

  it('is monotone in start and amount', () => {
    fc.assert(
      fc.property(
        calendars,
        instants,
        fc.integer({ min: 0, max: 3 * DAY }),
        limits,
        pauses,
        (calendar, start, later, limit, stops) => {
          const at = (from: Date, amount: number) =>
            dueAt(calendar, { start: from, limit: { ...limit, amount }, pauses: stops })
          const base = at(start, limit.amount)
          return (
            at(new Date(start.getTime() + later * 60_000), limit.amount) >= base &&
            at(start, limit.amount + 1) >= base
          )
        }
      ),
      { numRuns: 3000 }
    )
  })

  it('adds up: a then b is a + b, for all that runs in working time', () => {
    fc.assert(
      fc.property(
        calendars,
        instants,
        limits,
        fc.integer({ min: 1, max: 5 }),
        (calendar, start, { unit, amount }, more) => {
          // An office that closes at 24:00 ends a day at the first instant of the next, which is another day
          // to count from.
          const midnight = [
            ...calendar.weekly,
            ...[...calendar.days.values()].map(({ intervals }) => intervals)
          ].some((hours) => hours.at(-1)?.[1] === DAY)
          fc.pre(unit !== 'd' && !(unit === 'wd' && midnight))
          const at = (from: Date, n: number) => dueAt(calendar, { start: from, limit: { unit, amount: n } })
          expect(at(at(start, amount), more)).toEqual(at(start, amount + more))
        }
      ),
      { numRuns: 3000 }
    )
  })

  it('does not care how office hours are cut into intervals', () => {
    const whole = { firstYear: 2026, lastYear: 2026, days: {} }
    const one = compileCalendar({ ...whole, weekly: [[], ...Array(5).fill([[540, 1020]]), []] })
    const cut = compileCalendar({
      ...whole,
      weekly: [
        [],
        ...Array(5).fill([
          [540, 600],
          [600, 601],
          [601, 1020]
        ]),
        []
      ]
    })
    fc.assert(
      fc.property(instants, limits, pauses, (start, limit, stops) => {
        expect(dueAt(one, { start, limit, pauses: stops })).toEqual(
          dueAt(cut, { start, limit, pauses: stops })
        )
      }),
      { numRuns: 2000 }
    )
  })

  it('counts as many working minutes as a limit in minutes took', () => {
    fc.assert(
      fc.property(
        calendars,
        instants,
        fc.integer({ min: 1, max: 900 }),
        pauses,
        (calendar, start, amount, stops) => {
          const end = dueAt(calendar, { start, limit: { unit: 'wm', amount }, pauses: stops })
          return (
            workingMinutes(calendar, start, end, stops) === amount &&
            dateOf(minuteOf(end)).getTime() === end.getTime()
          )
        }
      ),
      { numRuns: 3000 }
    )
  })
})
