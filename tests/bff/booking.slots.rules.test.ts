import { bookableDays, planSlots, reasonOf, releaseOf, type Window } from 'bff/hall/booking/slots.rules.ts'
import { compileCalendar, OFFICE_HOURS, statutoryCalendar } from 'bff/platform/tenants/calendar.rules.ts'
import { describe, expect, it } from 'vitest'

const calendar = compileCalendar(statutoryCalendar(OFFICE_HOURS))
const at = (text: string) => new Date(`${text}+08:00`)
const dayNo = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const counter = {
  slotMinutes: 60,
  releaseDays: 7,
  releaseMinute: minute('08:00'),
  staffSeats: 0,
  walkInSeats: 0,
  active: true
}
type Hours = readonly (readonly [from: string, to: string])[]
/** A window with the same hours every day of the week. */
const window = (id: string, seatsPerSlot: number, ...hours: Hours): Window => {
  const day = hours.map(([from, to]) => [minute(from), minute(to)] as const)
  return { id, seatsPerSlot, active: true, weekly: hours.length ? Array(7).fill(day) : null } as Window
}
const closure = (from: string, until: string, windowId: string | null = null, reason = '停电') => ({
  windowId,
  fromMinute: minute(from),
  untilMinute: minute(until),
  reason
})
const clockOf = (time: Date) => new Date(time.getTime() + 28_800_000).toISOString().slice(11, 16)
/** Slots as on a notice: from, to, seats. */
const planned = (
  windows: readonly Window[],
  closures: readonly ReturnType<typeof closure>[] = [],
  change: Partial<typeof counter> = {},
  date = '2026-03-02'
) =>
  planSlots({ ...counter, ...change }, windows, closures, calendar, dayNo(date)).map(
    ({ startsAt, endsAt, seats }) => `${clockOf(startsAt)}-${clockOf(endsAt)} ${seats}`
  )

describe('the slots of a day', () => {
  const [early, late] = [window('early', 2, ['09:00', '11:00']), window('late', 5, ['10:00', '12:00'])]
  it.each<[string, Window[], number, string[]]>([
    [
      'hold the seats of who serves through the whole of them',
      [early, late],
      60,
      ['09:00-10:00 2', '10:00-11:00 7', '11:00-12:00 5']
    ],
    [
      'stand in the order of the day, whatever the windows’ order',
      [late, early],
      60,
      ['09:00-10:00 2', '10:00-11:00 7', '11:00-12:00 5']
    ],
    [
      'leave out who goes in the middle of them',
      [window('a', 2, ['09:00', '10:30']), window('b', 5, ['09:00', '11:00'])],
      60,
      ['09:00-10:00 7', '10:00-11:00 5']
    ],
    [
      'leave out who comes in the middle of them',
      [window('a', 2, ['09:00', '11:00']), window('b', 5, ['09:30', '11:00'])],
      60,
      ['09:00-10:00 2', '10:00-11:00 7']
    ],
    ['leave out what is left before a closing', [window('a', 1, ['09:00', '10:30'])], 60, ['09:00-10:00 1']],
    [
      'begin anew after lunch',
      [window('a', 1, ['09:00', '12:00'], ['13:00', '15:00'])],
      50,
      ['09:00-09:50 1', '09:50-10:40 1', '10:40-11:30 1', '13:00-13:50 1', '13:50-14:40 1']
    ],
    ['are none where the hours are shorter than one', [window('a', 1, ['09:00', '09:45'])], 60, []]
  ])('%s', (_, windows, slotMinutes, slots) => expect(planned(windows, [], { slotMinutes })).toEqual(slots))

  it('are none where the counter rests, whatever its windows do', () =>
    expect(planned([early, late], [], { active: false })).toEqual([]))
  it('are none on a weekday for which a window keeps no hours', () =>
    expect(planned([{ ...early, weekly: [] }])).toEqual([]))
  it('are named by their own day and released days before', () => {
    const [slot] = planSlots(counter, [early], [], calendar, dayNo('2026-03-09'))
    expect(slot).toMatchObject({
      startsAt: at('2026-03-09T09:00'),
      endsAt: at('2026-03-09T10:00'),
      releasesAt: at('2026-03-02T08:00')
    })
  })
})

