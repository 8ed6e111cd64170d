import {
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
} from './worktime.ts'

/** The obligation as it was promised; kept with its matter so that a later change of rules never moves it. */
export type StoredClock = Readonly<{
  start: string
  limit: Limit
  pauses: readonly { from: string; to: string; reason: string }[]
  extensions: readonly Limit[]
}>
export const toClock = ({ start, limit, pauses, extensions }: StoredClock): Clock => ({
  start: new Date(start),
  limit,
  extensions,
  pauses: pauses.map(({ from, to, reason }) => ({ from: new Date(from), to: new Date(to), reason }))
})

/** A fresh obligation: its clock and the instant it falls due. */
export function startClock(
  calendar: WorkCalendar,
  start: Date,
  limit: Limit
): { clock: StoredClock; dueAt: Date } {
  const clock = { start: start.toISOString(), limit, pauses: [], extensions: [] }
  return { clock, dueAt: dueAt(calendar, toClock(clock)) }
}

/** The same obligation with a pause added or an extension granted. */
export function changeClock(
  calendar: WorkCalendar,
  clock: StoredClock,
  more: Partial<Pick<StoredClock, 'pauses' | 'extensions'>>
) {
  const changed = {
    ...clock,
    pauses: [...clock.pauses, ...(more.pauses ?? [])],
    extensions: [...clock.extensions, ...(more.extensions ?? [])]
  }
  return { clock: changed, dueAt: dueAt(calendar, toClock(changed)) }
}

/** When half of the working time has gone, and the same hour one working day before the end. */
export function reminders(
  calendar: WorkCalendar,
  clock: StoredClock,
  due: Date
): { half: Date; dayBefore: Date } {
  const { start, pauses = [] } = toClock(clock)
  const minutes = workingMinutes(calendar, start, due, pauses)
  const half =
    minutes < 2
      ? start
      : dueAt(calendar, { start, pauses, limit: { amount: Math.floor(minutes / 2), unit: 'wm' } })
  const end = minuteOf(due)
  let day = dayOf(end - 1) - 1
  while (hoursOf(calendar, day).length === 0) day--
  return { half, dayBefore: dateOf(day * DAY + (end - dayOf(end - 1) * DAY)) }
}
