import fc from 'fast-check'
import {
  beijingDay,
  beijingMinute,
  beijingTime,
  beijingWords,
  beijingYear,
  instantOf,
  monthAfter,
  startOfDay,
  startOfMonth,
  startOfNextDay
} from 'shared/rules/beijing.ts'
import { describe, expect, it } from 'vitest'

describe('both sides of Beijing midnight', () => {
  it.each([
    ['2026-12-31T15:59:59.999Z', '2026-12-31', 1439, '2026-12-31 23:59', '12月31日 23:59', 2026],
    ['2026-12-31T16:00:00.000Z', '2027-01-01', 0, '2027-01-01 00:00', '1月1日 00:00', 2027],
    ['2028-02-28T16:00:00.000Z', '2028-02-29', 0, '2028-02-29 00:00', '2月29日 00:00', 2028]
  ])('%s', (instant, day, minute, time, words, year) => {
    for (const at of [instant, new Date(instant)])
      expect([beijingDay(at), beijingMinute(at), beijingTime(at), beijingWords(at), beijingYear(at)]).toEqual(
        [day, minute, time, words, year]
      )
  })
})

it.each([
  ['2026-11', 1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-11', -23, '2024-12']
])('%s and %i months is %s', (month, months, wanted) => expect(monthAfter(month, months)).toBe(wanted))

it('takes every instant apart and puts it together again', () =>
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (at) => {
        const day = beijingDay(at)
        expect(new Date(instantOf(day, beijingMinute(at))).getTime()).toBe(
          Math.floor(at.getTime() / 60_000) * 60_000
        )
        expect(startOfDay(day).getTime()).toBeLessThanOrEqual(at.getTime())
        expect(startOfNextDay(day).getTime()).toBeGreaterThan(at.getTime())
        expect(beijingDay(startOfMonth(day.slice(0, 7)))).toBe(`${day.slice(0, 7)}-01`)
      }
    )
  ))
