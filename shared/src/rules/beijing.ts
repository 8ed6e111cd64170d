const EIGHT_HOURS = 8 * 3_600_000 // no daylight saving since 1991, so a constant offset is exact
const DAY_MS = 86_400_000

/** Beijing's wall clock in the UTC fields of a date: WeChat's runtime has no Intl. */
const wall = (at: Date | string): Date => new Date(new Date(at).getTime() + EIGHT_HOURS)
const two = (value: number): string => String(value).padStart(2, '0')

/** The calendar day in Beijing, `2026-11-23`. */
export const beijingDay = (at: Date | string): string => wall(at).toISOString().slice(0, 10)
export const beijingYear = (at: Date | string): number => wall(at).getUTCFullYear()
/** The hour of the day in Beijing, 0 to 23. */
export const beijingHour = (at: Date | string): number => wall(at).getUTCHours()
/** Minutes since midnight in Beijing, 0 to 1439. */
export const beijingMinute = (at: Date | string): number =>
  wall(at).getUTCHours() * 60 + wall(at).getUTCMinutes()
/** `2026-11-23 22:27` in Beijing: sorts in a spreadsheet, and is the form of WeChat's templates. */
export const beijingTime = (at: Date | string): string =>
  wall(at).toISOString().slice(0, 16).replace('T', ' ')
/** `11月23日 09:05` in Beijing. */
export const beijingWords = (at: Date | string): string => {
  const shown = wall(at)
  return `${shown.getUTCMonth() + 1}月${shown.getUTCDate()}日 ${two(shown.getUTCHours())}:${two(shown.getUTCMinutes())}`
}

/** The instant a Beijing day begins. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`)
export const startOfNextDay = (day: string): Date => new Date(startOfDay(day).getTime() + DAY_MS)
/** The instant a Beijing month, `2026-11`, begins. */
export const startOfMonth = (month: string): Date => startOfDay(`${month}-01`)
/** The month so many after another, `2026-11`; before it for a negative number. */
export function monthAfter(month: string, months = 1): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const at = new Date(Date.UTC(year, number - 1 + months, 1))
  return at.toISOString().slice(0, 7)
}
/** Minutes since midnight as a clock shows them: `09:05`. */
export const clockOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
/** A minute of a Beijing day as an instant: `2026-11-23T09:05:00+08:00`. */
export const instantOf = (day: string, minute: number): string => `${day}T${clockOf(minute)}:00+08:00`
