import {
  barBegan,
  barredUntil,
  bookingActions,
  hallActions,
  leaveAt,
  nextTimer,
  requireAction,
  requireHall
} from 'bff/hall/booking/booking.rules.ts'
import type { BookingRow } from 'bff/hall/booking/booking.table.ts'
import { type BookingAction, type BookingState, BookingState as States } from 'shared/booking.ts'
import { describe, expect, it } from 'vitest'

const at = (time: string) => new Date(`${time}+08:00`)
const booking = (change: Partial<BookingRow> = {}) =>
  ({
    state: 'booked',
    lock: 3,
    heldUntil: null,
    travelMinutes: 40,
    startsAt: at('2026-03-05T10:00'),
    endsAt: at('2026-03-05T10:30'),
    ...change
  }) as BookingRow
const [before, start] = ['2026-03-05T09:59:59', '2026-03-05T10:00']
const CLOSED = '窗口停办'
const words = (actions: string) => actions.split(' ').filter(Boolean)

const HOLD_ENDS = at('2026-03-02T09:10')
/** What its person may: while it may be held, in the hour before it, when it has begun, when it is over. */
const TABLE: Record<BookingState, readonly [held: string, hour: string, begun: string, over: string]> = {
  held: ['confirm cancel', 'cancel', '', ''],
  offered: ['confirm cancel', 'cancel', '', ''],
  booked: ['change cancel', 'change cancel checkIn', 'checkIn', ''],
  arrived: ['', '', '', ''],
  served: ['', '', '', ''],
  missed: ['', '', '', ''],
  left: ['', '', '', ''],
  cancelled: ['', '', '', ''],
  lapsed: ['', '', '', '']
}
const TIMES = ['2026-03-02T09:09:59', '2026-03-05T09:30', '2026-03-05T10:00', '2026-03-05T10:45']

describe('what a person may do with a booking', () => {
  const rows = Object.values(States.enum).flatMap((state) =>
    TIMES.map((now, time) => [state, now, TABLE[state][time]!] as const)
  )
  it.each(rows)('%s at %s: %s', (state, now, actions) =>
    expect(bookingActions(booking({ state, heldUntil: HOLD_ENDS }), at(now))).toEqual(words(actions))
  )
  it.each([
    ['an hour and a second before', '2026-03-05T08:59:59', false],
    ['an hour before', '2026-03-05T09:00', true],
    ['a second before its grace is over', '2026-03-05T10:44:59', true],
    ['when its grace is over', '2026-03-05T10:45', false]
  ])('checks in %s: %s', (_, now, may) =>
    expect(bookingActions(booking(), at(now)).includes('checkIn')).toBe(may)
  )

  const held = { state: 'held', heldUntil: HOLD_ENDS } as const
  it.each<[BookingAction, Partial<BookingRow>, string]>([
    ['confirm', held, '2026-03-02T09:00'],
    ['change', {}, before],
    ['cancel', held, '2026-03-02T09:00'],
    ['cancel', {}, before],
    ['checkIn', {}, start]
  ])('is let through: %s', (action, change, now) =>
    expect(() => requireAction(action, booking(change), 3, at(now))).not.toThrow()
  )
  it.each<[BookingAction, Partial<BookingRow>, number, string, string]>([
    ['confirm', held, 3, '2026-03-02T09:10', 'hold_over'],
    ['confirm', held, 2, '2026-03-02T09:00', 'booking_moved_on'],
    ['confirm', {}, 3, '2026-03-02T09:00', 'booking_moved_on'],
    ['change', {}, 3, start, 'booking_begun'],
    ['cancel', {}, 2, '2026-03-02T09:00', 'booking_moved_on'],
    ['cancel', {}, 3, start, 'booking_begun'],
    ['checkIn', {}, 3, '2026-03-05T08:59:59', 'not_check_in_time'],
    ['change', held, 3, '2026-03-02T09:00', 'booking_moved_on'],
    ['cancel', { state: 'cancelled' }, 3, before, 'booking_moved_on'],
    ['checkIn', { state: 'arrived' }, 3, start, 'booking_moved_on'],
    ['checkIn', {}, 3, '2026-03-05T10:45', 'not_check_in_time']
  ])('is refused in words: %s %j', (action, change, lock, now, code) =>
    expect(() => requireAction(action, booking(change), lock, at(now))).toThrow(
      expect.objectContaining({ code })
    )
  )
})

