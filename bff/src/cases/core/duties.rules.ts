import { BAD_RATING_LIMITS } from 'shared/rules/bad-rating.ts'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import { reminders, type StoredClock, startClock } from '../../kernel/lib/clock.ts'
import { dueAt, type Limit, type WorkCalendar } from '../../kernel/lib/worktime.ts'
import type { CaseState, Duty, DutyKind } from './state.types.ts'

/** How long each kind of duty takes; a stage's limit is its item's. */
export const LIMITS = {
  draft: { amount: 30, unit: 'd' },
  correcting: { amount: 30, unit: 'd' },
  ready: { amount: 90, unit: 'd' },
  reception: { amount: 1, unit: 'wd' },
  preReview: { amount: 1, unit: 'wd' },
  push: { amount: 10, unit: 'wm' },
  returned: { amount: 2, unit: 'wh' },
  extension: { amount: 1, unit: 'wd' },
  quality: { amount: 4, unit: 'wh' },
  output: { amount: 30, unit: 'd' },
  sample: { amount: 5, unit: 'wd' },
  callback: BAD_RATING_LIMITS.call,
  rectify: BAD_RATING_LIMITS.rectify,
  ruling: BAD_RATING_LIMITS.ruling,
  rest: BAD_RATING_LIMITS.rest
} as const satisfies Record<string, Limit>
export const ONE_DAY: Limit = { amount: 1, unit: 'wd' }

type Who = Readonly<{ key: string; kind: DutyKind; orgId: string | null; postId?: string | null }>

/**
 * A duty on a clock that runs: told of at the half and on the last day, as far as they lie ahead, then when
 * it is due.
 */
export function dutyOn(calendar: WorkCalendar, who: Who, clock: StoredClock, due: Date, now: Date): Duty {
  const { half, dayBefore } = reminders(calendar, clock, due)
  const red = dayBefore > half ? dayBefore : due
  // A push is answered or it is not: nobody is reminded within ten minutes.
  const step = who.kind === 'push' || red <= now || (red === due && half <= now) ? 2 : half <= now ? 1 : 0
  return {
    key: who.key,
    kind: who.kind,
    orgId: who.orgId,
    postId: who.postId ?? null,
    since: clock.start,
    yellowAt: half.toISOString(),
    redAt: red.toISOString(),
    dueAt: due.toISOString(),
    step,
    nextAt: [half, red, due][step]!.toISOString()
  }
}

/** A duty that begins now. */
export function openDuty(calendar: WorkCalendar, who: Who, now: Date, limit: Limit): Duty {
  const { clock, dueAt: due } = startClock(calendar, now, limit)
  return dutyOn(calendar, who, clock, due, now)
}

/** A duty that ends with the office hours of a named day. */
export const dutyUntil = (calendar: WorkCalendar, who: Who, now: Date, day: Date): Duty => {
  const days = Math.max(1, Math.round((day.getTime() - startOfDay(beijingDay(now)).getTime()) / 86_400_000))
  return openDuty(calendar, who, now, { amount: days, unit: 'd' })
}

/** The duties without those of a kind, or of a key. */
export const without = (duties: readonly Duty[], ...gone: readonly (DutyKind | string)[]): Duty[] =>
  duties.filter(({ key, kind }) => !gone.includes(kind) && !gone.includes(key))

/** What falls to somebody next, and when; null when nobody owes the case anything. */
export const nextDuty = ({ duties }: Pick<CaseState, 'duties'>): Duty | null =>
  duties.reduce<Duty | null>((first, duty) => (first && first.nextAt <= duty.nextAt ? first : duty), null)

/**
 * The duty after it was told of: yellow, then red, then due, then every working day; of a result not fetched
 * every month.
 */
export function told(calendar: WorkCalendar, duty: Duty, now: Date): Duty {
  const step = duty.step + 1
  const red = duty.redAt < duty.dueAt
  if (step === 1)
    return red ? { ...duty, step, nextAt: duty.redAt } : { ...duty, step: 2, nextAt: duty.dueAt }
  if (step === 2) return { ...duty, step, nextAt: duty.dueAt }
  const limit = duty.kind === 'output' ? LIMITS.output : ONE_DAY
  const nextAt = dueAt(calendar, { start: now, limit }).toISOString()
  return { ...duty, step: Math.min(step, 100), nextAt }
}
