import type { QuestionCommand } from 'shared/commands.ts'
import type { DutyLine, Endorsement } from 'shared/directory.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { dueAt, type Limit, type WorkCalendar } from '../../kernel/lib/worktime.ts'
import { leadRefused } from '../../platform/officials/duty-line.rules.ts'
import { checkReply, wordsOf } from '../replies/reply.rules.ts'
import { lateNow, REOPEN } from './clock.rules.ts'
import type { Facts } from './moves.rules.ts'
import type { ForumRule, Outcome } from './outcome.types.ts'
import type { QuestionRow } from './questions.table.ts'

type Given = Readonly<{ id: string; title: string; name: string; townshipId: string | null }>
/** What a command names by id, loaded with it. */
export type Named = Readonly<{
  topic?: { id: string; name: string; limit: Limit; dutyLine: DutyLine | null }
  /** When a leader reads this dispatch. */
  endorsement?: Endorsement
  /** Who is given it; `for`: they stand in today for the post that was named. */
  post?: Given & { for?: { title: string; name: string } }
  deputy?: { id: string; title: string; name: string }
  /** The matter to merge into. */
  main?: QuestionRow
  forums: readonly ForumRule[]
  /** What a reply is held against: templates, public numbers. */
  templates: readonly string[]
  openPhones: readonly string[]
  sharedName?: string | undefined
}>
export type Deciding = Readonly<{
  question: QuestionRow
  facts: Facts
  named: Named
  calendar: WorkCalendar
  now: Date
}>
export type Command<A extends QuestionCommand['action']> = Extract<QuestionCommand, { action: A }>
/** What each command of a group writes, once it is known to be open to the actor. */
export type Decisions<A extends QuestionCommand['action']> = {
  [K in A]: (command: Command<K>, d: Deciding, actor: Actor) => Outcome
}

/** What somebody decides on must still be what they read: another may have been put in its place. */
export function samePending({ question: { pending } }: Deciding, read: string | undefined): void {
  if (read && pending?.id !== read) throw new AppError('question_moved_on')
}

/**
 * An answer ends the obligation; lateness and the time to reopen are settled with it.
 * An unclear one is pointed out first, and goes only when its sender says they are sure.
 */
export function answer(d: Deciding, { text, sure }: Command<'reply' | 'answerOnSpot'>): Partial<QuestionRow> {
  const found = wordsOf(checkReply(text, { ...d.named, question: d.question.body }))
  if (found.length && !sure) throw new AppError('reply_unclear', found.join('；'))
  return {
    reply: text,
    replyFindings: found,
    answeredAt: d.now,
    pending: null,
    lateSince: lateNow(d.question, d.now),
    reopenUntil: dueAt(d.calendar, { start: d.now, limit: REOPEN })
  }
}

/** Who is given it, where the duty list lets them lead it. */
export function givenPost({ topic, post }: Named): NonNullable<Named['post']> {
  if (!post) throw new AppError('invalid_input', 'postId')
  const refused = topic && leadRefused(topic, post)
  if (refused) throw new AppError('duty_list', refused)
  return post
}

/** `主任张三`, and for whom they do it. */
export const postWords = ({ title, name, for: absent }: NonNullable<Named['post']>): string =>
  `${title}${name}${absent ? `（${absent.title}${absent.name}今天不在岗，AB角代办）` : ''}`

/** A hand-over keeps the clock: what was promised to the citizen does not start again. */
export const handTo = (postId: string): Partial<QuestionRow> => ({
  leadPostId: postId,
  acknowledgedAt: null,
  pending: null
})