describe('what the hall may do with a booking', () => {
  it.each<[string, BookingState, string | null, string, string]>([
    ['before its hour', 'booked', null, before, 'move cancel'],
    ['in its hour', 'booked', null, start, ''],
    ['before an hour it closed', 'booked', CLOSED, before, 'move cancel'],
    ['in an hour it closed itself', 'booked', CLOSED, start, 'move cancel'],
    ['not confirmed yet', 'held', null, before, ''],
    ['not confirmed yet, its hour closed', 'held', CLOSED, before, ''],
    ['arrived, its hour closed', 'arrived', CLOSED, start, ''],
    ['cancelled', 'cancelled', CLOSED, before, '']
  ])('%s', (_, state, closed, now, actions) =>
    expect(hallActions(booking({ state }), closed, at(now))).toEqual(words(actions))
  )

  const tried = (change: Partial<BookingRow>, lock: number, closed: string | null, now: string) => () =>
    requireHall(booking(change), lock, closed, at(now))
  it.each([
    ['before its hour', null, before],
    ['in an hour it closed itself', CLOSED, start]
  ])('is let through %s', (_, closed, now) => expect(tried({}, 3, closed, now)).not.toThrow())
  it.each<[string, Partial<BookingRow>, number, string | null, string, string]>([
    ['somebody else was quicker', {}, 2, null, before, 'booking_moved_on'],
    ['it is booked no more', { state: 'cancelled' }, 3, null, before, 'booking_moved_on'],
    ['its person has come', { state: 'arrived' }, 3, CLOSED, start, 'booking_moved_on'],
    ['its hour has come', {}, 3, null, start, 'booking_begun']
  ])('is refused in words: %s', (_, change, lock, closed, now, code) =>
    expect(tried(change, lock, closed, now)).toThrow(expect.objectContaining({ code }))
  )
})

describe('the clock of a booking', () => {
  const early = '2026-03-02T09:00'
  it.each<[string, Partial<BookingRow>, string, { step: string; dueAt: Date } | null]>([
    ['held', { state: 'held', heldUntil: HOLD_ENDS }, early, { step: 'lapse', dueAt: HOLD_ENDS }],
    ['offered', { state: 'offered', heldUntil: HOLD_ENDS }, early, { step: 'lapse', dueAt: HOLD_ENDS }],
    ['come in time', { state: 'arrived' }, start, { step: 'close', dueAt: at('2026-03-05T22:00') }],
    ['served', { state: 'served' }, start, null],
    ['missed', { state: 'missed' }, start, null],
    ['cancelled', { state: 'cancelled' }, early, null],
    [
      'booked by somebody who lives far off: first set out, then an hour before',
      { travelMinutes: 120 },
      '2026-03-05T07:00',
      { step: 'leave', dueAt: at('2026-03-05T07:50') }
    ],
    [
      'the same when he has set out',
      { travelMinutes: 120 },
      '2026-03-05T07:50',
      { step: 'hourBefore', dueAt: at('2026-03-05T09:00') }
    ],
    [
      'booked for tomorrow, after Beijing midnight',
      { startsAt: at('2026-03-06T00:30'), endsAt: at('2026-03-06T01:00') },
      '2026-03-05T00:29',
      { step: 'dayBefore', dueAt: at('2026-03-05T00:30') }
    ]
  ])('%s', (_, change, now, timer) => expect(nextTimer(booking(change), at(now))).toEqual(timer))
  it.each([
    [0, '2026-03-05T09:50'],
    [40, '2026-03-05T09:10'],
    [240, '2026-03-05T05:50']
  ])('who needs %i minutes sets out ten earlier', (travelMinutes, time) =>
    expect(leaveAt(booking({ travelMinutes }))).toEqual(at(time))
  )
})

describe('a bar after missed bookings', () => {
  const now = at('2026-03-02T23:59')
  it.each([
    [0, null],
    [2, null],
    [3, '2026-04-01T23:59'],
    [4, '2026-04-01T23:59']
  ])('%i missed: until %s', (missed, until) => expect(barredUntil(missed, now)).toEqual(until && at(until)))
  it('began thirty days before it ends', () => {
    expect(barBegan(at('2026-04-01T23:59'))).toEqual(now)
    expect(barBegan(barredUntil(3, now))).toEqual(now)
  })
  it('that never was never began', () => expect(barBegan(null)).toBeNull())
})
