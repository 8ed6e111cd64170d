import { extended, suspension } from '../documents/case-documents.rules.ts'
import type { Actor } from '../lib/actor.ts'
import { beijingDay, startOfDay } from '../lib/beijing.ts'
import { changeClock, startClock } from '../lib/clock.ts'
import { AppError } from '../lib/errors.ts'
import type { Limit } from '../lib/worktime.ts'
import { extendClocks, pauseStages, resumeStages, settleClocks, wholeDuty } from './clocks.rules.ts'
import { ahead, byOf, type Decisions, note } from './deciding.rules.ts'
import { dutyOn, dutyUntil, LIMITS, openDuty, without } from './duties.rules.ts'
import { afterStage } from './flow.rules.ts'
import { applicant, headTask, orgTask } from './messages.rules.ts'
import { holdsStage } from './moves.rules.ts'
import type { CaseDeciding } from './outcome.ts'
import { release } from './release.rules.ts'
import type { CaseStage, CaseState } from './state.ts'

type StageAction =
  | 'assignStage'
  | 'finishStage'
  | 'suspend'
  | 'resume'
  | 'requestExtension'
  | 'decideExtension'
  | 'checkQuality'

const changeStage = (state: CaseState, no: number, to: Partial<CaseStage>): CaseState => ({
  ...state,
  stages: state.stages.map((stage) => (stage.no === no ? { ...stage, ...to } : stage))
})
/** The running stage of this number, if it is this person's. */
function stageAt({ kase }: CaseDeciding, no: number, actor: Actor): CaseStage {
  const stage = kase.state.stages.find((one) => one.no === no)
  if (stage?.status !== 'running') throw new AppError('case_moved_on')
  if (!holdsStage(stage, actor)) throw new AppError('not_allowed')
  return stage
}

/** Behind the desk: each stage keeps its limit, pauses have their ground, and results are checked. */
export const stageDecisions: Decisions<StageAction> = {
  assignStage: ({ no, postId, reason }, d, actor) => {
    const stage = stageAt(d, no, actor)
    const state = changeStage(d.kase.state, no, { postId })
    const duties = state.duties.map((duty) => (duty.key === `stage:${no}` ? { ...duty, postId } : duty))
    const event = {
      action: 'assignStage' as const,
      words: `${stage.name}交给同事办理，时限不变`,
      note: reason
    }
    return note(d, { ...state, duties }, event, {
      messages: [orgTask(stage.orgId, postId)(d.kase, `${stage.name}转您办理，时限不变`)]
    })
  },
  finishStage: ({ no, passed, words, fileIds }, d, actor) => {
    const stage = stageAt(d, no, actor)
    const done = changeStage(d.kase.state, no, {
      status: 'done',
      doneAt: d.now.toISOString(),
      late: stage.dueAt !== null && d.now.toISOString() >= stage.dueAt,
      passed,
      words,
      fileIds,
      by: byOf(actor),
      byAccount: actor.accountId
    })
    const state = { ...done, duties: without(done.duties, `stage:${no}`) }
    const said = passed ? '完成' : stage.kind === 'decision' ? '决定不予' : '没有通过'
    return {
      ...afterStage(d, state),
      event: { action: 'finishStage', words: `${stage.org}：${stage.name}${said}`, note: words, fileIds }
    }
  },
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
      messages: [applicant(kase, `暂停办理：${reason}`)],
      documents: [suspension(d, reason, duty.dueAt)]
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
      messages: [applicant(kase, '已恢复办理')]
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
        messages: [applicant(kase, `经批准延长${extension.workingDays}个工作日`)],
        documents: [extended(d, state)]
      }
    )
  },
  checkQuality: ({ ok, note: words }, d) => {
    if (ok)
      return {
        ...release(d, d.kase.state),
        event: { action: 'checkQuality', words: '结果核对无误，办结', note: words }
      }
    return {
      ...again(d),
      event: { action: 'checkQuality', words: '质检退回重办', note: words, internal: true }
    }
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

/** The last stage is done anew, with its own limit: the whole case's time runs on. */
function again({ kase, lead, calendar, now }: CaseDeciding) {
  const last = kase.state.stages.findLast(({ status }) => status === 'done')!
  const { clock, dueAt } = startClock(calendar, now, last.limit)
  const redone = changeStage(kase.state, last.no, {
    ...{ status: 'running', doneAt: null, passed: null, late: false, clock, dueAt: dueAt.toISOString() }
  })
  // What a no had made needless may be needed after all.
  const stages = redone.stages.map((stage) =>
    stage.status === 'skipped' ? { ...stage, status: 'waiting' as const } : stage
  )
  const reopened = { ...redone, stages }
  const who = { key: `stage:${last.no}`, kind: 'stage' as const, orgId: last.orgId, postId: last.postId }
  const duty = dutyOn(calendar, who, clock, dueAt, now)
  return {
    status: 'handling' as const,
    state: settleClocks(
      calendar,
      { ...reopened, decision: null, duties: [...without(reopened.duties, 'quality'), duty] },
      lead.id,
      now
    ),
    messages: [orgTask(last.orgId, last.postId)(kase, `质检退回，请重办${last.name}（${beijingDay(now)}）`)]
  }
}
