import type { CaseAction, CaseCommand } from 'shared/case-commands.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { applicantDecisions } from './decide.applicant.rules.ts'
import { atOnceDecisions } from './decide.at-once.rules.ts'
import { deskDecisions } from './decide.desk.rules.ts'
import { hearingDecisions } from './decide.hearing.rules.ts'
import { pushDecisions } from './decide.push.rules.ts'
import { ratingDecisions } from './decide.rating.rules.ts'
import { reviewDecisions } from './decide.review.rules.ts'
import { stageDecisions } from './decide.stage.rules.ts'
import { timeDecisions } from './decide.time.rules.ts'
import type { Decisions } from './deciding.rules.ts'
import { allowedActions, holdsMove, MOVES } from './moves.rules.ts'
import type { CaseDeciding, CaseOutcome } from './outcome.types.ts'

const decisions: Decisions<CaseAction> = {
  ...applicantDecisions,
  ...reviewDecisions,
  ...deskDecisions,
  ...atOnceDecisions,
  ...pushDecisions,
  ...ratingDecisions,
  ...stageDecisions,
  ...hearingDecisions,
  ...timeDecisions
}

/** What an accepted command writes; throws when it is not open to this actor now. */
export function decide(command: CaseCommand, d: CaseDeciding, actor: Actor): CaseOutcome {
  if (!allowedActions(d.kase, actor).includes(command.action)) {
    // Whoever holds the move and comes too late is not told that they may not.
    const known = MOVES[command.action].from.includes(d.kase.status)
    throw new AppError(known && !holdsMove(command.action, d.kase, actor) ? 'not_allowed' : 'case_moved_on')
  }
  const decision = decisions[command.action] as (c: CaseCommand, d: CaseDeciding, a: Actor) => CaseOutcome
  return decision(command, d, actor)
}
