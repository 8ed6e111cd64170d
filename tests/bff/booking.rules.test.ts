import { nextTimer } from 'bff/hall/booking/booking.rules.ts'
import type { BookingRow } from 'bff/hall/booking/booking.table.ts'
import { bookableDays, planSlots, releaseOf } from 'bff/hall/booking/slots.rules.ts'
import {
  aheadOf,
  moveTicket,
  nextWaiter,
  ticketActions,
  type Waiter,
  waitRange
} from 'bff/hall/queue/queue.rules.ts'
import { dateOf } from 'bff/kernel/lib/worktime.ts'
import { compileCalendar, OFFICE_HOURS, statutoryCalendar } from 'bff/platform/tenants/calendar.rules.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const calendar = compileCalendar(statutoryCalendar(OFFICE_HOURS))
const at = (text: string) => new Date(`${text}+08:00`)
const dayNo = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
const counter = {
  slotMinutes: 30,
  releaseDays: 7,
  releaseMinute: 480,
  staffSeats: 1,
  walkInSeats: 1,
  active: true
}
const window = { id: 'w1', seatsPerSlot: 4, weekly: null, active: true }
const plan = (
  date: string,
  change: Partial<typeof counter> = {},
  windows = [window],
  closures: Parameters<typeof planSlots>[2] = []
) => planSlots({ ...counter, ...change }, windows, closures, calendar, dayNo(date))
const clock = (date: Date) => date.toISOString()

describe('the slots of a day', () => {
  it.each([
    ['an ordinary Monday', '2026-03-02', 14],
    ['a Saturday', '2026-03-07', 0],
    ['a make-up Saturday: the office works', '2026-02-14', 14],
    ['a make-up Sunday', '2026-01-04', 14],
    ['a statutory holiday on a Monday', '2026-02-16', 0]
  ])('%s', (_, date, count) => expect(plan(date)).toHaveLength(count))

  it('start at the opening, end by the closing and leave out lunch', () => {
    const slots = plan('2026-03-02')
    expect(clock(slots[0]!.startsAt)).toBe(clock(at('2026-03-02T09:00:00')))
    expect(clock(slots.at(-1)!.endsAt)).toBe(clock(at('2026-03-02T17:00:00')))
    expect(
      slots.some(
        ({ startsAt }) => startsAt >= at('2026-03-02T12:00:00') && startsAt < at('2026-03-02T13:00:00')
      )
    ).toBe(false)
  })

  it.each([
    ['seats less the telephone’s and the walk-ins’', {}, [window], 2, 1],
    ['two windows', {}, [window, { ...window, id: 'w2' }], 6, 1],
    ['fewer seats than are kept', { walkInSeats: 9 }, [window], 0, 1],
    ['more kept for the telephone than there are', { staffSeats: 9 }, [window], 0, 4],
    ['a window that rests', {}, [window, { ...window, id: 'w2', active: false }], 2, 1]
  ])('hold %s', (_, change, windows, seats, staffSeats) =>
    expect(plan('2026-03-02', change, windows)[0]).toMatchObject({ seats, staffSeats })
  )

  it('are not there where the counter or all its windows are closed, and smaller where one is', () => {
    const half = { fromMinute: 540, untilMinute: 600 }
    expect(plan('2026-03-02', {}, [window], [{ windowId: null, ...half }])).toHaveLength(12)
    const two = [window, { ...window, id: 'w2' }]
    expect(plan('2026-03-02', {}, two, [{ windowId: 'w2', ...half }]).map(({ seats }) => seats)).toEqual([
      2,
      2,
      ...Array(12).fill(6)
    ])
    // A closure that touches a slot takes the whole of it; one that ends where it begins takes nothing.
    expect(
      plan('2026-03-02', {}, [window], [{ windowId: null, fromMinute: 569, untilMinute: 571 }])
    ).toHaveLength(12)
    expect(
      plan('2026-03-02', {}, [window], [{ windowId: null, fromMinute: 500, untilMinute: 540 }])
    ).toHaveLength(14)
  })

  it('follow a window’s own hours on ordinary days and the county’s on make-up days', () => {
    const saturdays = { ...window, weekly: [[], [], [], [], [], [], [[540, 600]]] as never }
    expect(plan('2026-03-07', {}, [saturdays])).toHaveLength(2)
    expect(plan('2026-03-02', {}, [saturdays])).toHaveLength(0)
    expect(plan('2026-02-14', {}, [saturdays])).toHaveLength(14)
  })

  it('never overlap, whatever hours the windows keep', () => {
    const hours = fc
      .tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 15, max: 600 }))
      .map(([from, long]) => [from, Math.min(1440, from + long)])
    fc.assert(
      fc.property(
        fc.array(hours, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 10, max: 90 }),
        (all, slotMinutes) => {
          const windows = all.map((one, index) => ({
            ...window,
            id: `w${index}`,
            weekly: Array(7).fill([one]) as never
          }))
          const slots = plan('2026-03-02', { slotMinutes }, windows)
          for (const [index, slot] of slots.entries())
            if (index > 0)
              expect(slot.startsAt.getTime()).toBeGreaterThanOrEqual(slots[index - 1]!.endsAt.getTime())
        }
      )
    )
  })
})

