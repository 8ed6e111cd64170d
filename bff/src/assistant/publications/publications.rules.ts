import type { PublicationAction, PublicationCommand, PublicationState, Span } from 'shared/publications.ts'
import type { Role } from 'shared/roles.ts'
import { type Actor, inScope } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import type { PublicationRow } from './publications.table.ts'
import { everywhere, fitSpans, redacted } from './redaction.rules.ts'

type Matter = Readonly<{ publication: PublicationRow; leadPostId: string | null }>
type Hold = (matter: Matter, actor: Actor) => boolean

/** Posts that review a whole township's publications; others see what they answered themselves. */
export const REVIEWERS: readonly Role[] = ['intakeClerk', 'leader', 'townshipAdmin', 'countyAdmin']
const isReviewer: Hold = ({ publication }, { post }) =>
  post !== null && REVIEWERS.includes(post.role) && inScope(post, publication.townshipId)

const holds = {
  /** The clerk, or who answered. */
  editor: ({ publication, leadPostId }, { post, answersFor }) =>
    (post?.role === 'intakeClerk' && inScope(post, publication.townshipId)) ||
    (leadPostId !== null && answersFor.includes(leadPostId)),
  /** A second person: never who wrote it. */
  second: (matter, actor) => isReviewer(matter, actor) && matter.publication.draftedBy !== actor.accountId,
  reviewer: isReviewer
} satisfies Record<string, Hold>

const MOVES: Record<PublicationAction, { from: readonly PublicationState[]; by: keyof typeof holds }> = {
  submit: { from: ['consented', 'returned', 'published', 'withdrawn'], by: 'editor' },
  approve: { from: ['review', 'changing'], by: 'second' },
  sendBack: { from: ['review', 'changing'], by: 'second' },
  withdraw: { from: ['published', 'changing'], by: 'reviewer' }
}

export const publicationActions = (matter: Matter, actor: Actor): PublicationAction[] =>
  (Object.keys(MOVES) as PublicationAction[]).filter(
    (action) =>
      MOVES[action].from.includes(matter.publication.state) &&
      holds[MOVES[action].by](matter, actor) &&
      (action === 'withdraw' || matter.publication.consentedAt !== null)
  )

export const maySeePublication = (matter: Matter, actor: Actor): boolean =>
  holds.editor(matter, actor) || holds.reviewer(matter, actor)

export type Decided = Readonly<{
  change: Partial<PublicationRow>
  /** What readers and followers learn of a page that was public already. */
  told?: string
}>

/** What a command writes. A page goes out only as its second person saw it. */
export function decidePublication(
  command: PublicationCommand,
  matter: Matter,
  actor: Actor,
  now: Date,
  answeredBy: string
): Decided {
  const { publication } = matter
  const { state, version } = publication
  if (command.version !== version || !MOVES[command.action].from.includes(state))
    throw new AppError('record_changed')
  if (!publicationActions(matter, actor).includes(command.action)) throw new AppError('not_allowed')
  switch (command.action) {
    case 'submit':
      return { change: submitted(command, publication, actor) }
    case 'approve':
      return approved(publication, now, answeredBy)
    case 'sendBack':
      return { change: { state: state === 'changing' ? 'published' : 'returned', reason: command.reason } }
    case 'withdraw':
      refuseTelling(publication, publication.questionSpans, publication.answerSpans, command.reason)
      return { change: { state: 'withdrawn', reason: command.reason }, told: `已撤下：${command.reason}` }
  }
}

function submitted(
  { title, questionSpans, answerSpans, note }: Extract<PublicationCommand, { action: 'submit' }>,
  publication: PublicationRow,
  { accountId, post }: Actor
): Partial<PublicationRow> {
  const { state, originalQuestion, originalAnswer } = publication
  if (!fitSpans(originalQuestion, questionSpans) || !fitSpans(originalAnswer, answerSpans))
    throw new AppError('invalid_input', 'spans')
  if (publication.state === 'published' && !note.trim()) throw new AppError('invalid_input', 'note')
  refuseTelling(publication, questionSpans, answerSpans, `${title}\n${note}`)
  return {
    state: state === 'published' ? 'changing' : 'review',
    draftTitle: title.trim(),
    questionSpans: everywhere(originalQuestion, questionSpans),
    answerSpans: everywhere(originalAnswer, answerSpans),
    note: note.trim(),
    draftedBy: accountId,
    draftedByName: post?.name ?? '',
    reason: null
  }
}

/** What is hidden in the texts must not stand in what is said about them: title, correction, reason. */
function refuseTelling(
  { originalQuestion, originalAnswer }: PublicationRow,
  questionSpans: readonly Span[],
  answerSpans: readonly Span[],
  said: string
): void {
  const hidden = (text: string, spans: readonly Span[]) =>
    spans.filter((span) => span.hidden).map(({ start, end }) => text.slice(start, end))
  const told = [...hidden(originalQuestion, questionSpans), ...hidden(originalAnswer, answerSpans)].filter(
    (words) => words.length > 1 && said.includes(words)
  )
  if (told.length) throw new AppError('title_tells', told.join('、'))
}

function approved(publication: PublicationRow, now: Date, answeredBy: string): Decided {
  const { state, draftTitle, originalQuestion, originalAnswer, questionSpans, answerSpans, note } =
    publication
  return {
    change: {
      state: 'published',
      title: draftTitle,
      question: redacted(originalQuestion, questionSpans),
      answer: redacted(originalAnswer, answerSpans),
      publishedAt: publication.publishedAt ?? now,
      answeredBy: publication.answeredBy ?? answeredBy
    },
    ...(state === 'changing' && { told: `更正：${note}` })
  }
}
