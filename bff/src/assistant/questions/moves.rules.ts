import type { QuestionAction } from 'shared/commands.ts'
import type { QuestionStatus } from 'shared/questions.ts'
import type { CallbackState } from 'shared/ratings.ts'
import { type Actor, inScope } from '../../kernel/lib/actor.ts'
import type { QuestionRow } from './questions.table.ts'

/** What a decision needs beside the row: how far a bad rating has got, and whether a stand-in exists. */
export type Facts = Readonly<{
  callbackState: CallbackState | 'setAside' | null
  ratings: number
  leadUnitId: string | null
  deputyPostId: string | null
  /** Posts that may know of a sealed matter; empty for any other. */
  needToKnow: readonly string[]
}>
type Situation = Readonly<{ question: QuestionRow; facts: Facts; now: Date }>
type Hold = (question: QuestionRow, actor: Actor, facts: Facts) => boolean

/** A sealed matter is there for the very posts on its list alone: no stand-in and no rank opens it. */
const mayKnow: Hold = ({ confidential }, { post }, { needToKnow }) =>
  !confidential || (post !== null && needToKnow.includes(post.id))

/** Nobody acts in office on a question of their own: they would answer it and rate the answer. */
const isOwn = ({ askerId }: QuestionRow, { accountId }: Actor) => askerId === accountId

const holdsRole =
  (role: 'intakeClerk' | 'leader'): Hold =>
  (question, actor, facts) =>
    actor.post?.role === role &&
    inScope(actor.post, question.townshipId) &&
    mayKnow(question, actor, facts) &&
    !isOwn(question, actor)

const answersForIt = ({ leadPostId, confidential }: QuestionRow, { answersFor, post }: Actor) =>
  leadPostId !== null && (confidential ? post?.id === leadPostId : answersFor.includes(leadPostId))

const assistsWith = ({ assistPostIds, confidential }: QuestionRow, { answersFor, post }: Actor) =>
  assistPostIds.some((id) => (confidential ? post?.id === id : answersFor.includes(id)))

export const holds = {
  asker: (question, actor) => question.askerId === actor.accountId,
  lead: (question, actor, facts) =>
    answersForIt(question, actor) && mayKnow(question, actor, facts) && !isOwn(question, actor),
  assist: (question, actor, facts) =>
    assistsWith(question, actor) && mayKnow(question, actor, facts) && !isOwn(question, actor),
  clerk: holdsRole('intakeClerk'),
  leader: holdsRole('leader')
} satisfies Record<string, Hold>

/** A clock is stopped to hear more at most so often. */
const MOST_PAUSES = 3

export const OPEN: readonly QuestionStatus[] = [
  'received',
  'dispatched',
  'accepted',
  'waiting',
  'returned',
  'deliberating'
]
const inHand: readonly QuestionStatus[] = ['dispatched', 'accepted']
const concluded: readonly QuestionStatus[] = ['answered', 'closed']

/** `to` undefined: the status stays. `when`: what must hold beside status and person. */
type Move = Readonly<{
  from: readonly QuestionStatus[]
  to?: QuestionStatus
  by: readonly (keyof typeof holds)[]
  when?: (situation: Situation, actor: Actor) => boolean
}>

/** A dispatch that waits for a leader’s endorsement goes out again only when they let its time run out. */
const mayDispatch = ({ question: { pending, escalation } }: Situation) => pending === null || escalation > 0

const nothingPending = ({ question: { pending, clock } }: Situation) => pending === null && clock !== null

