import type { Actor } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { byOf, type Decisions, note } from './deciding.rules.ts'
import { LIMITS, openDuty, without } from './duties.rules.ts'
import { afterPush } from './flow.rules.ts'
import { openPush } from './holds.rules.ts'
import { applicantDeadline, headTask, orgTask } from './messages.rules.ts'
import type { CaseDeciding } from './outcome.types.ts'
import type { CaseState, Push } from './state.types.ts'

type PushAction = 'acknowledge' | 'consent' | 'reject' | 'checkPromise'

const changePush = (state: CaseState, push: Push, to: Partial<Push>): CaseState => ({
  ...state,
  pushes: state.pushes.map((one) => (one === push ? { ...one, ...to } : one))
})

/**
 * The push to answer now; once its time is over silence was the answer, even if the clock has not said so
 * yet.
 */
function pushOf({ kase, now }: CaseDeciding, actor: Actor): Push {
  const push = openPush(kase, actor)!
  const duty = kase.state.duties.find(({ key }) => key === `push:${push.orgId}`)
  if (duty && new Date(duty.dueAt) <= now) throw new AppError('push_over')
  return push
}

/** A department's answer to the desk: ten working minutes, or silence counts as consent. */
export const pushDecisions: Decisions<PushAction> = {
  acknowledge: (_, d, actor) => {
    const push = openPush(d.kase, actor)!
    const state = changePush(d.kase.state, push, { acknowledgedAt: d.now.toISOString() })
    return note(d, state, { action: 'acknowledge', words: `${push.name}已收到推送`, internal: true })
  },
  consent: (_, d, actor) => {
    const push = pushOf(d, actor)
    const at = d.now.toISOString()
    const answered = changePush(d.kase.state, push, {
      acknowledgedAt: push.acknowledgedAt ?? at,
      decidedAt: at,
      decision: 'accepted',
      by: byOf(actor)
    })
    const state = { ...answered, duties: without(answered.duties, `push:${push.orgId}`) }
    return { ...afterPush(d, state), event: { action: 'consent', words: `${push.name}同意受理` } }
  },
  reject: ({ reason }, d, actor) => {
    const { kase, hall, calendar, now } = d
    const push = pushOf(d, actor)
    const at = now.toISOString()
    const refused = changePush(kase.state, push, {
      acknowledgedAt: push.acknowledgedAt ?? at,
      decidedAt: at,
      decision: 'refused',
      reason,
      by: byOf(actor)
    })
    // The others' answers are no longer waited for: the desk sees to it first.
    const pushes = refused.pushes.map((one) =>
      one.decision === null ? { ...one, decidedAt: at, decision: 'dropped' as const } : one
    )
    const duty = openDuty(
      calendar,
      { key: 'returned', kind: 'returned', orgId: hall.id },
      now,
      LIMITS.returned
    )
    return {
      status: 'returned',
      state: { ...refused, pushes, duties: [...without(refused.duties, 'push'), duty] },
      event: {
        action: 'reject',
        words: `${push.name}不同意受理，退回窗口处理`,
        note: reason,
        internal: true
      },
      messages: [orgTask(hall.id)(kase, `${push.name}不同意受理：${reason}`)]
    }
  },
  checkPromise: ({ index, kept, note: words }, d) => {
    const { state } = d.kase
    if (!state.promises.some((one) => one.index === index && one.kept === null))
      throw new AppError('invalid_input', 'index')
    const promises = state.promises.map((one) => (one.index === index ? { ...one, kept, note: words } : one))
    const name = state.papers.find((paper) => paper.index === index)?.name ?? ''
    const event = {
      action: 'checkPromise' as const,
      words: kept ? `核查承诺属实：${name}` : `核查与承诺不符：${name}，依法处理`,
      note: words
    }
    const settled = { ...state, promises, duties: without(state.duties, `promise:${index}`) }
    const told = kept
      ? []
      : [
          applicantDeadline(d.kase, `核查与承诺不符：${name}`),
          headTask(d.lead.id)(d.kase, '承诺不实，请依法处理')
        ]
    return note(d, settled, event, { messages: told })
  }
}
