import { AppError } from '../../kernel/lib/errors.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { defects, received } from '../documents/case-documents.rules.ts'
import { newlyHeld } from '../papers/held.rules.ts'
import { type Decisions, note } from './deciding.rules.ts'
import { LIMITS, openDuty, without } from './duties.rules.ts'
import { faultWords } from './faults.words.ts'
import { pushTo } from './flow.rules.ts'
import { applicant, applicantDeadline, newToAgent } from './messages.rules.ts'
import type { CaseDeciding, CaseOutcome } from './outcome.types.ts'
import { judgePapers, paperAt, reopenPaper } from './papers.rules.ts'
import { complete, withReception } from './reception.rules.ts'
import { planOf } from './stages.rules.ts'
import type { CaseState } from './state.types.ts'

/** Papers found wanting go back all at once; the applicant has thirty days. */
function sendBack(d: CaseDeciding, state: CaseState): CaseOutcome {
  const { kase, calendar, now } = d
  const faulty = state.papers.filter(({ verdict }) => verdict === 'fix')
  const who = { key: 'applicant', kind: 'applicant' as const, orgId: null }
  const duty = openDuty(calendar, who, now, LIMITS.correcting)
  return {
    status: 'correcting',
    state: { ...state, duties: [duty] },
    numbered: true,
    row: { submittedAt: kase.submittedAt ?? now },
    event: {
      action: 'judge',
      words: `一次告知${faulty.length}处需要补正`,
      note: faulty.map((paper) => faultWords(paper, d.item.materials[paper.index]!)).join('\n')
    },
    messages: [
      applicantDeadline(
        kase,
        `有${faulty.length}份材料需要补正，请在${instantWords(new Date(duty.dueAt))}前补交`
      ),
      ...newToAgent(kase)
    ],
    documents: [defects(d, state)]
  }
}

/** Everything is in order: to the window, or straight to the department where nobody has to come (不见面审批). */
function passOn(d: CaseDeciding, state: CaseState): CaseOutcome {
  const { kase, item, lead, orgs, calendar, now } = d
  const row = { submittedAt: kase.submittedAt ?? now }
  if (kase.channel === 'home' && item.visits === 0 && complete(state)) {
    const planned = { ...state, stages: planOf(item, lead, orgs) }
    const pushed = pushTo(d, planned, [])
    return {
      ...pushed,
      numbered: true,
      row: { ...row, ...pushed.row },
      event: { action: 'judge', words: '预审通过，全程网上办，已推送到办理单位' },
      messages: [...pushed.messages, applicant(kase, '预审通过，不用跑腿，已转办理单位')],
      documents: [received(d, state)]
    }
  }
  const who = { key: 'applicant', kind: 'applicant' as const, orgId: null }
  return {
    status: 'ready',
    state: withReception(d, { ...state, duties: [openDuty(calendar, who, now, LIMITS.ready)] }, 'ready'),
    numbered: true,
    row,
    event: { action: 'judge', words: '材料预审通过' },
    messages:
      kase.channel === 'home' ? [applicant(kase, '预审通过，请预约时间，带原件到大厅')] : newToAgent(kase)
  }
}

/** What the verdicts lead to: back all at once, on, or one paper more beside those that were ready. */
function judged(d: CaseDeciding, papers: CaseState['papers']): CaseOutcome {
  const { state: before } = d.kase
  // What was brought to the window after the review is one paper more, not another review.
  if (d.kase.status === 'ready' && !papers.some(({ verdict }) => verdict === 'fix'))
    return note(d, withReception(d, { ...before, papers }), {
      action: 'judge',
      words: '后来交的材料审核合格'
    })
  // What was agreed for later falls away with the acceptance it was agreed for.
  const state = {
    ...before,
    papers,
    round: before.round + 1,
    deferrals: before.deferrals.filter(({ settledAt }) => settledAt !== null),
    promises: before.promises.filter(({ kept }) => kept !== null),
    duties: without(before.duties, 'deferral', 'promise')
  }
  return papers.some(({ verdict }) => verdict === 'fix') ? sendBack(d, state) : passOn(d, state)
}

/** Papers judged once and completely; what had passed is looked at again on a leader's ground only. */
export const reviewDecisions: Decisions<'judge' | 'reopenPaper'> = {
  judge: ({ verdicts }, d) => {
    for (const { index, fields = [] } of verdicts)
      if (fields.some((at) => at >= (d.item.materials[index]?.fields?.length ?? 0)))
        throw new AppError('invalid_input', 'fields')
    const papers = judgePapers(d.kase.state, verdicts)
    return { ...judged(d, papers), held: newlyHeld(d.kase, papers, d.item, d.now) }
  },
  reopenPaper: (command, d) => {
    const { name } = paperAt(d.kase.state, command.index)
    const papers = reopenPaper(d.kase.state, command)
    const words = `负责人同意重新审查：${name}`
    const state = { ...d.kase.state, papers }
    if (d.kase.status !== 'ready')
      return note(d, withReception(d, state), { action: 'reopenPaper', words, note: command.reason })
    // What was ready is reviewed again, with the reviewer's own time.
    const who = { key: 'preReview', kind: 'preReview' as const, orgId: d.hall.id }
    return {
      status: 'preReview',
      state: { ...state, duties: [openDuty(d.calendar, who, d.now, LIMITS.preReview)] },
      event: { action: 'reopenPaper', words, note: command.reason },
      messages: [applicant(d.kase, `${words}，结果会再告诉您`)]
    }
  }
}
