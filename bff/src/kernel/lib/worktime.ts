/** Minutes of a day, half-open: [540, 720] is 9:00 to 12:00. */
export type Interval = readonly [from: number, to: number]
/**
 * A date whose hours differ from its weekday's: a holiday has none, a make-up workday or half day has its
 * own.
 */
export type DayRule = Readonly<{ name: string; intervals: readonly Interval[] }>
/** wm and wh run in working minutes and hours; wd counts working days, d natural days. */
export type LimitUnit = 'wm' | 'wh' | 'wd' | 'd'
export type Limit = Readonly<{ amount: number; unit: LimitUnit }>
export type Pause = Readonly<{ from: Date; to: Date; reason: string }>
export type Clock = Readonly<{
  start: Date
  limit: Limit
  pauses?: readonly Pause[]
  extensions?: readonly Limit[]
}>

/** Office hours by weekday (Sunday first), dated exceptions, and the years the exceptions are known for. */
export type WorkCalendar = Readonly<{
  weekly: readonly (readonly Interval[])[]
  days: ReadonlyMap<number, DayRule>
  firstYear: number
  lastYear: number
}>

/** Thrown instead of guessing: the State Council publishes each year's holidays only the autumn before. */
export class CalendarMissing extends Error {
  readonly year: number
  constructor(year: number) {
    super(`工作日历缺少${year}年的数据，请先维护节假日安排`)
    this.year = year
  }
}

const MINUTE = 60_000
export const DAY = 1440
const BEIJING = 480 // minutes; no daylight saving since 1991, so a constant offset is exact

/** Minutes of Beijing wall time since 1970; a started minute counts as not yet begun. */
export const minuteOf = (at: Date): number => Math.ceil(at.getTime() / MINUTE) + BEIJING
export const dateOf = (minute: number): Date => new Date((minute - BEIJING) * MINUTE)
/** Beijing days since 1970. */
export const dayOf = (minute: number): number => Math.floor(minute / DAY)
export const yearOf = (day: number): number => new Date(day * DAY * MINUTE).getUTCFullYear()
export const weekdayOf = (day: number): number => (day + 4) % 7

/** The office hours of one Beijing day. Throws CalendarMissing outside the covered years. */
export function hoursOf(calendar: WorkCalendar, day: number): readonly Interval[] {
  const year = yearOf(day)
  if (year < calendar.firstYear || year > calendar.lastYear) throw new CalendarMissing(year)
  return calendar.days.get(day)?.intervals ?? calendar.weekly[weekdayOf(day)]!
}

/** Is somebody at work at this moment? Throws CalendarMissing outside the covered years. */
export function inOfficeHours(calendar: WorkCalendar, at: Date): boolean {
  const minute = minuteOf(at)
  return hoursOf(calendar, dayOf(minute)).some(([from, to]) => from <= minute % DAY && minute % DAY < to)
}

type Span = readonly [from: number, to: number]
const spansOf = (pauses: readonly Pause[]): Span[] =>
  pauses.map(({ from, to }): Span => [minuteOf(from), minuteOf(to)]).filter(([from, to]) => from < to)
const paused = (minute: number, pauses: readonly Span[]) =>
  pauses.some(([from, to]) => from <= minute && minute < to)

/** The parts of one working interval in which the clock runs. */
function running([from, to]: Span, pauses: readonly Span[]): Span[] {
  return pauses.reduce<Span[]>(
    (parts, [start, end]) =>
      parts.flatMap(([a, b]): Span[] =>
        end <= a || b <= start
          ? [[a, b]]
          : (
              [
                [a, start],
                [end, b]
              ] as Span[]
            ).filter(([x, y]) => x < y)
      ),
    [[from, to]]
  )
}

/** The running parts of a day's office hours from `after` on, in absolute minutes. */
function* runningFrom(calendar: WorkCalendar, after: number, pauses: readonly Span[]): Generator<Span> {
  for (let day = dayOf(after); ; day++)
    for (const [open, close] of hoursOf(calendar, day)) {
      const from = Math.max(day * DAY + open, after)
      if (from < day * DAY + close) yield* running([from, day * DAY + close], pauses)
    }
}

function afterWorkingMinutes(calendar: WorkCalendar, start: number, amount: number, pauses: readonly Span[]) {
  let left = amount
  for (const [from, to] of runningFrom(calendar, start, pauses)) {
    if (left <= to - from) return from + left
    left -= to - from
  }
  throw new Error('unreachable: a calendar that never opens ends with CalendarMissing')
}

/** The closing of the office on `day`, or undefined when it stays shut or the clock stands still then. */
function countedClosing(calendar: WorkCalendar, day: number, pauses: readonly Span[]): number | undefined {
  const close = hoursOf(calendar, day).at(-1)?.[1]
  if (close === undefined || paused(day * DAY + close - 1, pauses)) return undefined
  return day * DAY + close
}

/** Working days as the law counts them: the first does not count, the last ends when the office closes. */
function afterWorkingDays(calendar: WorkCalendar, start: number, amount: number, pauses: readonly Span[]) {
  for (let day = dayOf(start) + 1, left = amount; ; day++) {
    const closing = countedClosing(calendar, day, pauses)
    if (closing !== undefined && --left === 0) return closing
  }
}

/** Natural days, the first not counted; an end on a closed day rolls to the next working day's closing. */
function afterNaturalDays(calendar: WorkCalendar, start: number, amount: number, pauses: readonly Span[]) {
  let day = dayOf(start)
  for (let left = amount; left > 0; ) if (!paused(++day * DAY + DAY - 1, pauses)) left--
  for (; ; day++) {
    const closing = countedClosing(calendar, day, pauses)
    if (closing !== undefined) return closing
  }
}

function after(
  calendar: WorkCalendar,
  start: number,
  { amount, unit }: Limit,
  pauses: readonly Span[]
): number {
  if (!Number.isInteger(amount) || amount < 1)
    throw new RangeError(`a limit is a whole number from 1: ${amount}`)
  switch (unit) {
    case 'wm':
      return afterWorkingMinutes(calendar, start, amount, pauses)
    case 'wh':
      return afterWorkingMinutes(calendar, start, amount * 60, pauses)
    case 'wd':
      return afterWorkingDays(calendar, start, amount, pauses)
    case 'd':
      return afterNaturalDays(calendar, start, amount, pauses)
  }
}

/** Days are counted from the day the start lies in, however late in its last minute. */
const firstMinute = (start: Date, { unit }: Limit): number =>
  unit === 'wd' || unit === 'd' ? Math.floor(start.getTime() / MINUTE) + BEIJING : minuteOf(start)

/**
 * The instant an obligation falls due: limit, then each extension from where the last ended. Late means now
 * >= dueAt.
 */
export function dueAt(calendar: WorkCalendar, { start, limit, pauses = [], extensions = [] }: Clock): Date {
  const spans = spansOf(pauses)
  const parts = [limit, ...extensions]
  return dateOf(parts.reduce((at, part) => after(calendar, at, part, spans), firstMinute(start, limit)))
}

/** Working minutes of [from, to) outside the pauses; 0 when `to` is not later. */
export function workingMinutes(
  calendar: WorkCalendar,
  from: Date,
  to: Date,
  pauses: readonly Pause[] = []
): number {
  const [start, end] = [minuteOf(from), minuteOf(to)]
  if (end <= start) return 0
  let total = 0
  for (const [a, b] of runningFrom(calendar, start, spansOf(pauses))) {
    if (a >= end) break
    total += Math.min(b, end) - a
  }
  return total
}
