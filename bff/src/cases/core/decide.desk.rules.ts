import { AppError } from '../../kernel/lib/errors.ts'
import { delivered, received } from '../documents/case-documents.rules.ts'
import { refusal } from '../documents/decisions.rules.ts'
import { ahead, type Decisions, note } from './deciding.rules.ts'
import { without } from './duties.rules.ts'
import { pushTo } from './flow.rules.ts'
import { applicant, applicantDeadline, orgTask } from './messages.rules.ts'
import type { CaseDeciding } from './outcome.types.ts'
import { missing, paperAt, unjudged } from './papers.rules.ts'
import { closesItself } from './release.rules.ts'
import { planOf } from './stages.rules.ts'
import type { CasePaper, CaseState } from './state.types.ts'
import { takeTerms, termPapers } from './terms.rules.ts'

type DeskAction = 'accept' | 'refuse' | 'pushAgain' | 'settleDeferral' | 'handOut'

const names = (papers: readonly CasePaper[]) => papers.map(({ name }) => name).join('、')
/** Each time the applicant comes to the hall counts as a visit. */
const came = (state: CaseState): CaseState => ({ ...state, visits: state.visits + 1 })
/** They stand at the window already when the case was begun there and nothing had to be put right at home. */
export const cameAgain = (kase: CaseDeciding['kase']): CaseState =>
  kase.channel === 'home' || kase.state.round > 1 ? came(kase.state) : kase.state

/** The front desk: taken in, pushed, handed out. */
export const deskDecisions: Decisions<DeskAction> = {
  accept: ({ departmentIds, deferred, promised, signature }, d) => {
    const { kase, item, lead, orgs, now } = d
    const terms = [...deferred.map(({ index }) => index), ...promised.map(({ index }) => index)]
    if (new Set(terms).size !== terms.length) throw new AppError('invalid_input', 'deferred')
    for (const index of terms) {
      const paper = paperAt(kase.state, index)
      if (paper.need !== 'deferrable' || paper.givenAt !== null)
        throw new AppError('not_deferrable', paper.name)
    }
    for (const { until } of deferred) ahead(until, d)
    for (const { checkBy } of promised) ahead(checkBy, d)
    if (terms.length && !signature) throw new AppError('invalid_input', 'signature')
    if (unjudged(kase.state)) throw new AppError('judge_all')
    const open = kase.state.papers.filter(
      ({ index, need, verdict }) => need !== 'optional' && verdict !== 'pass' && !terms.includes(index)
    )
    if (open.length) throw new AppError('papers_missing', names(open))
    const agreed = takeTerms(d, cameAgain(kase), { deferred, promised })
    const pushed = pushTo(d, { ...agreed, stages: planOf(item, lead, orgs) }, departmentIds)
    const later = deferred.length ? `，容缺${deferred.length}份` : ''
    const vouched = promised.length ? `，告知承诺${promised.length}份` : ''
    return {
      ...pushed,
      numbered: true,
      row: { submittedAt: kase.submittedAt ?? now, ...pushed.row },
      event: { action: 'accept', words: `窗口收件${later}${vouched}，推送到办理单位` },
      messages: [...pushed.messages, applicant(kase, '窗口已收件，等办理单位答复')],
      documents: [received(d, agreed), ...termPapers(d, agreed)],
      ...(signature && { signed: { purpose: '容缺受理、告知承诺', strokes: signature } })
    }
  },
  refuse: ({ reason, basis }, d) => ({
    status: 'refused',
    state: { ...d.kase.state, duties: [] },
    numbered: true,
    row: { submittedAt: d.kase.submittedAt ?? d.now, closedAt: d.now },
    event: { action: 'refuse', words: '不予受理', note: `${reason}（${basis}）` },
    messages: [applicantDeadline(d.kase, '不予受理，理由见通知书')],
    documents: [refusal(d, reason, basis)]
  }),
  pushAgain: ({ departmentIds, note: words }, d) => {
    const { papers, deferrals, promises } = d.kase.state
    const lacking = missing(d.kase.state)
    if (lacking.length) throw new AppError('papers_missing', names(lacking))
    const later = [...deferrals, ...promises].map(({ index }) => index)
    const waiting = papers.some(
      ({ index, need, verdict }) => verdict !== 'pass' && need !== 'optional' && !later.includes(index)
    )
    if (waiting || unjudged(d.kase.state)) throw new AppError('judge_all')
    const pushed = pushTo(d, d.kase.state, departmentIds)
    return {
      ...pushed,
      event: { action: 'pushAgain', words: '窗口说明后再次推送', note: words, internal: true }
    }
  },
  settleDeferral: ({ index, fileIds, original }, d) => {
    const { state } = d.kase
    const deferral = state.deferrals.find((one) => one.index === index && one.settledAt === null)
    if (!deferral) throw new AppError('invalid_input', 'index')
    if (fileIds.length === 0 && !original) throw new AppError('invalid_input', 'fileIds')
    const at = d.now.toISOString()
    const papers = state.papers.map((paper) =>
      paper.index === index
        ? { ...paper, fileIds, original, givenAt: at, by: 'desk' as const, verdict: 'pass' as const }
        : paper
    )
    const deferrals = state.deferrals.map((one) => (one === deferral ? { ...one, settledAt: at } : one))
    const settled = came({ ...state, papers, deferrals, duties: without(state.duties, `deferral:${index}`) })
    const event = {
      action: 'settleDeferral' as const,
      words: `补交了容缺材料：${paperAt(state, index).name}`,
      fileIds
    }
    const told = [orgTask(d.lead.id)(d.kase, '容缺材料已补交')]
    const decided = d.kase.status === 'output'
    const savedVisits = (d.kase.savedVisits ?? 0) - 1
    if (!decided || !closesItself(d, settled))
      return note(d, settled, event, { messages: told, ...(decided && { row: { savedVisits } }) })
    return {
      status: 'closed',
      state: { ...settled, duties: without(settled.duties, 'output') },
      row: { closedAt: d.now, savedVisits },
      event,
      messages: [applicant(d.kase, '已办结，结果可以在手机上查看，请给我们评价')]
    }
  },
  handOut: ({ signature }, d) => ({
    status: 'closed',
    state: came({ ...d.kase.state, duties: without(d.kase.state.duties, 'output') }),
    row: { closedAt: d.now, savedVisits: (d.kase.savedVisits ?? 0) - 1 },
    event: { action: 'handOut', words: '核对身份后在窗口领取了结果' },
    messages: [applicant(d.kase, '结果已领取，请给我们的服务评价')],
    documents: [delivered(d, '窗口领取，核对身份证，签字')],
    signed: { purpose: '领取结果', strokes: signature }
  })
}
