import { startOfDay, startOfNextDay } from 'shared/rules/beijing.ts'
import { AppError } from '../../kernel/lib/errors.ts'

const DAY_MS = 86_400_000
const MOST_DAYS = 366

/**
 * From the first day's beginning to the last day's end, a year at most: what is looked through stays bounded.
 */
export function spanOf({ from, until }: { from: string; until: string }): { since: Date; until: Date } {
  const span = { since: startOfDay(from), until: startOfNextDay(until) }
  const days = (span.until.getTime() - span.since.getTime()) / DAY_MS
  if (days < 1 || days > MOST_DAYS) throw new AppError('span_too_long')
  return span
}
