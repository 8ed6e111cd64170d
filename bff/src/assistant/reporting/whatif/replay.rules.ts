import { startOfDay, startOfNextDay } from 'shared/rules/beijing.ts'
import type { WhatIf } from 'shared/whatif.ts'
import {
  type Clock,
  dueAt,
  type Limit,
  type WorkCalendar,
  workingMinutes
} from '../../../kernel/lib/worktime.ts'

/** A question as it went: what was promised, who had it, when it was answered (null: not yet). */
export type Past = Readonly<{
  topicId: string | null
  postId: string | null
  clock: Clock
  answeredAt: Date | null
  /** Late under an earlier promise already, before it climbed or was asked anew: that is past changing. */
  lateBefore: boolean
}>
export type Replayed = Readonly<{ dueAt: Date; answeredAt: Date | null; late: boolean; minutes: number }>

/** The calendar with other office hours; holidays and make-up workdays keep their days. */
export function withHours(calendar: WorkCalendar, hours: WhatIf['hours']): WorkCalendar {
  if (!hours) return calendar
  const intervals = hours.intervals.filter(([from, to]) => from < to).toSorted(([a], [b]) => a - b)
  const weekly = [0, 1, 2, 3, 4, 5, 6].map((day) => (hours.days.includes(day) ? intervals : []))
  const days = new Map(
    [...calendar.days].map(([day, rule]) => [day, rule.intervals.length ? { ...rule, intervals } : rule])
  )
  return { ...calendar, weekly, days }
}

/**
 * The same question under the change. The work takes the working time it took then, times the post's factor;
 * while its post is away, nothing is done, as in a pause of then. The deadline is reckoned anew from the new
 * limit and hours.
 */
export function replay(
  past: Past,
  change: WhatIf,
  then: WorkCalendar,
  now: WorkCalendar,
  at: Date
): Replayed {
  const { clock, topicId, postId, answeredAt, lateBefore } = past
  const { start, pauses = [] } = clock
  const limit: Limit = change.limits.find((one) => one.topicId === topicId)?.limit ?? clock.limit
  const due = dueAt(now, { ...clock, limit })
  if (answeredAt === null)
    return {
      dueAt: due,
      answeredAt,
      late: lateBefore || at >= due,
      minutes: workingMinutes(now, start, at, pauses)
    }
  const percent = change.staff.find((one) => one.postId === postId)?.percent ?? 100
  const amount = Math.round((workingMinutes(then, start, answeredAt, pauses) * percent) / 100)
  const away = change.absences
    .filter((one) => one.postId === postId)
    .map(({ from, until }) => ({ from: startOfDay(from), to: startOfNextDay(until), reason: '不在岗' }))
  const sameHours = then === now
  const moved =
    amount < 1
      ? answeredAt
      : dueAt(now, { start, limit: { amount, unit: 'wm' }, pauses: [...pauses, ...away] })
  // An answer given after hours stays where it was: only more work or less help moves it on.
  const answered = sameHours && percent >= 100 && moved < answeredAt ? answeredAt : moved
  return {
    dueAt: due,
    answeredAt: answered,
    late: lateBefore || answered >= due,
    minutes: workingMinutes(now, start, answered, pauses)
  }
}
