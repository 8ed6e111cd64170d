import type { CallbackCommand } from 'shared/ratings.ts'
import { type Actor, inScope } from '../lib/actor.ts'
import { AppError } from '../lib/errors.ts'
import { dueAt, type Limit, type WorkCalendar } from '../lib/worktime.ts'
import type { CallbackRow } from './ratings.table.ts'

const RECTIFY: Limit = { amount: 15, unit: 'wd' }
const AGAIN: Limit = { amount: 1, unit: 'wd' }

/** Clerks and supervisors ring up, a sealed matter's asker only the clerk; the unit that got the bad rating puts it right. */
const holds = {
  caller: ({ townshipId }: CallbackRow, { post }: Actor, sealed: boolean) =>
    (post?.role === 'intakeClerk' || (post?.role === 'supervisor' && !sealed)) && inScope(post, townshipId),
  handler: ({ leadPostId }: CallbackRow, { answersFor }: Actor) => answersFor.includes(leadPostId)
}
const MOVES = {
  called: { from: 'toCall', by: 'caller' },
  rectified: { from: 'rectifying', by: 'handler' }
} as const

export const callbackActions = (
  callback: CallbackRow,
  actor: Actor,
  sealed: boolean
): CallbackCommand['action'][] =>
  (['called', 'rectified'] as const).filter(
    (action) => MOVES[action].from === callback.state && holds[MOVES[action].by](callback, actor, sealed)
  )

export const canSeeCallback = (callback: CallbackRow, actor: Actor, sealed: boolean): boolean =>
  holds.caller(callback, actor, sealed) || holds.handler(callback, actor)

type Change = Readonly<{
  change: Partial<CallbackRow>
  step: string | null
  words: string
  tell: 'handler' | 'asker'
}>

/** A call within 1 working day, put right within 15 (the term customary for 差评整改). */
export function decideCallback(
  command: CallbackCommand,
  callback: CallbackRow,
  actor: Actor,
  sealed: boolean,
  calendar: WorkCalendar,
  now: Date
): Change {
  if (!callbackActions(callback, actor, sealed).includes(command.action))
    throw new AppError(MOVES[command.action].from === callback.state ? 'not_allowed' : 'question_moved_on')
  if (command.action === 'called') {
    const due = dueAt(calendar, { start: now, limit: RECTIFY })
    return {
      change: {
        state: 'rectifying',
        calledAt: now,
        callNote: `${command.reached ? '' : '（未接通）'}${command.note}`,
        dueAt: due,
        escalation: 0
      },
      step: 'rectifyLate',
      words: command.reached ? '已电话回访，转承办单位整改' : '电话未接通，先转承办单位整改',
      tell: 'handler'
    }
  }
  return {
    change: { state: 'done', rectifiedAt: now, rectifyNote: command.note, dueAt: null },
    step: null,
    words: '整改完成，可以再评价一次',
    tell: 'asker'
  }
}

/** A call-back or rectification that is late is reported again each working day. */
export function fireCallback(callback: CallbackRow, calendar: WorkCalendar, now: Date) {
  const words = callback.state === 'toCall' ? '差评超过1个工作日未回访' : '差评整改超过15个工作日未完成'
  const again = dueAt(calendar, { start: now, limit: AGAIN })
  return {
    change: { escalation: Math.min(callback.escalation + 1, 100) },
    next: { step: callback.state === 'toCall' ? 'callLate' : 'rectifyLate', dueAt: again },
    words
  }
}
