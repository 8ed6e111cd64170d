import type { Actor } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { holdsStage } from './holds.rules.ts'
import type { CaseDeciding } from './outcome.types.ts'
import type { CaseStage, CaseState } from './state.types.ts'

export const changeStage = (state: CaseState, no: number, to: Partial<CaseStage>): CaseState => ({
  ...state,
  stages: state.stages.map((stage) => (stage.no === no ? { ...stage, ...to } : stage))
})
/** The running stage of this number, if it is this person's. */
export function stageAt({ kase }: CaseDeciding, no: number, actor: Actor): CaseStage {
  const stage = kase.state.stages.find((one) => one.no === no)
  if (stage?.status !== 'running') throw new AppError('case_moved_on')
  if (!holdsStage(stage, actor)) throw new AppError('not_allowed')
  return stage
}
