import type { CaseAction, CaseStatus } from 'shared/case-commands.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { CaseRow } from './cases.table.ts'
import { atDesk, holds, holdsStage, openPush } from './holds.rules.ts'
import { unjudged } from './papers.rules.ts'
import type { CaseStage, CaseState } from './state.types.ts'
import { deferralOpen } from './terms.rules.ts'

const isHearing = ({ kind, status }: CaseStage) => kind === 'hearing' && status === 'running'
type Move = Readonly<{
  from: readonly CaseStatus[]
  by: readonly (keyof typeof holds)[]
  when?: (kase: CaseRow, actor: Actor) => boolean
}>

const collecting: readonly CaseStatus[] = ['draft', 'correcting']
const inHand: readonly CaseStatus[] = ['handling', 'suspended', 'quality']
const undecided: readonly CaseStatus[] = [...collecting, 'preReview', 'ready', 'pushed', 'returned']
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
      state.rating === null ||
      (state.complaint?.state === 'done' &&
        !state.complaint.appeal?.setAside &&
        state.rating.before === undefined)
  },
  callBack: { from: ['closed'], by: ['desk'], when: ({ state }) => state.complaint?.state === 'toCall' },
  rectify: { from: ['closed'], by: ['lead'], when: ({ state }) => state.complaint?.state === 'rectifying' },
  appealRating: {
    from: ['closed'],
    by: ['lead'],
    // In time and once: what is late already is put right, not argued about.
    when: ({ state: { complaint, duties } }) =>
      complaint?.state === 'rectifying' &&
      !complaint.appeal &&
      duties.some(({ kind, step }) => kind === 'rectify' && step < 3)
  },
  ruleOnRating: {
    from: ['closed'],
    by: ['judge'],
    when: ({ state }) => state.complaint?.state === 'appealed'
  },
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

/** Is this somebody’s move at all, whatever has happened to the case meanwhile? */
export function holdsMove(action: CaseAction, kase: CaseRow, actor: Actor): boolean {
  const { by } = MOVES[action]
  return holds.applicant(kase, actor) ? by.includes('applicant') : by.some((who) => holds[who](kase, actor))
}

/**
 * What this person may do to this case now; the client shows exactly these. Nobody acts in office on what
 * they applied for themselves.
 */
export const allowedActions = (kase: CaseRow, actor: Actor): CaseAction[] =>
  (Object.keys(MOVES) as CaseAction[]).filter((action) => {
    const { from, when } = MOVES[action]
    return from.includes(kase.status) && holdsMove(action, kase, actor) && (when?.(kase, actor) ?? true)
  })
