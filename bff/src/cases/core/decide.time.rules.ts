import { startOfDay } from 'shared/rules/beijing.ts'
import { changeClock } from '../../kernel/lib/clock.ts'
import type { Limit } from '../../kernel/lib/worktime.ts'
import { extended, suspension } from '../documents/case-documents.rules.ts'
import { extendClocks, pauseStages, resumeStages, settleClocks, wholeDuty } from './clocks.rules.ts'
import { ahead, byOf, type Decisions, note } from './deciding.rules.ts'
import { dutyOn, dutyUntil, LIMITS, openDuty, without } from './duties.rules.ts'
import { applicantDeadline, headTask } from './messages.rules.ts'
import type { CaseDeciding } from './outcome.types.ts'
import type { CaseState } from './state.types.ts'

type TimeAction = 'suspend' | 'resume' | 'requestExtension' | 'decideExtension'

/** Where the clock stands still, with its ground, and where it is given more time, once, by the head. */
export const timeDecisions: Decisions<TimeAction> = {
  suspend: ({ ground, reason, reviewOn }, d) => {
    const { kase, lead, calendar, now } = d
    ahead(reviewOn, d)
    const paused = pauseStages(kase.state)
    const who = { key: 'suspension', kind: 'suspension' as const, orgId: lead.id }
    const duty = dutyUntil(calendar, who, now, startOfDay(reviewOn))
    const suspended = {
      ...paused,
      suspension: { ground, reason, since: now.toISOString(), reviewOn: duty.dueAt },
      duties: [...paused.duties, duty]
    }
    const state = settleClocks(calendar, suspended, lead.id, now)
    return {
      status: 'suspended',
      state,
      event: { action: 'suspend', words: '暂停办理，停止计时', note: reason },
      messages: [applicantDeadline(kase, `暂停办理：${reason}`)],
      documents: [suspension(d, suspended.suspension)]
    }
  },
  resume: ({ reason }, d) => {
    const { kase, lead, calendar, now } = d
    const running = resumeStages(calendar, kase.state, now)
    const state = settleClocks(
      calendar,
      { ...running, duties: without(running.duties, 'suspension') },
      lead.id,
      now
    )
    return {
      status: 'handling',
      state,
      event: { action: 'resume', words: '恢复办理，继续计时', note: reason },
      messages: [applicantDeadline(kase, '已恢复办理，继续计时')]
    }
  },
  requestExtension: ({ workingDays, reason }, d, actor) => {
    const { kase, lead, calendar, now } = d
    const who = { key: 'extension', kind: 'extension' as const, orgId: lead.id }
    const duty = openDuty(calendar, who, now, LIMITS.extension)
    const extension = { workingDays, reason, by: byOf(actor), approved: null, note: null }
    const state = { ...kase.state, extension, duties: [...kase.state.duties, duty] }
    const event = {
      action: 'requestExtension' as const,
      words: `申请延长${workingDays}个工作日，待负责人批准`,
      note: reason,
      internal: true
    }
    return note(d, state, event, {
      messages: [headTask(lead.id)(kase, `申请延长${workingDays}个工作日，请批准`)]
    })
  },
  decideExtension: ({ approve, note: words }, d) => {
    const { kase } = d
    const extension = { ...kase.state.extension!, approved: approve, note: words }
    const plain = { ...kase.state, extension, duties: without(kase.state.duties, 'extension') }
    if (!approve)
      return note(d, plain, { action: 'decideExtension', words: '不同意延长', note: words, internal: true })
    const state = extend(d, plain, { amount: extension.workingDays, unit: 'wd' })
    return note(
      d,
      state,
      {
        action: 'decideExtension',
        words: `经负责人批准延长${extension.workingDays}个工作日`,
        note: extension.reason
      },
      {
        messages: [
          applicantDeadline(kase, `经批准延长${extension.workingDays}个工作日：${extension.reason}`)
        ],
        documents: [extended(d, state)]
      }
    )
  }
}

/** Adds time to the whole case and to every stage that runs. */
function extend({ calendar, lead, now }: CaseDeciding, state: CaseState, by: Limit): CaseState {
  const clocks = extendClocks(calendar, state.clocks!, by)
  const stages = state.stages.map((stage) => {
    if ((stage.status !== 'running' && stage.status !== 'paused') || !stage.clock) return stage
    const { clock, dueAt } = changeClock(calendar, stage.clock, { extensions: [by] })
    return { ...stage, clock, dueAt: dueAt.toISOString() }
  })
  const duties = state.duties.map((duty) => {
    if (duty.kind === 'whole') return wholeDuty(calendar, clocks, lead.id, now)
    const stage = stages.find(({ no }) => `stage:${no}` === duty.key)
    if (!stage?.clock) return duty
    return dutyOn(calendar, duty, stage.clock, new Date(stage.dueAt!), now)
  })
  return { ...state, clocks, stages, duties }
}
