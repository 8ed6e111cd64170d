import type { CaseRow } from './cases.table.ts'
import { LIMITS, openDuty, without } from './duties.rules.ts'
import type { CaseDeciding } from './outcome.ts'
import { unjudged } from './papers.rules.ts'
import type { CaseState } from './state.ts'

type Standing = Pick<CaseRow, 'status' | 'channel'>

/** Nothing is owed for the acceptance any more. */
export const complete = ({ papers }: Pick<CaseState, 'papers'>): boolean =>
  papers.every(({ need, verdict }) => verdict === 'pass' || need === 'optional')

/** Is the next step the hall's: what was brought across the counter is judged, what is complete there is taken in? */
export function hallOwes({ status, channel }: Standing, { papers }: Pick<CaseState, 'papers'>): boolean {
  const desk = channel === 'desk'
  if (status === 'ready') return unjudged({ papers }) || (desk && complete({ papers }))
  if (status !== 'correcting' || papers.some(({ verdict }) => verdict === 'fix')) return false
  return desk || papers.some(({ verdict, by }) => verdict === 'none' && by === 'desk')
}

/** The state with the hall's duty where the hall owes the next step, in the desk's own time; without it where not. */
export function withReception(
  { kase, hall, calendar, now }: CaseDeciding,
  state: CaseState,
  status = kase.status
): CaseState {
  const settled = kase.channel === 'desk' && status === 'ready' && complete(state)
  const duties = without(state.duties, 'reception', ...(settled ? ['applicant'] : []))
  if (!hallOwes({ status, channel: kase.channel }, state)) return { ...state, duties }
  const known = state.duties.find(({ kind }) => kind === 'reception')
  const who = { key: 'reception', kind: 'reception' as const, orgId: hall.id }
  return { ...state, duties: [...duties, known ?? openDuty(calendar, who, now, LIMITS.reception)] }
}
