import type { QuestionAction } from 'shared/commands.ts'
import type { Limit } from '../../kernel/lib/worktime.ts'
import type { Template } from '../../platform/notifications/notifications.table.ts'
import type { MachineAction, QuestionRow } from './questions.table.ts'

/** Whom a message is for, in words of the organisation; the repository finds the people. */
export type Target =
  | { to: 'asker' }
  | { to: 'posts'; ids: readonly string[] }
  | { to: 'headOf'; postId: string }
  | { to: 'role'; role: 'leader' | 'intakeClerk' }
/** `quiet`: of no haste; it waits in the app when no subscribe message can be sent, and nobody is texted. */
export type NewMessage = Readonly<{ target: Target; template: Template; text: string; quiet?: boolean }>

/** A rung of the ladder as the rules see it. */
export type ForumRule = Readonly<{ rank: number; name: string; limit: Limit; decides: boolean }>

/** Everything one decision writes. All of it, or nothing, is stored. */
export type Outcome = Readonly<{
  change: Partial<QuestionRow>
  event: Readonly<{
    action: QuestionAction | MachineAction
    words: string
    note?: string
    fileIds?: readonly string[]
    internal?: boolean
  }>
  messages?: readonly NewMessage[]
  /** A notice is issued at the first dispatch and re-issued, with what changed, ever after. */
  notice?: string
  rating?: Readonly<{ round: 1 | 2; level: number; comment: string }>
  callbackDueAt?: Date
  /** The matter this one is merged into from now on. */
  mergeInto?: string
  /** The rung whose next meeting gets the question on its agenda. */
  agendaRank?: number
  /** The forum at whose next meeting in the village what was decided is made public. */
  publicityRank?: number
}>
