import type { CaseAction, CaseStatus } from 'shared/case-commands.ts'
import { desks, type Role } from 'shared/roles.ts'
import { overseesCounty, overseesTownship } from 'shared/rules/posts.ts'
import type { Actor } from '../lib/actor.ts'
import type { CaseRow } from './cases.table.ts'
import { unjudged } from './papers.rules.ts'
import type { CaseStage, CaseState, Push } from './state.ts'
import { deferralOpen } from './terms.rules.ts'

export const DEPARTMENT: readonly Role[] = ['departmentHandler', 'unitDeputy', 'unitHead']
type Hold = (kase: CaseRow, actor: Actor) => boolean

const ofUnit = ({ post }: Actor, orgId: string, roles: readonly Role[]) =>
  post !== null && post.unitId === orgId && roles.includes(post.role)

/** The push this person's department has not answered yet. */
export const openPush = ({ state }: CaseRow, { post }: Actor): Push | undefined =>
  state.pushes.find(({ orgId, decision }) => decision === null && orgId === post?.unitId)

/** May this person carry on with the stage: its own post, who stands in for it, or the head of the department? */
export const holdsStage = ({ orgId, postId }: CaseStage, actor: Actor): boolean =>
  ofUnit(actor, orgId, DEPARTMENT) &&
  (postId === null || actor.answersFor.includes(postId) || actor.post?.role === 'unitHead')

const isHearing = ({ kind, status }: CaseStage) => kind === 'hearing' && status === 'running'
const live: readonly CaseStage['status'][] = ['running', 'paused']
export const holds = {
  applicant: (kase, { accountId }) => kase.accountId === accountId,
  desk: (kase, actor) => ofUnit(actor, kase.hallId, [...desks, 'unitHead']),
  hallHead: (kase, actor) => ofUnit(actor, kase.hallId, ['unitHead']),
  pushed: (kase, actor) => openPush(kase, actor) !== undefined && DEPARTMENT.includes(actor.post!.role),
  stage: ({ state }, actor) =>
    state.stages.some((stage) => live.includes(stage.status) && holdsStage(stage, actor)),
  head: (kase, actor) => ofUnit(actor, kase.departmentId, ['unitHead']),
  agent: ({ agentPostId }, { post, answersFor }) =>
    agentPostId !== null && post?.role === 'agent' && answersFor.includes(agentPostId),
  lead: (kase, actor) => ofUnit(actor, kase.departmentId, DEPARTMENT)
} satisfies Record<string, Hold>

type Move = Readonly<{
  from: readonly CaseStatus[]
  by: readonly (keyof typeof holds)[]
  when?: (kase: CaseRow, actor: Actor) => boolean
}>

const collecting: readonly CaseStatus[] = ['draft', 'correcting']
const inHand: readonly CaseStatus[] = ['handling', 'suspended', 'quality']
const undecided: readonly CaseStatus[] = [...collecting, 'preReview', 'ready', 'pushed', 'returned']
const atDesk = ({ channel }: CaseRow) => channel !== 'home'
const deferredOpen = ({ state }: CaseRow) => deferralOpen(state)

/** Seen and found good, or needed by nobody. */
const ready = ({ need, verdict, givenAt }: CaseState['papers'][number]) =>
  verdict === 'pass' || (need === 'optional' && givenAt === null)

/** Who comes to the window after all with a paper that might have followed later. */
const bringsMore = ({ state }: CaseRow) => state.papers.some(({ verdict }) => verdict !== 'pass')
/** What is gathered at home is the applicant's to change; the desk takes papers across the counter. */
const handsIn: Move = {
  from: [...collecting, 'ready'],
  by: ['applicant', 'desk'],
  when: (kase, actor) => {
    if (kase.status === 'ready') return !holds.applicant(kase, actor) && bringsMore(kase)
    return holds.applicant(kase, actor) || kase.status === 'correcting' || atDesk(kase)
  }
}

