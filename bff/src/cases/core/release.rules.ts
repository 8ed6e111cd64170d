import { workdaysOf } from '../../catalogue/check/limits.rules.ts'
import { DAY, dayOf, hoursOf, minuteOf } from '../../kernel/lib/worktime.ts'
import { decided } from '../documents/decisions.rules.ts'
import { LIMITS, openDuty, without } from './duties.rules.ts'
import type { Next } from './flow.rules.ts'
import { applicant } from './messages.rules.ts'
import type { CaseDeciding } from './outcome.types.ts'
import type { CaseState } from './state.types.ts'
import { deferralOpen } from './terms.rules.ts'

/** The result leaves the department: to the output window, or at once to the applicant's phone. */
export function release(d: CaseDeciding, state: CaseState): Next {
  const { kase, hall, calendar, now } = d
  const documents = decided(d, state)
  const settled = { ...state, duties: without(state.duties, 'quality', 'whole') }
  const due = state.clocks && new Date(state.clocks.promisedDueAt)
  const late = kase.lateSince ?? (due && due <= now ? due : null)
  const figures = { decidedAt: now, lateSince: late, ...sparing(d, state) }
  if (closesItself(d, state))
    return {
      status: 'closed',
      state: settled,
      row: { ...figures, closedAt: now },
      documents,
      messages: [applicant(kase, '已办结，结果可以在手机上查看，请给我们评价')]
    }
  const output = openDuty(calendar, { key: 'output', kind: 'output', orgId: hall.id }, now, LIMITS.output)
  return {
    status: 'output',
    state: { ...settled, duties: [...settled.duties, output] },
    row: figures,
    documents,
    messages: [applicant(kase, `结果已出，请带身份证到${hall.name}领取`)]
  }
}

/** Whole working days from acceptance on, the first not counted; pauses that do not count are left out. */
function usedDays({ kase, calendar, now }: CaseDeciding, { clocks }: CaseState): number {
  const start = kase.acceptedAt ?? now
  const still = (clocks?.promised.pauses ?? []).map(({ from, to }) => [
    minuteOf(new Date(from)),
    minuteOf(new Date(to))
  ])
  let days = 0
  for (let day = dayOf(minuteOf(start)) + 1; day <= dayOf(minuteOf(now)); day++) {
    const close = hoursOf(calendar, day).at(-1)?.[1]
    if (close === undefined) continue
    const closing = day * DAY + close - 1
    if (!still.some(([from, to]) => from! <= closing && closing < to!)) days += 1
  }
  return days
}

/** What the case spared against the law's limit and the visits of earlier practice. */
export function sparing(d: CaseDeciding, state: CaseState) {
  const { statutory, visitsBefore } = d.item
  const used = usedDays(d, state)
  const law = statutory && workdaysOf(statutory)
  return {
    usedDays: used,
    savedDays: law === undefined ? null : Math.round((law - used) * 10) / 10,
    savedVisits: visitsBefore - state.visits
  }
}

/** Nothing has to be fetched, and no paper is owed any more. */
export const closesItself = ({ item }: Pick<CaseDeciding, 'item'>, state: CaseState): boolean =>
  (item.result.form === 'none' || state.delivery.way === 'electronic') && !deferralOpen(state)
