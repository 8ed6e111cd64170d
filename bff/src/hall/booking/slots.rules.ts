import type { ClosureRow, CounterRow, WindowRow } from '../../catalogue/counters/counters.table.ts'
import {
  DAY,
  dateOf,
  dayOf,
  hoursOf,
  type Interval,
  minuteOf,
  type WorkCalendar,
  weekdayOf
} from '../../kernel/lib/worktime.ts'

export type Counter = Pick<
  CounterRow,
  'slotMinutes' | 'releaseDays' | 'releaseMinute' | 'staffSeats' | 'walkInSeats' | 'active'
>
export type Window = Pick<WindowRow, 'id' | 'seatsPerSlot' | 'weekly' | 'active'>
export type Closure = Pick<ClosureRow, 'windowId' | 'fromMinute' | 'untilMinute'>
type Reasoned = Closure & Pick<ClosureRow, 'reason'>
export type Slot = Readonly<{
  startsAt: Date
  endsAt: Date
  releasesAt: Date
  /** Places anybody may book, and those kept for bookings by telephone. */
  seats: number
  staffSeats: number
}>

const within = (from: number, until: number, intervals: readonly Interval[]) =>
  intervals.some(([open, close]) => open <= from && until <= close)

/**
 * A window's hours on a day: its own on an ordinary day, the county's when the calendar says the day is
 * another.
 */
function hoursOfWindow({ weekly }: Window, calendar: WorkCalendar, day: number): readonly Interval[] {
  const office = hoursOf(calendar, day)
  if (!weekly || calendar.days.has(day)) return office
  return weekly[weekdayOf(day)] ?? []
}

const shut = (closures: readonly Closure[], windowId: string, from: number, until: number) =>
  closures.some(
    (closure) =>
      (closure.windowId === null || closure.windowId === windowId) &&
      closure.fromMinute < until &&
      from < closure.untilMinute
  )

const CLOSED = '窗口停办'
/**
 * Why a stretch of a day is not held: the closure that touches it, of the whole counter before one of a
 * window.
 */
export function reasonOf(closures: readonly Reasoned[], from: Date, until: Date): string {
  const [start, end] = [
    minuteOf(from) % DAY,
    (minuteOf(from) % DAY) + (until.getTime() - from.getTime()) / 60_000
  ]
  const touching = closures.filter(({ fromMinute, untilMinute }) => fromMinute < end && start < untilMinute)
  return (touching.find(({ windowId }) => windowId === null) ?? touching[0])?.reason ?? CLOSED
}

/** When the seats of a day are released: so many days before, at the counter's minute. */
export const releaseOf = ({ releaseDays, releaseMinute }: Counter, day: number): Date =>
  dateOf((day - releaseDays) * DAY + releaseMinute)

/**
 * Drops starts that lie within the stretch before: windows with odd hours of their own share the slots of the
 * others.
 */
const notWithin = (length: number) => {
  let free = 0
  return (start: number): boolean => {
    if (start < free) return false
    free = start + length
    return true
  }
}

/**
 * A day's slots: stretches of equal length from each opening on, each with the seats of the windows that
 * serve through the whole of it. What is kept for the telephone and for walk-ins is not for booking.
 */
export function planSlots(
  counter: Counter,
  windows: readonly Window[],
  closures: readonly Closure[],
  calendar: WorkCalendar,
  day: number
): Slot[] {
  if (!counter.active) return []
  const serving = windows
    .filter(({ active }) => active)
    .map((window) => ({ window, hours: hoursOfWindow(window, calendar, day) }))
  const length = counter.slotMinutes
  const starts = new Set(
    serving.flatMap(({ hours }) =>
      hours.flatMap(([open, close]) =>
        Array.from({ length: Math.floor((close - open) / length) }, (_, at) => open + at * length)
      )
    )
  )
  return [...starts]
    .sort((a, b) => a - b)
    .filter(notWithin(length))
    .flatMap((from): Slot[] => {
      const until = from + length
      const all = serving
        .filter(({ window, hours }) => within(from, until, hours) && !shut(closures, window.id, from, until))
        .reduce((sum, { window }) => sum + window.seatsPerSlot, 0)
      if (all === 0) return []
      const staffSeats = Math.min(counter.staffSeats, all)
      const seats = Math.max(0, all - staffSeats - counter.walkInSeats)
      return [
        {
          startsAt: dateOf(day * DAY + from),
          endsAt: dateOf(day * DAY + until),
          releasesAt: releaseOf(counter, day),
          seats,
          staffSeats
        }
      ]
    })
}

/** Days that may be booked now: today and those whose seats are released, with the one that comes next. */
export const bookableDays = ({ releaseDays }: Counter, now: Date): number[] => {
  const today = dayOf(minuteOf(now))
  return Array.from({ length: releaseDays + 2 }, (_, ahead) => today + ahead)
}
