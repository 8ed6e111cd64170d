import { composeBundle } from 'bff/cases/bundles/compose.rules.ts'
import type { CaseRow } from 'bff/cases/core/cases.table.ts'
import { decide } from 'bff/cases/core/decide.rules.ts'
import { LIMITS, openDuty } from 'bff/cases/core/duties.rules.ts'
import { allowedActions } from 'bff/cases/core/moves.rules.ts'
import type { CaseOutcome } from 'bff/cases/core/outcome.types.ts'
import { papersNeeded, toJudge } from 'bff/cases/core/papers.rules.ts'
import { EMPTY } from 'bff/cases/core/state.types.ts'
import { decideTimer } from 'bff/cases/core/timers.rules.ts'
import type { Actor } from 'bff/kernel/lib/actor.ts'
import { AppError } from 'bff/kernel/lib/errors.ts'
import { compileCalendar, OFFICE_HOURS, statutoryCalendar } from 'bff/platform/tenants/calendar.rules.ts'
import type { CaseAction, CaseCommand } from 'shared/case-commands.ts'
import type { ItemContent } from 'shared/items.ts'
import type { Role } from 'shared/roles.ts'

export const calendar = compileCalendar(statutoryCalendar(OFFICE_HOURS))
const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const LEAD = uuid(1)
export const HALL = uuid(2)
export const FIRE = uuid(3)
const FOREIGN = uuid(4)
const ORGS = [
  { id: LEAD, name: '县住建局' },
  { id: HALL, name: '县政务服务中心' },
  { id: FIRE, name: '县消防大队' },
  { id: FOREIGN, name: '县税务局' }
]
export const APPLICANT = uuid(10)

const official = (n: number, role: Role, unitId: string): Actor => {
  const post = { id: uuid(100 + n), role, title: role, unitId, unit: '', townshipId: null, name: `官${n}` }
  return { tenantId: '370829', accountId: uuid(200 + n), post, posts: [post], answersFor: [post.id] }
}
export const people: Readonly<Record<string, Actor>> = {
  applicant: { tenantId: '370829', accountId: APPLICANT, post: null, posts: [], answersFor: [] },
  clerk: official(1, 'hallClerk', HALL),
  chief: official(2, 'unitHead', HALL),
  staff: official(3, 'departmentHandler', LEAD),
  head: official(4, 'unitHead', LEAD),
  beside: official(5, 'departmentHandler', FIRE),
  foreign: official(6, 'departmentHandler', FOREIGN),
  agent: official(7, 'agent', HALL)
}
/** The handler of a department, its head for decisions where it has one. */
const postFor = (orgId: string, kind: string): string | null => {
  if (orgId === LEAD) return people[kind === 'decision' ? 'head' : 'staff']!.post!.id
  return orgId === FIRE ? people.beside!.post!.id : null
}

const wd = (amount: number) => ({ amount, unit: 'wd' as const })
/** An item with a visit that is not counted, two departments side by side, a decision and a certificate. */
export const item = {
  name: '建设工程验收',
  visits: 0,
  visitsBefore: 4,
  statutory: wd(20),
  promised: wd(8),
  questions: [],
  applicants: ['person'],
  materials: [
    {
      name: '申请表',
      form: 'original',
      copies: 1,
      source: 'form',
      need: 'required',
      trust: 'D',
      fields: [{ label: '姓名', sample: '' }]
    },
    { name: '图纸', form: 'copy', copies: 2, source: 'own', need: 'required', trust: 'C' },
    {
      name: '检测报告',
      form: 'original',
      copies: 1,
      source: 'issued',
      issuer: '检测机构',
      need: 'deferrable',
      trust: 'B'
    },
    { name: '照片', form: 'electronic', copies: 0, source: 'own', need: 'optional', trust: 'D' }
  ],
  stages: [
    { name: '受理', kind: 'accept', counted: true },
    { name: '踏勘', kind: 'siteInspection', limit: wd(3), counted: false, reason: '现场查看' },
    { name: '住建审核', kind: 'review', limit: wd(3), counted: true, branch: '县住建局' },
    { name: '消防审核', kind: 'decision', limit: wd(2), counted: true, branch: '县消防大队' },
    { name: '决定', kind: 'decision', limit: wd(1), counted: true },
    { name: '制证', kind: 'certificate', limit: wd(1), counted: true },
    { name: '出件', kind: 'output', counted: true }
  ],
  result: { name: '验收意见书', form: 'both' },
  consult: { number: '0537-6810001', duty: '' }
} as unknown as ItemContent

