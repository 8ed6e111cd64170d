import type { CaseRow } from 'bff/cases/core/cases.table.ts'
import { canRead, isInsider } from 'bff/cases/core/holds.rules.ts'
import { allowedActions } from 'bff/cases/core/moves.rules.ts'
import {
  type CasePaper,
  type CaseStage,
  type CaseState,
  EMPTY,
  type Push
} from 'bff/cases/core/state.types.ts'
import type { Actor } from 'bff/kernel/lib/actor.ts'
import type { CaseAction, CaseStatus } from 'shared/case-commands.ts'
import type { Role } from 'shared/roles.ts'
import { describe, expect, it } from 'vitest'
import { FIRE, HALL, LEAD, newCase, people, START } from '../support/case-model.ts'

const { applicant, clerk, chief, staff, head, beside, foreign, agent } = people as Record<string, Actor> & {
  [who in 'applicant' | 'clerk' | 'chief' | 'staff' | 'head' | 'beside' | 'foreign' | 'agent']: Actor
}
const at = (minute: number) => new Date(START.getTime() + minute * 60_000).toISOString()
const villager: Actor = { ...applicant, accountId: 'villager' }
/** Somebody else in a unit, who answers for their own post alone. */
const colleague = (role: Role, unitId: string, townshipId: string | null = null): Actor => {
  const post = { ...staff.post!, id: `${role} ${unitId}`, role, unitId, townshipId }
  return { ...staff, accountId: post.id, post, posts: [post], answersFor: [post.id] }
}

const paper = (index: number, change: Partial<CasePaper> = {}) =>
  ({ index, need: 'required', verdict: 'pass', givenAt: at(0), ...change }) as CasePaper
const toCome = paper(1, { need: 'deferrable', verdict: 'none', givenAt: null })
const given = paper(1, { verdict: 'none' })
const push = (orgId: string, change: Partial<Push> = {}) =>
  ({ round: 1, orgId, decision: null, acknowledgedAt: null, ...change }) as Push
const stage = (no: number, change: Partial<CaseStage> = {}) =>
  ({ no, orgId: LEAD, postId: staff.post!.id, status: 'waiting', doneAt: null, ...change }) as CaseStage
const doneBy = (who: Actor, minute: number, orgId = LEAD) =>
  stage(0, { orgId, status: 'done', doneAt: at(minute), byAccount: who.accountId })

const STAGES: Partial<Record<CaseStatus, Partial<CaseState>>> = {
  pushed: { pushes: [push(LEAD), push(FIRE)] },
  handling: { stages: [stage(0, { status: 'running' }), stage(1, { orgId: FIRE, postId: null })] },
  suspended: { stages: [stage(0, { status: 'paused' })] },
  quality: { stages: [doneBy(staff, 5)] }
}
/** A case sent from home; one paper is still to come, which may follow later. */
function caseIn(status: CaseStatus, state: Partial<CaseState> = {}, change: Partial<CaseRow> = {}): CaseRow {
  const started = status === 'draft' ? {} : { no: '20260000001', departments: [LEAD, FIRE] }
  const whole = { ...EMPTY, papers: [paper(0), toCome], ...STAGES[status], ...state }
  return { ...newCase(START), ...started, status, ...change, state: whole }
}
const atDesk: Partial<CaseRow> = { channel: 'desk', accountId: null }
const may = (kase: CaseRow, actor: Actor) => allowedActions(kase, actor).sort()
const words = (actions: string) => actions.split(' ').filter(Boolean).sort()

