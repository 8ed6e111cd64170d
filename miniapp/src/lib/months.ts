const SHOWN = 24

/** The last two years' months, newest first, in Beijing time: `2026-11` and `2026年11月`. */
export function recentMonths(): [string, string][] {
  const now = new Date(Date.now() + 8 * 3_600_000)
  return Array.from({ length: SHOWN }, (_, back) => {
    const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1))
    const month = at.getUTCMonth() + 1
    return [`${at.getUTCFullYear()}-${String(month).padStart(2, '0')}`, `${at.getUTCFullYear()}年${month}月`]
  })
}
