import { STAGES } from 'shared/rules/item-words.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { voided } from '../documents/case-documents.rules.ts'
import { note } from './deciding.rules.ts'
import { nextDuty, told, without } from './duties.rules.ts'
import { afterPush } from './flow.rules.ts'
import { agent, applicantDeadline, headDeadline, leaders, orgDeadline } from './messages.rules.ts'
import type { CaseDeciding, CaseMessage, CaseOutcome } from './outcome.types.ts'
import { hallOwes } from './reception.rules.ts'
import type { CaseState, Duty, DutyKind } from './state.types.ts'
import { deferralOpen } from './terms.rules.ts'

export const WORK: Record<DutyKind, string> = {
  applicant: '补交材料、到窗口办理',
  reception: '窗口收件',
  preReview: '预审',
  push: '受理答复',
  returned: '退回件处理',
  stage: '办理环节',
  whole: '整件办理',
  suspension: '暂停复查',
  extension: '延期审批',
  quality: '结果质检',
  output: '结果领取',
  deferral: '补交容缺材料',
  promise: '承诺核查',
  sample: '即办件抽查',
  callback: '差评回访',
  rectify: '差评整改',
  ruling: '差评申诉复核'
}

/** What a duty is called, a stage by its own name. */
export function dutyWords(
  { stages }: Pick<CaseState, 'stages'>,
  { key, kind }: Pick<Duty, 'key' | 'kind'>
): string {
  return stages.find(({ no }) => `stage:${no}` === key)?.name ?? WORK[kind]
}

/** What a board calls it: a stage by its kind. */
export const labelOf = (
  { stages }: Pick<CaseState, 'stages'>,
  { key, kind }: Pick<Duty, 'key' | 'kind'>
): string => {
  const stage = stages.find(({ no }) => `stage:${no}` === key)
  return stage ? STAGES[stage.kind] : WORK[kind]
}

const replace = (state: CaseState, duty: Duty): CaseState => ({
  ...state,
  duties: state.duties.map((one) => (one.key === duty.key ? duty : one))
})

/**
 * What the clock does to a case now; null when nothing is due. Total: somebody is told, or the case moves on.
 */
export function decideTimer(d: CaseDeciding): CaseOutcome | null {
  const { kase, now } = d
  const duty = nextDuty(kase.state)
  if (!duty || new Date(duty.nextAt) > now) return null
  if (duty.kind === 'applicant' && hallOwes(kase, kase.state)) return waitForHall(d, duty)
  if (duty.step < 2) return remind(d, duty)
  if (duty.kind === 'push') return consentBySilence(d, duty)
  if (duty.kind === 'applicant') return lapse(d)
  if (duty.kind === 'deferral') return voidCase(d, duty)
  return overdue(d, duty)
}

function remind(d: CaseDeciding, duty: Duty): CaseOutcome {
  const { kase, calendar, now } = d
  const words = `${dutyWords(kase.state, duty)}${duty.step === 0 ? '时限已过半' : '快到期了'}，${instantWords(new Date(duty.dueAt))}到期`
  const message = duty.orgId === null ? applicantDeadline(kase, words) : toldOf(kase, duty)(kase, words)
  return note(
    d,
    replace(kase.state, told(calendar, duty, now)),
    { action: 'remind', words, internal: duty.orgId !== null },
    { messages: [message, ...fetchIt(kase, duty), ...agent(kase, words)] }
  )
}

/** Whoever has to act: on an appeal the hall's head, or the leaders where the hall did the work itself. */
const toldOf = (kase: CaseDeciding['kase'], { kind, orgId, postId }: Duty) => {
  if (kind !== 'ruling') return orgDeadline(orgId!, postId)
  return kase.departmentId === kase.hallId ? leaders : headDeadline(kase.hallId)
}

/**
 * A result lies there: only who applied can fetch it, or bring what it still waits for, whoever is told
 * besides.
 */
function fetchIt({ state, ...kase }: CaseDeciding['kase'], { kind }: Duty): CaseMessage[] {
  if (kind !== 'output') return []
  if (deferralOpen(state)) return [applicantDeadline(kase, '结果已出，还差容缺材料，补交以后就能领')]
  if (state.delivery.way !== 'window') return []
  return [applicantDeadline(kase, '结果还没有领，请带身份证到大厅领取；来不了请打大厅电话')]
}