export const MOVES: Record<QuestionAction, Move> = {
  dispatch: { from: ['received'], to: 'dispatched', by: ['clerk'], when: mayDispatch },
  recall: {
    from: ['received', 'dispatched'],
    to: 'received',
    by: ['clerk'],
    // What waits for a leader comes back as it is; what went out, before the first report up: later a
    // dispatch anew would be a new promise in place of the broken one.
    when: ({ question: { status, pending, hasMerged, returns, acknowledgedAt, escalation, dueAt }, now }) =>
      (status === 'received' && pending?.kind === 'dispatch') ||
      (status === 'dispatched' &&
        !hasMerged &&
        returns === 0 &&
        acknowledgedAt === null &&
        escalation === 0 &&
        dueAt !== null &&
        now < dueAt)
  },
  assistSign: {
    from: [...inHand, 'waiting', 'deliberating'],
    by: ['assist'],
    when: ({ question: { assistPostIds, assistSigned } }, { answersFor }) =>
      assistPostIds.some((id) => answersFor.includes(id) && !assistSigned.includes(id))
  },
  assist: { from: [...inHand, 'waiting', 'deliberating'], by: ['assist'] },
  answerOnSpot: { from: ['received'], to: 'answered', by: ['clerk'] },
  refuse: { from: ['received'], to: 'refused', by: ['clerk'] },
  acknowledge: { from: ['dispatched'], to: 'accepted', by: ['lead'] },
  askMore: {
    from: inHand,
    to: 'waiting',
    by: ['lead'],
    when: ({ question: { dueAt, clock }, now }) =>
      dueAt !== null && now < dueAt && (clock?.pauses.length ?? 0) < MOST_PAUSES
  },
  reply: { from: [...inHand, 'deliberating'], to: 'answered', by: ['lead'] },
  requestExtension: {
    from: inHand,
    by: ['lead'],
    when: (s) => nothingPending(s) && s.question.clock?.extensions.length === 0
  },
  proposeForum: { from: inHand, by: ['lead'], when: (s) => nothingPending(s) && !s.question.confidential },
  handToDeputy: {
    from: inHand,
    to: 'dispatched',
    by: ['lead'],
    when: ({ question, facts }) => facts.deputyPostId !== null && !question.confidential
  },
  returnOrder: {
    from: ['dispatched'],
    to: 'returned',
    by: ['lead'],
    when: ({ question }) => question.returns === 0
  },
  endorse: { from: [...OPEN, 'answered'], by: ['leader'], when: ({ question }) => question.needsEndorsement },
  decidePending: {
    from: ['received', ...inHand, 'waiting'],
    by: ['leader'],
    when: ({ question }) => question.pending !== null
  },
  arbitrate: { from: ['returned'], to: 'dispatched', by: ['leader'] },
  supplement: { from: [...OPEN, 'merged'], by: ['asker'] },
  withdraw: { from: [...OPEN, 'merged'], to: 'withdrawn', by: ['asker'] },
  urge: { from: ['received', ...inHand, 'returned', 'deliberating'], by: ['asker'] },
  rate: { from: concluded, by: ['asker'], when: ({ facts }) => facts.ratings === 0 },
  reopen: { from: concluded, to: 'accepted', by: ['asker'], when: canReopen },
  reRate: {
    from: concluded,
    by: ['asker'],
    when: ({ facts }) => facts.ratings === 1 && facts.callbackState === 'done'
  },
  comment: { from: OPEN, by: ['lead', 'clerk', 'leader'] },
  merge: {
    from: ['received', ...inHand],
    to: 'merged',
    by: ['clerk'],
    when: ({ question }) => !question.hasMerged && !question.confidential
  },
  unmerge: { from: ['merged'], by: ['clerk'] }
}

function canReopen({ question: { reopens, reopenUntil, leadPostId }, now }: Situation): boolean {
  return reopens === 0 && leadPostId !== null && reopenUntil !== null && now < reopenUntil
}

/** Is this somebody’s move at all, whatever has happened to the question meanwhile? */
export const holdsMove = (action: QuestionAction, { question, facts }: Situation, actor: Actor) =>
  MOVES[action].by.some((who) => holds[who](question, actor, facts))

const isOpenTo = (action: QuestionAction, situation: Situation, actor: Actor) => {
  const { from, when } = MOVES[action]
  const { question } = situation
  return (
    from.includes(question.status) &&
    holdsMove(action, situation, actor) &&
    (when?.(situation, actor) ?? true)
  )
}

/** What this actor may do to this question now; the client shows exactly these. */
export const allowedActions = (situation: Situation, actor: Actor): QuestionAction[] =>
  (Object.keys(MOVES) as QuestionAction[]).filter((action) => isOpenTo(action, situation, actor))

/** May this actor see the question at all? A sealed one only its reporter and who is on its list. */
export function canRead(question: QuestionRow, facts: Facts, actor: Actor): boolean {
  if (Object.values(holds).some((hold) => hold(question, actor, facts))) return true
  const { post } = actor
  if (question.confidential) return mayKnow(question, actor, facts)
  if (!post || !inScope(post, question.townshipId)) return false
  const oversees = post.role === 'supervisor' || post.role === 'townshipAdmin' || post.role === 'countyAdmin'
  return oversees || (post.role === 'unitHead' && post.unitId === facts.leadUnitId)
}