const step = (
  name: string,
  implCode: string,
  stages: ItemContent['stages'],
  form: 'both' | 'none' = 'both'
) => ({
  department: name === '消防' ? '县消防大队' : '县住建局',
  content: {
    ...item,
    conditions: [],
    legalBasis: [],
    fees: [],
    name,
    implCode,
    stages,
    visits: 0,
    promised: wd(2),
    result: { name: `${name}证`, form }
  } as ItemContent
})
const review = (counted = true) => ({ name: '审核', kind: 'review' as const, limit: wd(1), counted })
/** Three of them in one: the fire brigade's and the licence's wait for the first, and run side by side. */
export const bundleItem = composeBundle(
  {
    name: '开工一件事',
    content: {
      about: '',
      promised: wd(3),
      words: [],
      visits: 0,
      items: [
        { implCode: 'A', after: [] },
        { implCode: 'B', after: ['A'] },
        { implCode: 'C', after: ['A'] }
      ]
    }
  },
  [
    step('立项', 'A', [review(), { name: '决定', kind: 'decision', limit: wd(1), counted: true }]),
    step('消防', 'B', [
      { name: '踏勘', kind: 'siteInspection', limit: wd(1), counted: false, reason: '现场' },
      review()
    ]),
    step('许可', 'C', [], 'none')
  ],
  {}
)
const itemOf = ({ bundleId }: Pick<CaseRow, 'bundleId'>) => (bundleId ? bundleItem : item)

export const START = new Date('2026-03-02T09:00:00+08:00')
/** A draft that has just begun, at home or across the counter. */
export function newCase(now: Date, bundle = false, desk = false, instant = false): CaseRow {
  const of = bundle ? bundleItem : item
  const duty = desk
    ? openDuty(calendar, { key: 'reception', kind: 'reception', orgId: HALL }, now, LIMITS.reception)
    : openDuty(calendar, { key: 'applicant', kind: 'applicant', orgId: null }, now, LIMITS.draft)
  return {
    tenantId: '370829',
    id: uuid(1000),
    no: null,
    version: 1,
    requestKey: uuid(1),
    itemId: uuid(2),
    itemVersion: 1,
    itemName: of.name,
    answers: '',
    channel: desk ? 'desk' : 'home',
    status: 'draft',
    departmentId: LEAD,
    hallId: HALL,
    townshipId: null,
    departments: [],
    accountId: desk ? null : APPLICANT,
    kind: 'person',
    document: 'idCard',
    name: '申请人',
    idKey: '',
    idSealed: '',
    phoneKey: '',
    phoneSealed: '',
    openedBy: APPLICANT,
    bundleId: bundle ? uuid(77) : null,
    agentPostId: bundle ? people.agent!.post!.id : null,
    createdAt: now,
    submittedAt: null,
    acceptedAt: null,
    decidedAt: null,
    closedAt: null,
    lateSince: null,
    usedDays: null,
    savedDays: null,
    savedVisits: null,
    state: { ...EMPTY, papers: papersNeeded(of, ''), duties: [duty], ...(instant && { instant }) }
  }
}

export const deciding = (kase: CaseRow, now: Date) => ({
  kase,
  item: itemOf(kase),
  seal: (plain: string) => plain,
  open: (sealed: string) => sealed,
  lead: ORGS[0]!,
  hall: ORGS[1]!,
  orgs: ORGS,
  postFor,
  lot: now.getTime() + Number.parseInt(kase.id.slice(-4), 16),
  calendar,
  now
})
/** The row as the repository would write it. */
export function applied(
  kase: CaseRow,
  { status, state, row = {}, numbered }: CaseOutcome,
  last: number
): CaseRow {
  const no = numbered && kase.no === null ? `2026${String(last + 1).padStart(7, '0')}` : kase.no
  return { ...kase, ...row, status, state, no, version: kase.version + 1 }
}
export const tick = (kase: CaseRow, now: Date): CaseOutcome | null => decideTimer(deciding(kase, now))

