import type { QuestionCommand } from 'shared/commands.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { askerDecisions } from './decide.asker.rules.ts'
import { assistDecisions } from './decide.assist.rules.ts'
import { clerkDecisions } from './decide.clerk.rules.ts'
import { handlerDecisions } from './decide.handler.rules.ts'
import { leaderDecisions } from './decide.leader.rules.ts'
import type { Deciding, Decisions } from './deciding.rules.ts'
import { mergeDecisions } from './merge.rules.ts'
import { allowedActions, holdsMove, MOVES } from './moves.rules.ts'
import type { Outcome } from './outcome.types.ts'

const decisions: Decisions<QuestionCommand['action']> = {
  ...clerkDecisions,
  ...assistDecisions,
  ...handlerDecisions,
  ...leaderDecisions,
  ...askerDecisions,
  ...mergeDecisions
}

/** What an accepted command writes; throws when it is not open to this actor now. */
export function decide(command: QuestionCommand, deciding: Deciding, actor: Actor): Outcome {
  const { question } = deciding
  if (!allowedActions(deciding, actor).includes(command.action)) {
    // Whoever holds the move and comes too late is not told that they may not.
    const others = !holdsMove(command.action, deciding, actor)
    const known = MOVES[command.action].from.includes(question.status)
    throw new AppError(known && others ? 'not_allowed' : 'question_moved_on')
  }
  const decision = decisions[command.action] as (c: QuestionCommand, d: Deciding, a: Actor) => Outcome
  const { change, ...rest } = decision(command, deciding, actor)
  return { ...rest, change: { status: MOVES[command.action].to ?? question.status, ...change } }
}