const EITHER = 'withdraw chooseDelivery'
const HAND_IN = 'givePaper takeBackPaper fillForm'
const ANSWER = 'acknowledge consent reject'
const WORK = 'assignStage finishStage suspend requestExtension'
type Who = 'applicant' | 'clerk' | 'chief' | 'staff' | 'head' | 'beside'
const TABLE: Record<CaseStatus, Partial<Record<Who, string>>> = {
  draft: { applicant: `${HAND_IN} submit ${EITHER}` },
  preReview: {
    applicant: EITHER,
    clerk: `judge refuse ${EITHER}`,
    chief: `judge refuse reopenPaper ${EITHER}`
  },
  correcting: {
    applicant: `${HAND_IN} submit ${EITHER}`,
    clerk: `${HAND_IN} judge ${EITHER}`,
    chief: `${HAND_IN} judge reopenPaper ${EITHER}`
  },
  ready: {
    applicant: EITHER,
    clerk: `${HAND_IN} accept refuse ${EITHER}`,
    chief: `${HAND_IN} accept refuse reopenPaper ${EITHER}`
  },
  pushed: { applicant: EITHER, clerk: EITHER, chief: EITHER, staff: ANSWER, head: ANSWER, beside: ANSWER },
  returned: {
    applicant: EITHER,
    clerk: `judge refuse pushAgain ${EITHER}`,
    chief: `judge refuse pushAgain reopenPaper ${EITHER}`
  },
  handling: { applicant: EITHER, clerk: EITHER, chief: EITHER, staff: WORK, head: WORK },
  suspended: { applicant: EITHER, clerk: EITHER, chief: EITHER, staff: 'resume', head: 'resume' },
  quality: {
    applicant: 'chooseDelivery',
    clerk: 'chooseDelivery',
    chief: 'chooseDelivery',
    head: 'checkQuality'
  },
  output: { clerk: 'handOut', chief: 'handOut' },
  closed: { applicant: 'rate' },
  refused: {},
  withdrawn: {},
  voided: {},
  lapsed: {}
}
const STATUSES = Object.keys(TABLE) as CaseStatus[]
const WHO: readonly Who[] = ['applicant', 'clerk', 'chief', 'staff', 'head', 'beside']
const rows = STATUSES.flatMap((status) => WHO.map((who) => [status, who, TABLE[status][who] ?? ''] as const))

describe('who may do what, status by status', () => {
  // Nobody acts on what they may not read: what is gathered at home is closed to the hall.
  it.each(rows)('%s: the %s may %s', (status, who, actions) => {
    const kase = caseIn(status)
    const actor = people[who]!
    expect(canRead(kase, actor) ? may(kase, actor) : []).toEqual(words(actions))
  })

  it.each([
    ['clerk', `${HAND_IN} judge refuse ${EITHER}`],
    ['chief', `${HAND_IN} judge refuse ${EITHER}`],
    ['staff', '']
  ] as const)('draft across the counter: the %s may %s', (who, actions) =>
    expect(may(caseIn('draft', {}, atDesk), people[who]!)).toEqual(words(actions))
  )

  it.each<[string, Actor]>([
    ['another department', foreign],
    ['a villager', villager],
    ['an agent', agent],
    ['a clerk of another hall', colleague('hallClerk', FIRE)],
    ['the county’s leader', colleague('leader', HALL)],
    ['the county’s supervisor', colleague('supervisor', LEAD)]
  ])('whoever has no part in it may nothing: %s', (_, actor) => {
    for (const status of STATUSES) expect(may(caseIn(status), actor), status).toEqual([])
  })

  it.each([
    ['pushed', staff, EITHER],
    ['handling', staff, EITHER],
    ['ready', clerk, EITHER],
    ['quality', head, 'chooseDelivery'],
    ['output', clerk, '']
  ] as const)(
    '%s: who works there and applied himself may only what an applicant may',
    (status, who, actions) =>
      expect(may(caseIn(status, {}, { accountId: who.accountId }), who)).toEqual(words(actions))
  )
})

