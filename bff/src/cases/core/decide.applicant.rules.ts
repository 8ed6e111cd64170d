import { DELIVERY_WAYS } from 'shared/rules/case-words.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { badlyRated } from './decide.rating.rules.ts'
import { type Decisions, note } from './deciding.rules.ts'
import { LIMITS, openDuty } from './duties.rules.ts'
import { holds } from './holds.rules.ts'
import { applicant, newToAgent, orgTask } from './messages.rules.ts'
import type { CaseDeciding } from './outcome.types.ts'
import { fillForm, givePaper, missing, paperAt, takeBackPaper } from './papers.rules.ts'
import { withReception } from './reception.rules.ts'
import type { CaseState } from './state.types.ts'

type ApplicantAction =
  | 'givePaper'
  | 'fillForm'
  | 'takeBackPaper'
  | 'submit'
  | 'withdraw'
  | 'chooseDelivery'
  | 'rate'
const BAD = 2 // stars of five

/** The case with the papers as they stand now, in the draft with the duties it had. */
const handedIn = (d: CaseDeciding, papers: CaseState['papers']): CaseState => {
  const state = { ...d.kase.state, papers }
  return d.kase.status === 'draft' ? state : withReception(d, state)
}

/** From which side of the counter somebody acts. */
const sideOf = ({ kase }: CaseDeciding, actor: Actor) => (holds.applicant(kase, actor) ? 'home' : 'desk')

/** Who applies, at home or across the counter. */
export const applicantDecisions: Decisions<ApplicantAction> = {
  givePaper: (command, d, actor) => {
    const by = sideOf(d, actor)
    const { name } = paperAt(d.kase.state, command.index)
    const papers = givePaper(d.kase.state, command, by, d.now)
    const event = { action: 'givePaper' as const, words: `交了：${name}`, fileIds: command.fileIds }
    return note(d, handedIn(d, papers), event)
  },
  fillForm: (command, d, actor) => {
    const by = sideOf(d, actor)
    const { name } = paperAt(d.kase.state, command.index)
    const { fields } = d.item.materials[command.index]!
    const papers = fillForm(d.kase.state, command, { ...d, fields, by })
    return note(d, handedIn(d, papers), { action: 'fillForm', words: `填好了：${name}` })
  },
  takeBackPaper: ({ index }, d, actor) => {
    const { name } = paperAt(d.kase.state, index)
    const papers = takeBackPaper(d.kase.state, index, sideOf(d, actor))
    return note(d, handedIn(d, papers), { action: 'takeBackPaper', words: `收回：${name}` })
  },
  submit: ({ signature }, { kase, hall, calendar, now }) => {
    const { state } = kase
    const lacking = missing(state)
    if (lacking.length) throw new AppError('papers_missing', lacking.map(({ name }) => name).join('、'))
    const same = state.papers.filter(({ verdict }) => verdict === 'fix')
    if (same.length) throw new AppError('papers_unchanged', same.map(({ name }) => name).join('、'))
    const duty = openDuty(
      calendar,
      { key: 'preReview', kind: 'preReview', orgId: hall.id },
      now,
      LIMITS.preReview
    )
    const again = state.round > 0
    return {
      status: 'preReview',
      state: { ...state, duties: [duty] },
      numbered: true,
      row: { submittedAt: kase.submittedAt ?? now },
      event: { action: 'submit', words: again ? '补正后重新提交预审' : '承诺材料真实，签名提交预审' },
      messages: [
        orgTask(hall.id)(kase, again ? '补正后重新提交，请预审' : '新的预审申请'),
        ...newToAgent(kase)
      ],
      signed: { purpose: '提交申请', strokes: signature }
    }
  },
  withdraw: ({ reason }, d, actor) => {
    const { kase } = d
    const told = kase.departments.filter((id) => id !== actor.post?.unitId)
    return {
      status: 'withdrawn',
      state: { ...kase.state, duties: [] },
      row: { closedAt: d.now },
      event: { action: 'withdraw', words: '撤回申请', note: reason },
      messages: [
        ...(holds.applicant(kase, actor) ? [] : [applicant(kase, '窗口按您的要求撤回了申请')]),
        ...told.map((id) => orgTask(id)(kase, '申请人已撤回，不用再办'))
      ]
    }
  },
  chooseDelivery: ({ way, address }, d) => {
    const { form } = d.item.result
    if (way === 'electronic' && form === 'paper') throw new AppError('delivery_unfit')
    if (way === 'post' && !address) throw new AppError('invalid_input', 'address')
    const delivery = { way, address: way === 'post' ? address! : null }
    return note(
      d,
      { ...d.kase.state, delivery },
      { action: 'chooseDelivery', words: `结果${DELIVERY_WAYS[way]}` }
    )
  },
  rate: ({ level, comment }, d) => {
    const { state } = d.kase
    const event = { action: 'rate' as const, words: `评价：${'★'.repeat(level)}`, note: comment }
    const { rating: before } = state
    const rated = { ...state, rating: { level, comment, ...(before && { before }) } }
    return before || level > BAD ? note(d, rated, event) : badlyRated(d, rated, event, level)
  }
}
