import { acceptance } from '../documents/case-documents.rules.ts'
import { settleClocks, startClocks, wholeDuty } from './clocks.rules.ts'
import { LIMITS, openDuty, without } from './duties.rules.ts'
import { applicant, headTask, orgDeadline, orgTask } from './messages.rules.ts'
import type { CaseDeciding, CaseMessage, CaseOutcome, NewDocument } from './outcome.types.ts'
import { beginStages, jointDecision, planDone, skipDenied } from './stages.rules.ts'
import type { CaseState, Push } from './state.types.ts'

/** What a step of the case leads to. */
export type Next = Readonly<{
  status: CaseDeciding['kase']['status']
  state: CaseState
  row: NonNullable<CaseOutcome['row']>
  documents: readonly NewDocument[]
  messages: readonly CaseMessage[]
}>

/** Pushes the case to its leading department and every other it needs, each with ten working minutes. */
export function pushTo(
  { kase, lead, orgs, calendar, now }: CaseDeciding,
  state: CaseState,
  extra: readonly string[]
): Pick<Next, 'status' | 'state' | 'row' | 'messages'> {
  const inPlan = state.stages.flatMap(({ orgId, branch }) => (branch ? [orgId] : []))
  const ids = [...new Set([lead.id, ...inPlan, ...extra])]
  const round = Math.max(0, ...state.pushes.map((push) => push.round)) + 1
  const fresh = ids.map(
    (orgId): Push => ({
      round,
      orgId,
      name: orgId === lead.id ? lead.name : (orgs.find(({ id }) => id === orgId)?.name ?? ''),
      at: now.toISOString(),
      acknowledgedAt: null,
      decidedAt: null,
      decision: null,
      reason: null,
      by: null
    })
  )
  const duties = ids.map((orgId) =>
    openDuty(calendar, { key: `push:${orgId}`, kind: 'push', orgId }, now, LIMITS.push)
  )
  const departments = [...new Set([...kase.departments, ...ids])]
  return {
    status: 'pushed',
    state: {
      ...state,
      pushes: [...state.pushes, ...fresh],
      duties: [...without(state.duties, 'applicant', 'reception', 'preReview', 'returned'), ...duties]
    },
    row: { departments },
    // Ten minutes run: subscribe message and text message, not a line in the app alone.
    messages: ids.map((id) => orgDeadline(id)(kase, '请在10个工作分钟内答复是否受理'))
  }
}

/**
 * When the last department has agreed, or kept silent, the case is accepted: its clocks and first stages
 * begin.
 */
export function afterPush(d: CaseDeciding, state: CaseState): Next {
  const { kase, item, lead, calendar, now, postFor } = d
  if (state.pushes.some(({ decision }) => decision === null))
    return { status: 'pushed', state, row: {}, documents: [], messages: [] }
  const clocks = startClocks(calendar, item, now)
  const started: CaseState = {
    ...state,
    clocks,
    duties: [...without(state.duties, 'push'), wholeDuty(calendar, clocks, lead.id, now)]
  }
  const begun = settleClocks(calendar, beginStages(started, { calendar, now, postFor }), lead.id, now)
  return {
    status: 'handling',
    state: begun,
    row: { acceptedAt: now },
    documents: [acceptance(d, begun)],
    messages: [applicant(kase, '已受理，可以在手机上看办到哪一步'), ...stageTasks(d, state, begun)]
  }
}

/** Tells the posts whose stages have just begun. */
function stageTasks({ kase }: CaseDeciding, before: CaseState, after: CaseState): CaseMessage[] {
  const had = new Set(before.duties.map(({ key }) => key))
  return after.duties
    .filter(({ key, kind }) => kind === 'stage' && !had.has(key))
    .map(({ key, orgId, postId }) => {
      const stage = after.stages.find(({ no }) => `stage:${no}` === key)!
      return orgTask(orgId!, postId)(kase, `${stage.name}轮到您办理`)
    })
}

/** After a stage: the next ones begin, or the result goes to a second pair of eyes. */
export function afterStage(d: CaseDeciding, state: CaseState): Next {
  const { kase, lead, calendar, now, postFor } = d
  const stages = skipDenied(state.stages)
  const begun = settleClocks(
    calendar,
    beginStages({ ...state, stages }, { calendar, now, postFor }),
    lead.id,
    now
  )
  if (!planDone(begun))
    return { status: 'handling', state: begun, row: {}, documents: [], messages: stageTasks(d, state, begun) }
  const checked = openDuty(calendar, { key: 'quality', kind: 'quality', orgId: lead.id }, now, LIMITS.quality)
  return {
    status: 'quality',
    state: {
      ...begun,
      decision: jointDecision(begun),
      // Nobody answered in time: what is done needs no more time, and may ask anew if it comes back.
      extension: begun.extension?.approved === null ? null : begun.extension,
      duties: [...without(begun.duties, 'stage', 'extension'), checked]
    },
    row: {},
    documents: [],
    messages: [headTask(lead.id)(kase, '结果待质检，须由另一人核对')]
  }
}
