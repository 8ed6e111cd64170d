import type { BulletinPeriod } from 'shared/bulletins.ts'
import { beijingDay, startOfDay, startOfNextDay } from 'shared/rules/beijing.ts'

/** Both days belong to the period. */
export type Period = Readonly<{ kind: BulletinPeriod; from: string; until: string }>

const DAY_MS = 86_400_000
const READY_MS = 7 * 3_600_000 // leaders are not woken: a period is counted from seven in the morning after it
const dayBefore = (day: string): string => beijingDay(new Date(startOfDay(day).getTime() - DAY_MS))
const mondayOf = (day: string): string => {
  const at = new Date(`${day}T00:00:00Z`)
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10)
}

/** The period of this kind that holds a Beijing day: Monday to Sunday, or the calendar month. */
export function periodOf(kind: BulletinPeriod, day: string): Period {
  if (kind === 'week') {
    const from = mondayOf(day)
    return { kind, from, until: beijingDay(new Date(startOfDay(from).getTime() + 6 * DAY_MS)) }
  }
  const [year, month] = day.split('-').map(Number) as [number, number]
  const from = `${day.slice(0, 7)}-01`
  return { kind, from, until: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) }
}

export const periodBefore = ({ kind, from }: Period): Period => periodOf(kind, dayBefore(from))

/** The newest period of this kind that is over and may be counted. */
export const lastPeriod = (kind: BulletinPeriod, now: Date): Period =>
  periodBefore(periodOf(kind, beijingDay(new Date(now.getTime() - READY_MS))))

/** Its instants: it holds what lies at or after `since` and before `until`. */
export const spanOf = ({ from, until }: Period) => ({ since: startOfDay(from), until: startOfNextDay(until) })

const monthDay = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** `2026年11月16日至22日一周` or `2026年10月`. */
export function periodWords({ kind, from, until }: Period): string {
  const year = `${from.slice(0, 4)}年`
  if (kind === 'month') return `${year}${Number(from.slice(5, 7))}月`
  const end = from.slice(0, 7) === until.slice(0, 7) ? `${Number(until.slice(8))}日` : monthDay(until)
  return `${year}${monthDay(from)}至${end}一周`
}