/** Ten working minutes without a word: taken as consent, proven by what was delivered when. */
function consentBySilence(d: CaseDeciding, duty: Duty): CaseOutcome {
  const { state } = d.kase
  const push = state.pushes.find(({ orgId, decision }) => orgId === duty.orgId && decision === null)
  const pushes = state.pushes.map((one) =>
    one === push ? { ...one, decidedAt: duty.dueAt, decision: 'tacit' as const } : one
  )
  // The law's clock starts when the last answer fell, not when the machine came to say so.
  const fell = Math.max(...pushes.flatMap(({ decidedAt }) => (decidedAt ? [Date.parse(decidedAt)] : [])))
  const next = afterPush(
    { ...d, now: new Date(fell) },
    { ...state, pushes, duties: without(state.duties, duty.key) }
  )
  return {
    ...next,
    event: { action: 'tacitConsent', words: `${push?.name ?? ''}10个工作分钟内没有答复，视为同意受理` },
    messages: [
      ...next.messages,
      headDeadline(duty.orgId!)(d.kase, '没有在10个工作分钟内答复，已视为同意受理')
    ]
  }
}

/** They were in time, it is the hall's turn, which its own duty tells of: their clock only goes on. */
const waitForHall = (d: CaseDeciding, duty: Duty): CaseOutcome =>
  note(d, replace(d.kase.state, told(d.calendar, duty, d.now)), {
    action: 'remind',
    words: '申请人已按时交来，等窗口审，不催申请人',
    internal: true
  })

const lapse = ({ kase, now }: CaseDeciding): CaseOutcome => ({
  status: 'lapsed',
  state: { ...kase.state, duties: [] },
  row: { closedAt: now },
  event: { action: 'lapse', words: '到期没有补交或到窗口办理，申请自动终止' },
  messages:
    kase.status === 'draft' ? [] : [applicantDeadline(kase, '到期没有继续办理，申请已终止，可以重新申请')]
})

function voidCase(d: CaseDeciding, duty: Duty): CaseOutcome {
  const { kase, now } = d
  const index = Number(duty.key.split(':')[1])
  return {
    status: 'voided',
    state: { ...kase.state, duties: [] },
    row: { closedAt: now },
    event: { action: 'void', words: '容缺材料到期没有补交，本次申请作废' },
    messages: [
      applicantDeadline(kase, '容缺材料到期没有补交，申请已作废，材料可以领回'),
      ...kase.departments.map((orgId) => orgDeadline(orgId)(kase, '容缺材料没有补交，申请已作废，不用再办'))
    ],
    documents: [voided(d, kase.state, index)]
  }
}

/**
 * Late: its post and the head of its department hear of it, the citizen too; from the second day on the
 * county's leaders.
 */
function overdue(d: CaseDeciding, duty: Duty): CaseOutcome {
  const { kase, calendar, now } = d
  const work = dutyWords(kase.state, duty)
  const orgId = duty.orgId!
  const first = duty.step === 2
  const clocked = duty.kind === 'stage' || duty.kind === 'whole'
  const stages = kase.state.stages.map((stage) =>
    `stage:${stage.no}` === duty.key ? { ...stage, late: true } : stage
  )
  const state = replace({ ...kase.state, stages }, told(calendar, duty, now))
  // What only the applicant can fetch is no neglect of the county's leaders to hear of.
  const toHead = first || duty.kind === 'output'
  const up = toHead ? '已报告部门负责人' : '已报告县领导'
  const messages: CaseMessage[] = [
    toldOf(kase, duty)(kase, `${work}已超期，请立即处理`),
    toHead ? headDeadline(orgId)(kase, `${work}已超期，请督促`) : leaders(kase, `${work}超期未处理，请督办`),
    ...fetchIt(kase, duty),
    ...(first && clocked ? [applicantDeadline(kase, `${work}超过了时限，${up}`)] : []),
    ...agent(kase, `${work}已超期，请催办`)
  ]
  return note(
    d,
    state,
    { action: 'overdue', words: `${work}超过时限，${up}`, internal: !clocked },
    { messages, ...(clocked && !kase.lateSince && { row: { lateSince: new Date(duty.dueAt) } }) }
  )
}