describe('a closure', () => {
  const two = [window('small', 2, ['09:00', '12:00']), window('large', 5, ['09:00', '12:00'])]
  it.each<[string, ReturnType<typeof closure>[], string[]]>([
    [
      'of the counter closes all its windows',
      [closure('10:00', '11:00')],
      ['09:00-10:00 7', '11:00-12:00 7']
    ],
    [
      'of a window leaves the others open',
      [closure('10:00', '11:00', 'small')],
      ['09:00-10:00 7', '10:00-11:00 5', '11:00-12:00 7']
    ],
    [
      'of a window of another counter closes nothing',
      [closure('10:00', '11:00', 'strange')],
      ['09:00-10:00 7', '10:00-11:00 7', '11:00-12:00 7']
    ],
    ['takes every slot it touches', [closure('09:59', '11:01')], []],
    [
      'ends where a slot begins',
      [closure('08:00', '09:00')],
      ['09:00-10:00 7', '10:00-11:00 7', '11:00-12:00 7']
    ],
    [
      'begins where a slot ends',
      [closure('12:00', '13:00')],
      ['09:00-10:00 7', '10:00-11:00 7', '11:00-12:00 7']
    ],
    ['in the morning leaves the rest', [closure('09:00', '10:00')], ['10:00-11:00 7', '11:00-12:00 7']],
    ['of the last hour leaves the rest', [closure('11:00', '12:00')], ['09:00-10:00 7', '10:00-11:00 7']]
  ])('%s', (_, closures, slots) => expect(planned(two, closures)).toEqual(slots))
})

describe('why a slot is not held', () => {
  const why = (...closures: ReturnType<typeof closure>[]) =>
    reasonOf(closures, at('2026-03-02T10:00'), at('2026-03-02T11:00'))
  it.each([
    ['a closure over it', [closure('09:00', '12:00', null, '培训')], '培训'],
    ['a closure within it', [closure('10:20', '10:30', null, '培训')], '培训'],
    ['the last minute of it', [closure('10:59', '12:00', null, '培训')], '培训'],
    ['the first minute of it', [closure('09:00', '10:01', null, '培训')], '培训'],
    ['a closure that ends as it begins', [closure('09:00', '10:00', null, '培训')], '窗口停办'],
    ['a closure that begins as it ends', [closure('11:00', '12:00', null, '培训')], '窗口停办'],
    ['no closure at all', [], '窗口停办'],
    ['one of a window', [closure('10:00', '11:00', 'w1', '设备检修')], '设备检修'],
    [
      'the whole counter’s before a window’s',
      [closure('10:00', '11:00', 'w1', '设备检修'), closure('10:00', '11:00', null, '培训')],
      '培训'
    ],
    [
      'the first of two windows’',
      [closure('10:00', '11:00', 'w1', '设备检修'), closure('10:00', '11:00', 'w2', '停电')],
      '设备检修'
    ],
    [
      'a window’s where the counter’s lies elsewhere',
      [closure('14:00', '15:00', null, '培训'), closure('10:00', '11:00', 'w1', '设备检修')],
      '设备检修'
    ]
  ])('%s', (_, closures, words) => expect(why(...closures)).toBe(words))
  it('is asked of the Beijing day: 7:00 there is still yesterday in UTC', () =>
    expect(
      reasonOf([closure('07:00', '08:00', null, '培训')], at('2026-03-02T07:00'), at('2026-03-02T07:30'))
    ).toBe('培训'))
})

describe('the days that may be booked', () => {
  it.each([
    ['2026-03-02T23:59', 1, ['2026-03-02', '2026-03-03', '2026-03-04']],
    ['2026-03-03T00:00', 1, ['2026-03-03', '2026-03-04', '2026-03-05']],
    ['2026-12-31T12:00', 2, ['2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03']]
  ])('at %s, released %i days before', (now, releaseDays, days) =>
    expect(bookableDays({ ...counter, releaseDays }, at(now))).toEqual(days.map(dayNo))
  )
  it.each([
    [1, '08:00', '2026-03-08T08:00'],
    [7, '00:00', '2026-03-02T00:00'],
    [7, '23:59', '2026-03-02T23:59']
  ])('are released %i days before at %s', (releaseDays, time, released) =>
    expect(releaseOf({ ...counter, releaseDays, releaseMinute: minute(time) }, dayNo('2026-03-09'))).toEqual(
      at(released)
    )
  )
})
