import type { CallbackCommand } from 'shared/ratings.ts'
import { BAD_RATING_LIMITS } from 'shared/rules/bad-rating.ts'
import { type Actor, inScope } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { dueAt, type Limit, type WorkCalendar } from '../../kernel/lib/worktime.ts'
import type { CallbackRow } from './ratings.table.ts'

const { rectify: RECTIFY, ruling: RULING, rest: REST } = BAD_RATING_LIMITS
const AGAIN: Limit = { amount: 1, unit: 'wd' }

/** The matter it is about: whether it is sealed, who asked, and the unit that answered. */
export type About = Readonly<{ sealed: boolean; askerId: string; leadUnitId: string | null }>

/**
 * Clerks and supervisors ring up, a sealed matter's asker only the clerk; the unit that got the bad rating
 * puts it right or appeals. A supervisor or a leader rules on that, who neither asked nor belongs to that
 * unit.
 */
const holds = {
  caller: ({ townshipId }: CallbackRow, { post }: Actor, { sealed }: About) =>
    (post?.role === 'intakeClerk' || (post?.role === 'supervisor' && !sealed)) && inScope(post, townshipId),
  handler: ({ leadPostId }: CallbackRow, { answersFor }: Actor) => answersFor.includes(leadPostId),
  judge: (callback: CallbackRow, actor: Actor, { sealed, askerId, leadUnitId }: About) =>
    (actor.post?.role === 'supervisor' || actor.post?.role === 'leader') &&
    inScope(actor.post, callback.townshipId) &&
    !sealed &&
    askerId !== actor.accountId &&
    leadUnitId !== actor.post.unitId &&
    !holds.handler(callback, actor)
}
/** In time and once: what is late already is put right, not argued about. */
const appealable = ({ appealNote, dueAt: due }: CallbackRow, now: Date) =>
  appealNote === null && due !== null && now < due
type Who = 'caller' | 'handler' | 'judge'
type Move = Readonly<{
  from: readonly CallbackRow['state'][]
  by: Who
  when?: (callback: CallbackRow, now: Date) => boolean
}>
const MOVES: Record<CallbackCommand['action'], Move> = {
  called: { from: ['toCall'], by: 'caller' },
  rectified: { from: ['rectifying', 'appealed'], by: 'handler' },
  appeal: { from: ['rectifying'], by: 'handler', when: appealable },
  ruled: { from: ['appealed'], by: 'judge' }
}
const ACTIONS = ['called', 'rectified', 'appeal', 'ruled'] as const

/** What this person may do to this call-back now. */
export const callbackActions = (
  callback: CallbackRow,
  actor: Actor,
  about: About,
  now: Date
): CallbackCommand['action'][] =>
  ACTIONS.filter((action) => {
    const { from, by, when } = MOVES[action]
    return (
      from.includes(callback.state) && holds[by](callback, actor, about) && (when?.(callback, now) ?? true)
    )
  })

export const canSeeCallback = (callback: CallbackRow, actor: Actor, about: About): boolean =>
  holds.caller(callback, actor, about) ||
  holds.handler(callback, actor) ||
  (callback.state === 'appealed' && holds.judge(callback, actor, about))

type Change = Readonly<{
  change: Partial<CallbackRow>
  step: string | null
  words: string
  tell: 'handler' | 'asker' | 'judge' | 'both'
}>

/**
 * A call within 1 working day, put right within 15 (the term customary for 差评整改). An appeal is ruled on
 * within 5; refused, the time to put right goes on, at least 3 working days of it.
 */
export function decideCallback(
  command: CallbackCommand,
  callback: CallbackRow,
  actor: Actor,
  about: About,
  calendar: WorkCalendar,
  now: Date
): Change {
  if (!callbackActions(callback, actor, about, now).includes(command.action)) {
    const { from, by } = MOVES[command.action]
    const others = !holds[by](callback, actor, about)
    throw new AppError(from.includes(callback.state) && others ? 'not_allowed' : 'question_moved_on')
  }
  const within = (limit: Limit) => dueAt(calendar, { start: now, limit })
  switch (command.action) {
    case 'called': {
      const callNote = `${command.reached ? '' : '（未接通）'}${command.note}`
      return {
        change: { state: 'rectifying', calledAt: now, callNote, dueAt: within(RECTIFY), escalation: 0 },
        step: 'rectifyLate',
        words: command.reached ? '已电话回访，转承办单位整改' : '电话未接通，先转承办单位整改',
        tell: 'handler'
      }
    }
    case 'rectified':
      return {
        change: { state: 'done', rectifiedAt: now, rectifyNote: command.note, dueAt: null },
        step: null,
        words: '整改完成，可以再评价一次',
        tell: 'asker'
      }
    case 'appeal': {
      const { dueAt: rectifyBy } = callback
      const change = { appealNote: command.note, rectifyBy, dueAt: within(RULING), escalation: 0 }
      return {
        change: { ...change, state: 'appealed' },
        step: 'rulingLate',
        words: '承办单位对差评提出申诉，5个工作日内由监督员复核',
        tell: 'judge'
      }
    }
    case 'ruled': {
      if (command.setAside)
        return {
          change: { state: 'done', rulingNote: command.note, setAside: true, dueAt: null },
          step: null,
          words: '差评经复核不是承办单位的责任，评价照样保留，不计入统计',
          tell: 'both'
        }
      const due = new Date(Math.max(callback.rectifyBy!.getTime(), within(REST).getTime()))
      return {
        change: { state: 'rectifying', rulingNote: command.note, dueAt: due, escalation: 0 },
        step: 'rectifyLate',
        words: '差评经复核成立，承办单位继续整改',
        tell: 'both'
      }
    }
  }
}

const LATE: Record<Exclude<CallbackRow['state'], 'done'>, readonly [step: string, words: string]> = {
  toCall: ['callLate', '差评超过1个工作日未回访'],
  rectifying: ['rectifyLate', '差评整改超过期限未完成'],
  appealed: ['rulingLate', '差评申诉超过5个工作日未复核']
}

/** A call-back, a rectification or a ruling that is late is reported again each working day. */
export function fireCallback(callback: CallbackRow, calendar: WorkCalendar, now: Date) {
  const [step, words] = LATE[callback.state === 'done' ? 'toCall' : callback.state]
  return {
    change: { escalation: Math.min(callback.escalation + 1, 100) },
    next: { step, dueAt: dueAt(calendar, { start: now, limit: AGAIN }) },
    words
  }
}
