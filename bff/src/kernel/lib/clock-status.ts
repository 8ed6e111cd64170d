import type { Urgency } from 'shared/questions.ts'
import type { StoredClock } from './clock.ts'
import { CalendarMissing, dayOf, hoursOf, minuteOf, type WorkCalendar, workingMinutes } from './worktime.ts'

/** What the reader sees of a running clock: a colour and words, never the colour alone. */
export type ClockStatus = { urgency: Urgency; words: string }
/**
 * Late by whole days of the calendar once one has gone by, as a person counts; on the same day by working
 * time.
 */
export function lateStatus(calendar: WorkCalendar, due: Date, now: Date): ClockStatus {
  const days = dayOf(minuteOf(now)) - dayOf(minuteOf(due))
  const words = days > 0 ? `${days}天` : spanWords(calendar, workingMinutes(calendar, due, now))
  return { urgency: 'red', words: `已超期${words}` }
}

/** Within an hour nothing is green, however short the whole time was. */
export const PRESSING = 60 // working minutes

/** Red on the last day, yellow past the half. */
export function runningStatus(calendar: WorkCalendar, clock: StoredClock, due: Date, now: Date): ClockStatus {
  const left = workingMinutes(calendar, now, due)
  const whole = workingMinutes(calendar, new Date(clock.start), due)
  const urgency = left <= dayMinutes(calendar) ? 'red' : left * 2 < whole ? 'yellow' : 'green'
  const days = workingDaysAfter(calendar, now, due)
  const words = left >= dayMinutes(calendar) && days > 0 ? `${days}个工作日` : spanWords(calendar, left)
  return { urgency, words: `还剩${words}` }
}

/** Working days still to come, today not counted: never more than the limit promised. */
function workingDaysAfter(calendar: WorkCalendar, now: Date, due: Date): number {
  const last = dayOf(minuteOf(due) - 1)
  let days = 0
  for (let day = dayOf(minuteOf(now)) + 1; day <= last; day++) if (hoursOf(calendar, day).length > 0) days++
  return days
}

const dayMinutes = ({ weekly }: WorkCalendar) =>
  Math.max(60, ...weekly.map((hours) => hours.reduce((sum, [from, to]) => sum + to - from, 0)))

/** Past the calendar's last year a list still shows; only making a new promise refuses. */
export function orUnknown(face: () => ClockStatus, plain: ClockStatus): ClockStatus {
  try {
    return face()
  } catch (error) {
    if (error instanceof CalendarMissing) return plain
    throw error
  }
}

/** Working minutes as a person says them: days of work from one day on, else hours and minutes. */
export function spanWords(calendar: WorkCalendar, minutes: number): string {
  const day = dayMinutes(calendar)
  if (minutes >= day)
    return `${Math.floor(minutes / day)}个工作日${Math.round((minutes % day) / 60) ? `${Math.round((minutes % day) / 60)}小时` : ''}`
  if (minutes < 60) return `${minutes}分钟`
  return `${Math.floor(minutes / 60)}小时${minutes % 60 ? `${minutes % 60}分` : ''}`
}
