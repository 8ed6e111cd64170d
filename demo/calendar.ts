import { type CalendarData, OFFICE_HOURS, statutoryCalendar } from 'bff/platform/tenants/calendar.rules.ts'

/**
 * The statutory calendar, and plain weekdays up to the end of next year: the State Council publishes a year's
 * holidays only the autumn before, and the demo must not stop for that.
 */
export function demoCalendar(now: Date): CalendarData {
  const calendar = statutoryCalendar(OFFICE_HOURS)
  return { ...calendar, lastYear: Math.max(calendar.lastYear, now.getUTCFullYear() + 1) }
}
