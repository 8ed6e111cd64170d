import { beijingDay, monthAfter } from 'shared/rules/beijing.ts'

const SHOWN = 24

/** The last two years' months, newest first, in Beijing time: `2026-11` and `2026年11月`. */
export function recentMonths(): [string, string][] {
  const now = beijingDay(new Date()).slice(0, 7)
  return Array.from({ length: SHOWN }, (_, back) => {
    const month = monthAfter(now, -back)
    return [month, `${month.slice(0, 4)}年${Number(month.slice(5))}月`]
  })
}
