import type { CaseRow } from './cases.table.ts'
import { LIMITS, openDuty, without } from './duties.rules.ts'
import type { CaseDeciding } from './outcome.types.ts'
import { unjudged } from './papers.rules.ts'
import type { CaseState, Duty } from './state.types.ts'

type Standing = Pick<CaseRow, 'status' | 'channel'>

/** Nothing is owed for the acceptance any more. */
export const complete = ({ papers }: Pick<CaseState, 'papers'>): boolean =>
  papers.every(({ need, verdict }) => verdict === 'pass' || need === 'optional')

/**
 * Is the next step the hall's: what was brought across the counter is judged, what is complete there is taken
 * in?
 */
export function hallOwes({ status, channel }: Standing, { papers }: Pick<CaseState, 'papers'>): boolean {
  const desk = channel === 'desk'
  if (status === 'ready') return unjudged({ papers }) || (desk && complete({ papers }))
  if (status !== 'correcting' || papers.some(({ verdict }) => verdict === 'fix')) return false
  return desk || papers.some(({ verdict, by }) => verdict === 'none' && by === 'desk')
}

/**
 * What is owed now, the whole case's time left out; what the applicant has done and the hall has not seen is
 * not their turn.
 */
export const turnsOf = ({ state, ...standing }: Standing & { state: CaseState }): Duty[] =>
  state.duties.filter(({ kind }) => kind !== 'whole' && !(kind === 'applicant' && hallOwes(standing, state)))

/**
 * The state with the hall's duty where the hall can go on, in the desk's own time; without it where not. What
 * is complete at the counter is the hall's alone; what lacks a paper that may follow is also the applicant's,
 * who has to sign for it.
 */
export function withReception(
  { kase, hall, calendar, now }: CaseDeciding,
  state: CaseState,
  status = kase.status
): CaseState {
  const counter = kase.channel === 'desk' && status === 'ready'
  const duties = without(state.duties, 'reception', ...(counter && complete(state) ? ['applicant'] : []))
  if (!counter && !hallOwes({ status, channel: kase.channel }, state)) return { ...state, duties }
  const known = state.duties.find(({ kind }) => kind === 'reception')
  const who = { key: 'reception', kind: 'reception' as const, orgId: hall.id }
  return { ...state, duties: [...duties, known ?? openDuty(calendar, who, now, LIMITS.reception)] }
}
