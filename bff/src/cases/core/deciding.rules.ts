import type { CaseAction, CaseCommand } from 'shared/case-commands.ts'
import { startOfDay } from 'shared/rules/beijing.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import type { CaseDeciding, CaseOutcome } from './outcome.types.ts'

export type Command<A extends CaseAction> = Extract<CaseCommand, { action: A }>
/** What each command of a group writes, once it is known to be open to the actor. */
export type Decisions<A extends CaseAction> = {
  [K in A]: (command: Command<K>, d: CaseDeciding, actor: Actor) => CaseOutcome
}

/** A command that only writes itself into the timeline. */
export const note = (
  { kase }: CaseDeciding,
  state: CaseOutcome['state'],
  event: CaseOutcome['event'],
  more: Partial<CaseOutcome> = {}
): CaseOutcome => ({ status: kase.status, state, event, ...more })

/** Promised days lie ahead, and not so far that they would be forgotten. */
export function ahead(day: string, { now }: CaseDeciding): void {
  const days = (startOfDay(day).getTime() - now.getTime()) / 86_400_000
  if (days <= 0 || days > 90) throw new AppError('day_out_of_range')
}

/** Who it was, as the timeline names them. */
export const byOf = ({ post }: Actor): string => `${post!.title} ${post!.name}`