describe('what must hold beside status and person', () => {
  const deferral = { index: 1, until: at(9000), consequence: '作废', settledAt: null }
  const settled = { ...deferral, settledAt: at(100) }
  const promise = { index: 1, checkBy: at(9000), kept: null, note: null }
  const kept = { ...promise, index: 2, kept: true }
  const asked = { workingDays: 3, reason: '', by: '', approved: null, note: null }
  const acknowledged = [push(LEAD, { acknowledgedAt: at(1) })]
  const answered = [push(LEAD, { decision: 'accepted' }), push(FIRE)]
  const colleagueOfStaff = colleague('departmentHandler', LEAD)
  const [yes, no] = [true, false]
  const running = (postId: string | null, orgId = LEAD) => ({
    stages: [stage(0, { status: 'running', postId, orgId })]
  })

  it.each<[string, CaseRow, Actor, CaseAction, boolean]>([
    ['a paper into a home’s draft at the counter', caseIn('draft'), clerk, 'givePaper', no],
    ['judging a home’s draft', caseIn('draft'), clerk, 'judge', no],
    ['refusing a home’s draft', caseIn('draft'), clerk, 'refuse', no],
    ['a paper where all have passed', caseIn('ready', { papers: [paper(0)] }), clerk, 'givePaper', no],
    ['a form where all have passed', caseIn('ready', { papers: [paper(0)] }), clerk, 'fillForm', no],
    ['a form from home where all passed', caseIn('draft', { papers: [paper(0)] }), applicant, 'fillForm', no],
    [
      'a paper from home where all passed',
      caseIn('draft', { papers: [paper(0)] }),
      applicant,
      'givePaper',
      yes
    ],
    ['judging what is ready, nothing new', caseIn('ready'), clerk, 'judge', no],
    ['judging what is ready, one just given', caseIn('ready', { papers: [given] }), clerk, 'judge', yes],
    ['signing a second time', caseIn('pushed', { pushes: acknowledged }), staff, 'acknowledge', no],
    ['consent after signing', caseIn('pushed', { pushes: acknowledged }), staff, 'consent', yes],
    ['consent after one’s own', caseIn('pushed', { pushes: answered }), staff, 'consent', no],
    ['consent after another’s', caseIn('pushed', { pushes: answered }), beside, 'consent', yes],
    ['consent by a push’s deputy', caseIn('pushed'), colleague('unitDeputy', LEAD), 'consent', yes],
    ['consent by another role there', caseIn('pushed'), colleague('intakeClerk', LEAD), 'consent', no],
    ['a stage of nobody’s yet', caseIn('handling', running(null)), colleagueOfStaff, 'finishStage', yes],
    ['a stage of a colleague’s', caseIn('handling'), colleagueOfStaff, 'finishStage', no],
    ['a stage of another department', caseIn('handling', running(null, FIRE)), staff, 'finishStage', no],
    [
      'a stage of a role that handles none',
      caseIn('handling', running(null)),
      colleague('hallClerk', LEAD),
      'finishStage',
      no
    ],
    ['a stage that waits', caseIn('handling', { stages: [stage(0)] }), staff, 'finishStage', no],
    ['a stage that is done', caseIn('handling', { stages: [doneBy(staff, 1)] }), head, 'finishStage', no],
    [
      'suspending by a head whose stages are done',
      caseIn('handling', running(null, FIRE)),
      head,
      'suspend',
      yes
    ],
    ['suspending by another’s head', caseIn('handling'), colleague('unitHead', FIRE), 'suspend', no],
    [
      'more time a second time',
      caseIn('handling', { extension: { ...asked, approved: false } }),
      staff,
      'requestExtension',
      no
    ],
    ['deciding on more time', caseIn('handling', { extension: asked }), head, 'decideExtension', yes],
    [
      'deciding on it while suspended',
      caseIn('suspended', { extension: asked }),
      head,
      'decideExtension',
      yes
    ],
    ['deciding on it by who asked', caseIn('handling', { extension: asked }), staff, 'decideExtension', no],
    [
      'deciding on it twice',
      caseIn('handling', { extension: { ...asked, approved: true } }),
      head,
      'decideExtension',
      no
    ],
    ['deciding on nothing', caseIn('handling'), head, 'decideExtension', no],
    ['rating twice', caseIn('closed', { rating: { level: 5, comment: '' } }), applicant, 'rate', no],
    [
      'handing out while a paper is owed',
      caseIn('output', { deferrals: [settled, deferral] }),
      clerk,
      'handOut',
      no
    ],
    ['handing out when it was brought', caseIn('output', { deferrals: [settled] }), clerk, 'handOut', yes],
    [
      'settling what is owed',
      caseIn('handling', { deferrals: [settled, deferral] }),
      clerk,
      'settleDeferral',
      yes
    ],
    ['settling what was brought', caseIn('handling', { deferrals: [settled] }), clerk, 'settleDeferral', no],
    [
      'checking a promise after the end',
      caseIn('closed', { promises: [kept, promise] }),
      staff,
      'checkPromise',
      yes
    ],
    [
      'checking a promise that was checked',
      caseIn('closed', { promises: [kept] }),
      staff,
      'checkPromise',
      no
    ],
    [
      'checking a promise by another department',
      caseIn('closed', { promises: [promise] }),
      beside,
      'checkPromise',
      no
    ]
  ])('%s', (_, kase, actor, action, allowed) => expect(may(kase, actor).includes(action)).toBe(allowed))

  it.each<[CaseAction, Actor, string]>([
    ['settleDeferral', clerk, 'pushed returned handling suspended quality output'],
    ['checkPromise', head, 'handling suspended quality output closed']
  ])('%s waits for its day through several states', (action, actor, statuses) => {
    const owed = { deferrals: [deferral], promises: [promise] }
    const open = STATUSES.filter((status) => may(caseIn(status, owed), actor).includes(action))
    expect(open.sort()).toEqual(words(statuses))
  })

  it.each<[string, CaseStage[], Actor, boolean]>([
    ['who finished the last stage', [doneBy(head, 1), doneBy(staff, 2)], staff, no],
    ['who finished an earlier one', [doneBy(head, 1), doneBy(staff, 2)], head, yes],
    ['who finished the last, wherever it stands', [doneBy(staff, 2), doneBy(head, 1)], staff, no],
    ['who finished an earlier one, wherever it stands', [doneBy(staff, 2), doneBy(head, 1)], head, yes],
    ['who finished his department’s last', [doneBy(staff, 2), doneBy(beside, 3, FIRE)], staff, no],
    ['who finished the last of those done', [doneBy(staff, 2), stage(1, { status: 'skipped' })], staff, no],
    ['who finished another department’s', [doneBy(head, 2), doneBy(staff, 3, FIRE)], staff, yes],
    ['anybody where the department had no stage', [doneBy(beside, 3, FIRE)], staff, yes]
  ])('a second pair of eyes: %s', (_, stages, actor, allowed) =>
    expect(may(caseIn('quality', { stages }), actor).includes('checkQuality')).toBe(allowed)
  )
})