export const MOVES: Record<CaseAction, Move> = {
  givePaper: handsIn,
  takeBackPaper: handsIn,
  fillForm: {
    ...handsIn,
    when: (kase, actor) =>
      handsIn.when!(kase, actor) && kase.state.papers.some(({ verdict }) => verdict !== 'pass')
  },
  submit: { from: collecting, by: ['applicant'] },
  withdraw: { from: [...undecided, 'handling', 'suspended'], by: ['applicant', 'desk'] },
  chooseDelivery: { from: [...undecided, ...inHand], by: ['applicant', 'desk'] },
  rate: {
    from: ['closed'],
    by: ['applicant'],
    when: ({ state }) =>
      state.rating === null || (state.complaint?.state === 'done' && state.rating.before === undefined)
  },
  callBack: { from: ['closed'], by: ['desk'], when: ({ state }) => state.complaint?.state === 'toCall' },
  rectify: { from: ['closed'], by: ['lead'], when: ({ state }) => state.complaint?.state === 'rectifying' },
  judge: {
    from: ['draft', 'preReview', 'correcting', 'ready', 'returned'],
    by: ['desk'],
    when: (kase) => {
      if (kase.status === 'ready') return unjudged(kase.state)
      return kase.status !== 'draft' || atDesk(kase)
    }
  },
  reopenPaper: { from: ['preReview', 'correcting', 'ready', 'returned'], by: ['hallHead'] },
  accept: { from: ['ready'], by: ['desk'] },
  finishAtOnce: {
    from: ['ready'],
    by: ['desk'],
    when: ({ state }) => state.instant === true && state.papers.every(ready)
  },
  refuse: {
    from: ['draft', 'preReview', 'ready', 'returned'],
    by: ['desk'],
    when: (kase) => kase.status !== 'draft' || atDesk(kase)
  },
  pushAgain: { from: ['returned'], by: ['desk'] },
  settleDeferral: {
    from: ['pushed', 'returned', ...inHand, 'output'],
    by: ['desk'],
    when: deferredOpen
  },
  handOut: { from: ['output'], by: ['desk'], when: (kase) => !deferredOpen(kase) },
  acknowledge: {
    from: ['pushed'],
    by: ['pushed'],
    when: (kase, actor) => openPush(kase, actor)?.acknowledgedAt === null
  },
  consent: { from: ['pushed'], by: ['pushed'] },
  reject: { from: ['pushed'], by: ['pushed'] },
  assignStage: { from: ['handling'], by: ['stage'] },
  finishStage: { from: ['handling'], by: ['stage'] },
  setHearing: {
    from: ['handling'],
    by: ['stage'],
    when: ({ state }, actor) => state.stages.some((stage) => isHearing(stage) && holdsStage(stage, actor))
  },
  suspend: { from: ['handling'], by: ['stage', 'head'] },
  resume: { from: ['suspended'], by: ['stage', 'head'] },
  requestExtension: { from: ['handling'], by: ['stage'], when: ({ state }) => state.extension === null },
  decideExtension: {
    from: ['handling', 'suspended'],
    by: ['head'],
    when: ({ state }) => state.extension?.approved === null
  },
  checkQuality: {
    from: ['quality'],
    by: ['lead'],
    // A second pair of eyes: not who finished the department's own last stage.
    when: ({ state, departmentId }, { accountId }) =>
      state.stages
        .filter(({ orgId, doneAt }) => orgId === departmentId && doneAt)
        .sort((a, b) => b.doneAt!.localeCompare(a.doneAt!))[0]?.byAccount !== accountId
  },
  checkSample: { from: ['closed'], by: ['head'], when: ({ state }) => state.sample?.ok === null },
  checkPromise: {
    from: [...inHand, 'output', 'closed'],
    by: ['lead'],
    when: ({ state }) => state.promises.some(({ kept }) => kept === null)
  }
}

/** What this person may do to this case now; the client shows exactly these. Nobody acts in office on what he applied for himself. */
export const allowedActions = (kase: CaseRow, actor: Actor): CaseAction[] =>
  (Object.keys(MOVES) as CaseAction[]).filter((action) => {
    const { from, by, when } = MOVES[action]
    const own = holds.applicant(kase, actor)
    const may = own ? by.includes('applicant') : by.some((who) => holds[who](kase, actor))
    return from.includes(kase.status) && may && (when?.(kase, actor) ?? true)
  })

/** Who has to do with the case itself: its applicant, its hall, its departments, its agent. */
export const isInsider = (kase: CaseRow, actor: Actor): boolean =>
  holds.applicant(kase, actor) ||
  holds.desk(kase, actor) ||
  holds.agent(kase, actor) ||
  kase.departments.includes(actor.post?.unitId ?? '')

/** Who may read a case: its applicant, its hall, the departments it was pushed to, and who oversees the county or its township. */
export function canRead(kase: CaseRow, actor: Actor): boolean {
  if (kase.accountId === actor.accountId) return true
  const { post } = actor
  if (!post) return false
  // What somebody gathers at home is his own until he hands it in.
  if (holds.desk(kase, actor)) return kase.no !== null || atDesk(kase)
  if (holds.agent(kase, actor)) return kase.no !== null
  if (overseesCounty(post)) return kase.no !== null
  if (overseesTownship(post) && kase.townshipId === post.townshipId) return kase.no !== null
  return kase.departments.includes(post.unitId) && DEPARTMENT.includes(post.role)
}
