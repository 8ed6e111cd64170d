import { startOfDay } from 'shared/rules/beijing.ts'
import { deferral, promise } from '../documents/case-documents.rules.ts'
import { dutyUntil } from './duties.rules.ts'
import type { CaseDeciding, NewDocument } from './outcome.types.ts'
import type { CaseState } from './state.types.ts'

type Terms = Readonly<{
  deferred: readonly { index: number; until: string; consequence: string }[]
  promised: readonly { index: number; checkBy: string }[]
}>
/** Is a paper still owed that was agreed for later? */
export const deferralOpen = ({ deferrals }: Pick<CaseState, 'deferrals'>): boolean =>
  deferrals.some(({ settledAt }) => settledAt === null)

/** What the applicant brings later, or vouches for: each with its own day. */
export function takeTerms({ calendar, now, lead }: CaseDeciding, state: CaseState, terms: Terms): CaseState {
  const deferrals = terms.deferred.map(({ index, until, consequence }) => {
    const duty = dutyUntil(
      calendar,
      { key: `deferral:${index}`, kind: 'deferral', orgId: null },
      now,
      startOfDay(until)
    )
    return { duty, row: { index, until: duty.dueAt, consequence, settledAt: null } }
  })
  const promises = terms.promised.map(({ index, checkBy }) => {
    const duty = dutyUntil(
      calendar,
      { key: `promise:${index}`, kind: 'promise', orgId: lead.id },
      now,
      startOfDay(checkBy)
    )
    return { duty, row: { index, checkBy: duty.dueAt, kept: null, note: null } }
  })
  return {
    ...state,
    deferrals: deferrals.map(({ row }) => row),
    promises: promises.map(({ row }) => row),
    duties: [...state.duties, ...deferrals.map(({ duty }) => duty), ...promises.map(({ duty }) => duty)]
  }
}

export const termPapers = (d: CaseDeciding, state: CaseState): NewDocument[] => [
  ...(state.deferrals.length ? [deferral(d, state)] : []),
  ...(state.promises.length ? [promise(d, state)] : [])
]