describe('who stands in', () => {
  const standIn = { ...colleague('unitDeputy', LEAD), answersFor: [staff.post!.id] }
  const outside = { ...colleague('unitDeputy', FIRE), answersFor: [staff.post!.id] }
  it('for a stage’s handler goes on with it', () =>
    expect(may(caseIn('handling'), standIn)).toEqual(words(WORK)))
  it('from another department does not', () => expect(may(caseIn('handling'), outside)).toEqual([]))
})

describe('who may read a case', () => {
  const numbered = caseIn('handling', {}, { agentPostId: agent.post!.id })
  const fromHome = caseIn('draft', {}, { agentPostId: agent.post!.id })
  const counter = { ...fromHome, ...atDesk }
  const anotherAgent = colleague('agent', HALL)
  const noAgent = { ...foreign, answersFor: [agent.post!.id] }
  it.each<[string, Actor, numbered: boolean, fromHome: boolean, counter: boolean, insider: boolean]>([
    ['its applicant', applicant, true, true, false, true],
    ['another villager', villager, false, false, false, false],
    ['a clerk of its hall', clerk, true, false, true, true],
    ['the head of its hall', chief, true, false, true, true],
    ['its agent', agent, true, false, false, true],
    ['another agent', anotherAgent, false, false, false, false],
    ['a handler of its department', staff, true, false, false, true],
    ['a deputy there', colleague('unitDeputy', LEAD), true, false, false, true],
    ['the head there', head, true, false, false, true],
    ['a department beside it', beside, true, false, false, true],
    ['another department', foreign, false, false, false, false],
    ['the county’s leader', colleague('leader', 'county'), true, false, false, false],
    ['the county’s supervisor', colleague('supervisor', 'county'), true, false, false, false],
    ['the county’s admin', colleague('countyAdmin', 'county'), true, false, false, false],
    ['a township’s leader', colleague('leader', 'town', 'town'), false, false, false, false],
    ['a village secretary', colleague('villageSecretary', 'village', 'town'), false, false, false, false]
  ])('%s', (_, actor, handedIn, home, desk, insider) => {
    expect([numbered, fromHome, counter].map((kase) => canRead(kase, actor))).toEqual([handedIn, home, desk])
    expect(isInsider(numbered, actor)).toBe(insider)
  })
  it('another role of its department reads nothing', () =>
    expect(canRead(numbered, colleague('intakeClerk', LEAD))).toBe(false))
  it('who answers for the agent’s post without being an agent reads nothing', () =>
    expect(canRead(numbered, noAgent)).toBe(false))
  it('one without an agent is no agent’s', () => {
    expect(canRead(caseIn('handling'), agent)).toBe(false)
    expect(isInsider(caseIn('handling'), agent)).toBe(false)
  })
})