describe('release', () => {
  it('is seven days before at eight', () =>
    expect(releaseOf(counter, dayNo('2026-03-09'))).toEqual(at('2026-03-02T08:00:00')))
  it.each([
    ['a minute before Beijing midnight', '2026-03-02T23:59:00', '2026-03-02'],
    ['at Beijing midnight', '2026-03-03T00:00:00', '2026-03-03'],
    ['at 7:59 in Beijing, still yesterday in UTC', '2026-03-03T07:59:00', '2026-03-03']
  ])('counts days from the Beijing day: %s', (_, now, first) => {
    const days = bookableDays(counter, at(now))
    expect(days[0]).toBe(dayNo(first))
    expect(days).toHaveLength(9)
  })
})

const booking = (change: Partial<BookingRow> = {}) =>
  ({
    state: 'booked',
    lock: 3,
    startsAt: at('2026-03-05T10:00:00'),
    endsAt: at('2026-03-05T10:30:00'),
    heldUntil: null,
    travelMinutes: 40,
    ...change
  }) as BookingRow
const held = { state: 'held', heldUntil: at('2026-03-02T09:10:00') } as const

describe('the clock of a booking', () => {
  it.each([
    ['2026-03-02T09:00:00', 'dayBefore', '2026-03-04T10:00:00'],
    ['2026-03-04T10:00:00', 'hourBefore', '2026-03-05T09:00:00'],
    ['2026-03-05T09:00:00', 'leave', '2026-03-05T09:10:00'],
    ['2026-03-05T09:10:00', 'miss', '2026-03-05T10:45:00']
  ])('after %s comes %s', (now, step, due) =>
    expect(nextTimer(booking(), at(now))).toEqual({ step, dueAt: at(due) })
  )
  it.each([
    ['held', 'lapse'],
    ['offered', 'lapse'],
    ['arrived', 'close'],
    ['served', undefined],
    ['cancelled', undefined]
  ] as const)('%s waits for %s', (state, step) =>
    expect(nextTimer(booking({ ...held, state }), at('2026-03-02T09:00:00'))?.step).toBe(step)
  )
  it('never leaves a live booking without a next step, and never one behind', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('held', 'offered', 'booked', 'arrived'),
        fc.integer({ min: -4000, max: 4000 }),
        fc.integer({ min: 0, max: 240 }),
        (state, minutes, travelMinutes) => {
          const now = new Date(at('2026-03-05T10:00:00').getTime() + minutes * 60_000)
          const timer = nextTimer(booking({ ...held, state, travelMinutes } as never), now)
          expect(timer).not.toBeNull()
          if (state === 'booked' && timer!.step !== 'miss')
            expect(timer!.dueAt.getTime()).toBeGreaterThan(now.getTime())
        }
      )
    ))
})

