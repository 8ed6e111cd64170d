const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** The parts of a written day (2026-11-28): year, month, day; undefined when it is in no calendar. */
export function dayParts(value: string): readonly [number, number, number] | undefined {
  const [, year, month, day] = DAY.exec(value)?.map(Number) ?? []
  if (year === undefined) return undefined
  const date = new Date(Date.UTC(year, month! - 1, day!))
  const real = year > 1800 && date.getUTCMonth() === month! - 1 && date.getUTCDate() === day
  return real ? [year, month!, day!] : undefined
}