/** What an action's command says, varied by a whole number. */
export function commandFor(
  action: CaseAction,
  kase: CaseRow,
  actor: Actor,
  n: number,
  now: Date
): CaseCommand {
  const { state } = kase
  const day = (days: number) =>
    new Date(now.getTime() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
  const lacking = state.papers.filter(
    ({ givenAt, verdict, need }) => verdict === 'fix' || (givenAt === null && need === 'required')
  )
  const from = action === 'givePaper' && lacking.length ? lacking : state.papers
  const paper = from[n % from.length]!
  const mine = state.stages.filter(
    ({ status, postId }) => status === 'running' && actor.answersFor.includes(postId ?? '')
  )
  const stage = mine[n % Math.max(1, mine.length)] ?? state.stages[n % Math.max(1, state.stages.length)]
  const verdicts = toJudge(state).map(({ index, givenAt, need }) =>
    (givenAt === null && need !== 'deferrable') || n % 5 === index
      ? { index, verdict: 'fix' as const, reason: '看不清' }
      : { index, verdict: 'pass' as const }
  )
  const later = state.papers.filter(({ need, givenAt }) => need === 'deferrable' && givenAt === null)
  const deferred =
    n % 2 ? later.map(({ index }) => ({ index, until: day(5 + (n % 9)), consequence: '申请作废' })) : []
  const promised = n % 2 ? [] : later.map(({ index }) => ({ index, checkBy: day(9) }))
  const signature = [[1, 1, 2, 2]]
  const open = state.deferrals.find(({ settledAt }) => settledAt === null)?.index ?? 0
  const unchecked = state.promises.find(({ kept }) => kept === null)?.index ?? 0
  const bodies: Record<CaseAction, object> = {
    givePaper: { index: paper.index, fileIds: [uuid(5000 + n)] },
    takeBackPaper: { index: paper.index },
    fillForm: {
      index: paper.index,
      values: (itemOf(kase).materials[paper.index]!.fields ?? [1]).map(() => (n % 11 ? '填好了' : ''))
    },
    submit: { signature },
    withdraw: { reason: '不办了' },
    chooseDelivery: { way: n % 2 ? 'electronic' : 'window' },
    rate: { level: 1 + (n % 5), comment: '' },
    judge: { verdicts },
    reopenPaper: { index: paper.index, reason: '发现是伪造的' },
    accept: { departmentIds: n % 7 === 0 ? [FIRE] : [], deferred, promised, signature },
    refuse: { reason: '不属于本部门', basis: '行政许可法第32条' },
    pushAgain: { departmentIds: [], note: '已经核对' },
    settleDeferral: { index: open, fileIds: [], original: true },
    handOut: { idChecked: true, signature },
    acknowledge: {},
    consent: {},
    reject: { reason: '材料矛盾' },
    assignStage: { no: stage?.no ?? 0, postId: actor.post?.id ?? uuid(1), reason: '分工' },
    finishStage: { no: stage?.no ?? 0, passed: n % 6 !== 0, words: '已办', fileIds: [] },
    setHearing: {
      no: stage?.no ?? 0,
      at: new Date(now.getTime() + (3 + (n % 12)) * 86_400_000).toISOString(),
      place: '会议室',
      host: '主持人'
    },
    suspend: { ground: 'applicantAction', reason: '等待整改', reviewOn: day(1 + (n % 20)) },
    resume: { reason: '已整改' },
    requestExtension: { workingDays: 1 + (n % 10), reason: '情况复杂' },
    decideExtension: { approve: n % 3 !== 0, note: '同意' },
    checkQuality: { ok: n % 4 !== 0, note: '核对' },
    checkPromise: { index: unchecked, kept: n % 2 === 0, note: '核查' },
    finishAtOnce: { words: '当场办结', idChecked: true, signature },
    callBack: { reached: n % 2 === 0, note: '问过了' },
    rectify: { note: '已经改好' },
    appealRating: { note: '不是我们办的，系统当天停了' },
    ruleOnRating: { setAside: n % 2 === 0, note: '看过了记录' },
    checkSample: { ok: n % 2 === 0, note: '核对' }
  }
  return { key: uuid(9000 + n), action, ...bodies[action] } as CaseCommand
}

const ONWARD: readonly CaseAction[] = [
  ...(['givePaper', 'submit', 'judge', 'accept', 'pushAgain', 'consent', 'finishStage'] as const),
  ...(['resume', 'settleDeferral', 'checkQuality', 'handOut', 'decideExtension'] as const)
]

/** Does one thing this person may do; the outcome, or why not. */
export function act(kase: CaseRow, actor: Actor, n: number, now: Date): CaseOutcome | AppError | null {
  const actions = allowedActions(kase, actor)
  if (actions.length === 0) return null
  // What leads on is done more often than what does not, or no case would get far.
  const onward = actions.filter((action) => ONWARD.includes(action))
  const staying = actions.filter((action) => action !== 'withdraw' && action !== 'refuse')
  const any = n % 70 === 0 ? actions : staying
  const among = n % 5 === 0 || onward.length === 0 ? any : onward
  if (among.length === 0) return null
  const action = among[Math.floor(n / 5) % among.length]!
  try {
    return decide(commandFor(action, kase, actor, n, now), deciding(kase, now), actor)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
