import { beijingDay } from 'shared/rules/beijing.ts'
import { startClock } from '../../kernel/lib/clock.ts'
import { settleClocks } from './clocks.rules.ts'
import { hearingHeld } from './decide.hearing.rules.ts'
import { byOf, type Decisions, note } from './deciding.rules.ts'
import { dutyOn, without } from './duties.rules.ts'
import { afterStage } from './flow.rules.ts'
import { orgTask } from './messages.rules.ts'
import type { CaseDeciding } from './outcome.types.ts'
import { release } from './release.rules.ts'
import { changeStage, stageAt } from './stage-at.rules.ts'

type StageAction = 'assignStage' | 'finishStage' | 'checkQuality'

/** Behind the desk: each stage is done by its post in its limit, and results are checked. */
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
    hearingHeld(stage, fileIds, d.now)
    const overdue = stage.dueAt !== null && d.now.toISOString() >= stage.dueAt
    const done = changeStage(d.kase.state, no, {
      status: 'done',
      doneAt: d.now.toISOString(),
      late: stage.late || overdue,
      passed,
      words,
      fileIds,
      by: byOf(actor),
      byAccount: actor.accountId
    })
    const state = { ...done, duties: without(done.duties, `stage:${no}`) }
    const said = passed ? '完成' : stage.kind === 'decision' ? '决定不予' : '没有通过'
    const next = afterStage(d, state)
    // Late is late, whether or not the clock came round to say so before.
    const late = overdue && !d.kase.lateSince && { lateSince: new Date(stage.dueAt!) }
    return {
      ...next,
      row: { ...next.row, ...late },
      event: { action: 'finishStage', words: `${stage.org}：${stage.name}${said}`, note: words, fileIds }
    }
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

/** The last stage is done anew, with its own limit: the whole case's time runs on. */
function again({ kase, lead, calendar, now }: CaseDeciding) {
  const last = kase.state.stages.findLast(({ status }) => status === 'done')!
  const { clock, dueAt } = startClock(calendar, now, last.limit)
  const redone = changeStage(kase.state, last.no, {
    status: 'running',
    doneAt: null,
    passed: null,
    clock,
    dueAt: dueAt.toISOString()
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
