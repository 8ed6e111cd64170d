import { DAY, type DayRule, type Interval, type WorkCalendar } from '../../kernel/lib/worktime.ts'
import holidays from './holidays.json' with { type: 'json' }

/**
 * What the database keeps of a calendar: hours of an ordinary day, dated changes, and the years they cover.
 */
export type CalendarData = Readonly<{
  weekly: readonly (readonly Interval[])[]
  days: Readonly<Record<string, DayRule>>
  firstYear: number
  lastYear: number
}>

const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / (DAY * 60_000)

/** The form the deadline engine reads. */
export function compileCalendar({ weekly, days, firstYear, lastYear }: CalendarData): WorkCalendar {
  return {
    weekly,
    firstYear,
    lastYear,
    days: new Map(Object.entries(days).map(([date, rule]) => [dayNumber(date), rule]))
  }
}

/** The State Council's calendar of 2024-2026 for an office with these hours from Monday to Friday. */
export function statutoryCalendar(hours: readonly Interval[]): CalendarData {
  const years = Object.entries(holidays.years)
  const rules = (kind: 'off' | 'work', intervals: readonly Interval[]) =>
    years.flatMap(([, year]) =>
      Object.entries(year[kind] as Record<string, string>).map(([date, name]) => [date, { name, intervals }])
    )
  const numbers = years.map(([year]) => Number(year))
  return {
    weekly: [[], hours, hours, hours, hours, hours, []],
    days: Object.fromEntries([...rules('off', []), ...rules('work', hours)]),
    firstYear: Math.min(...numbers),
    lastYear: Math.max(...numbers)
  }
}

/** 9:00-12:00 and 13:00-17:00, the demo county's office hours. */
export const OFFICE_HOURS: readonly Interval[] = [
  [540, 720],
  [780, 1020]
]
