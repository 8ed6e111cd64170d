const EIGHT_HOURS = 8 * 3_600_000 // no daylight saving since 1991, so a constant offset is exact

/** The calendar day in Beijing, `2026-11-23`. */
export const beijingDay = (at: Date): string =>
  new Date(at.getTime() + EIGHT_HOURS).toISOString().slice(0, 10)
export const beijingYear = (at: Date): number => Number(beijingDay(at).slice(0, 4))
/** The hour of the day in Beijing, 0 to 23. */
export const beijingHour = (at: Date): number => new Date(at.getTime() + EIGHT_HOURS).getUTCHours()
/** The instant a Beijing day begins. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`)
export const startOfNextDay = (day: string): Date => new Date(startOfDay(day).getTime() + 86_400_000)