const waiter = (id: string, change: Partial<Waiter> = {}): Waiter => ({
  id,
  priority: false,
  bookedFor: null,
  arrivedAt: at('2026-03-05T09:00:00'),
  requeuedAt: null,
  ...change
})
const now = at('2026-03-05T10:00:00')
const bookedAt = (time: string) => ({ bookedFor: at(`2026-03-05T${time}:00`) })
describe('whose turn it is', () => {
  const [simply, due, early, old] = [
    waiter('simply'),
    waiter('due', bookedAt('10:00')),
    waiter('early', bookedAt('10:30')),
    waiter('old', { priority: true })
  ]
  it.each([
    ['nobody', [], [], undefined],
    ['the elderly first', [simply, due, old], [], 'old'],
    ['after two of them the others', [simply, due, old], [old, old], 'due'],
    ['unless nobody else waits', [old, early], [old, old], 'old'],
    ['who booked before who came', [simply, due], [], 'due'],
    ['after two who booked one who came', [simply, due], [due, due], 'simply'],
    ['a call of the elderly between does not count', [simply, due], [old, due, due], 'simply'],
    ['before his time only when nobody else waits', [simply, early], [], 'simply'],
    ['and then he does', [early], [], 'early'],
    [
      'who missed his call after who came since',
      [waiter('missed', { requeuedAt: now }), waiter('since', { arrivedAt: at('2026-03-05T09:55:00') })],
      [],
      'since'
    ]
  ])('%s', (_, line, calls, id) => expect(nextWaiter(line, calls, now)?.id).toBe(id))

  const lines = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      priority: fc.boolean(),
      bookedFor: fc.option(
        fc.constantFrom(...['09:00', '09:30', '10:00', '10:30'].map((time) => bookedAt(time).bookedFor))
      ),
      arrivedAt: fc.integer({ min: 0, max: 60 }).map((minutes) => new Date(now.getTime() - minutes * 60_000)),
      requeuedAt: fc.option(
        fc.integer({ min: 0, max: 60 }).map((minutes) => new Date(now.getTime() - minutes * 60_000))
      )
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 15 }
  )
  it('comes to everybody: whoever waits stands at a place of their own', () =>
    fc.assert(
      fc.property(lines, (line) => {
        const seats = line.map(({ id }) => aheadOf(line, [], now, id))
        expect([...seats].sort((a, b) => a - b)).toEqual(line.map((_, index) => index))
      })
    ))
  it('passes nobody of one’s own kind who stood before', () =>
    fc.assert(
      fc.property(lines, (line) => {
        const kinds = line.filter(({ priority, bookedFor }) => !priority && bookedFor === null)
        const order = [...kinds].sort(
          (a, b) =>
            (a.requeuedAt ?? a.arrivedAt).getTime() - (b.requeuedAt ?? b.arrivedAt).getTime() ||
            a.arrivedAt.getTime() - b.arrivedAt.getTime() ||
            a.id.localeCompare(b.id)
        )
        const seats = order.map(({ id }) => aheadOf(line, [], now, id))
        expect(seats).toEqual([...seats].sort((a, b) => a - b))
      })
    ))
})

describe('a number', () => {
  it.each([
    ['called', ['again', 'serve', 'miss', 'park', 'transfer', 'ordinary']],
    ['serving', ['park', 'done', 'transfer']],
    ['waiting', ['transfer', 'ordinary']],
    ['parked', ['resume']],
    ['missed', ['resume']],
    ['done', []],
    ['left', []]
  ] as const)('%s', (state, actions) => expect(ticketActions(state)).toEqual(actions))
  it('refuses a step its state does not have', () =>
    expect(() => moveTicket('done', 'waiting')).toThrow(expect.objectContaining({ code: 'ticket_moved_on' })))
  it.each([
    [0, 2, { quick: 5, slow: 10 }, { from: 0, to: 0 }],
    [3, 2, { quick: 5, slow: 10 }, { from: 10, to: 20 }],
    [3, 0, { quick: 5, slow: 10 }, null],
    [3, 2, null, null]
  ])('%s before him at %s windows', (ahead, windows, pace, range) =>
    expect(waitRange(ahead, windows, pace)).toEqual(range)
  )
})

it('counts a day in Beijing', () =>
  expect(dateOf(dayNo('2026-03-03') * 1440)).toEqual(at('2026-03-03T00:00:00')))
