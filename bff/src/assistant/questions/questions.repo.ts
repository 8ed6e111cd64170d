import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CallbackState } from 'shared/ratings.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { currentHolder } from '../../platform/officials/officials.repo.ts'
import { postHoldings, posts, topics } from '../../platform/officials/officials.table.ts'
import { accounts } from '../../platform/session/session.table.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'
import { forums } from '../forums/forums.table.ts'
import { notices } from '../notices/notices.table.ts'
import { publications } from '../publications/publications.table.ts'
import { callbacks, ratings } from '../ratings/ratings.table.ts'
import { needToKnow } from '../sealed/sealed.repo.ts'
import { type QuestionEventRow, type QuestionRow, questionEvents, questions } from './questions.table.ts'

const village = alias(organisations, 'village')
const deputy = alias(postHoldings, 'deputy')
const deputyPost = alias(posts, 'deputy_post')

const same = sql.placeholder('tenantId')
const latestCallback = (db: Db) =>
  db
    .select({
      // A rating set aside is not given anew.
      state: sql<
        CallbackState | 'setAside'
      >`case when ${callbacks.setAside} then 'setAside' else ${callbacks.state} end`.as('callback_state')
    })
    .from(callbacks)
    .where(and(eq(callbacks.tenantId, questions.tenantId), eq(callbacks.questionId, questions.id)))
    .orderBy(desc(callbacks.id))
    .limit(1)
    .as('callback')
const ratedTimes = (db: Db) =>
  db
    .select({ rounds: count().as('rounds') })
    .from(ratings)
    .where(and(eq(ratings.tenantId, questions.tenantId), eq(ratings.questionId, questions.id)))
    .as('rated')

/** A question with the names around it: one prepared round trip. */
export function questionReader(db: Db) {
  const callback = latestCallback(db)
  const rated = ratedTimes(db)
  const prepared = db
    .select({
      question: questions,
      village: village.name,
      topic: topics.name,
      lead: { title: posts.title, phone: posts.phone, unitId: posts.orgId, name: postHoldings.name },
      deputy: { id: deputy.postId, name: deputy.name, title: deputyPost.title },
      asker: { name: accounts.name, phoneSealed: accounts.phoneSealed },
      notice: { year: notices.year, number: notices.number, sealed: notices.sealed },
      forum: forums.name,
      needToKnow,
      callbackState: callback.state,
      publication: {
        id: publications.id,
        state: publications.state,
        consentedAt: publications.consentedAt,
        answer: publications.originalAnswer
      },
      ratings: rated.rounds
    })
    .from(questions)
    .innerJoin(village, and(eq(village.tenantId, questions.tenantId), eq(village.id, questions.villageId)))
    .innerJoin(accounts, and(eq(accounts.tenantId, questions.tenantId), eq(accounts.id, questions.askerId)))
    .leftJoin(topics, and(eq(topics.tenantId, questions.tenantId), eq(topics.id, questions.topicId)))
    .leftJoin(posts, and(eq(posts.tenantId, questions.tenantId), eq(posts.id, questions.leadPostId)))
    .leftJoin(postHoldings, currentHolder)
    .leftJoin(
      deputy,
      and(eq(deputy.tenantId, posts.tenantId), eq(deputy.postId, posts.deputyPostId), isNull(deputy.until))
    )
    .leftJoin(deputyPost, and(eq(deputyPost.tenantId, deputy.tenantId), eq(deputyPost.id, deputy.postId)))
    .leftJoin(notices, and(eq(notices.tenantId, questions.tenantId), eq(notices.id, questions.noticeId)))
    .leftJoin(forums, and(eq(forums.tenantId, questions.tenantId), eq(forums.rank, questions.forumRank)))
    .leftJoin(
      publications,
      and(eq(publications.tenantId, questions.tenantId), eq(publications.questionId, questions.id))
    )
    .leftJoinLateral(callback, sql`true`)
    .leftJoinLateral(rated, sql`true`)
    .where(and(eq(questions.tenantId, same), eq(questions.id, sql.placeholder('id'))))
    .prepare('question_view')

  return async (tenantId: string, id: string) => {
    const [row] = await prepared.execute({ tenantId, id })
    if (!row) throw new AppError('not_found')
    return row
  }
}
export type QuestionView = Awaited<ReturnType<ReturnType<typeof questionReader>>>

/** Its timeline, oldest first. */
export function eventsReader(db: Db) {
  const prepared = db
    .select()
    .from(questionEvents)
    .where(and(eq(questionEvents.tenantId, same), eq(questionEvents.questionId, sql.placeholder('id'))))
    .orderBy(asc(questionEvents.version), asc(questionEvents.at))
    .limit(500)
    .prepare('question_events_of')
  return (tenantId: string, id: string): Promise<QuestionEventRow[]> => prepared.execute({ tenantId, id })
}

/**
 * Whether a command with this key has been carried out already; the same key for something else is refused.
 */
export async function hasEvent(
  db: Db,
  { tenantId, id }: { tenantId: string; id: string },
  command: { key: string; action: string },
  actorId: string
): Promise<boolean> {
  const [row] = await db
    .select({ action: questionEvents.action, actorId: questionEvents.actorId })
    .from(questionEvents)
    .where(
      and(
        eq(questionEvents.tenantId, tenantId),
        eq(questionEvents.questionId, id),
        eq(questionEvents.id, command.key)
      )
    )
  if (row && (row.action !== command.action || row.actorId !== actorId)) throw new AppError('key_reused')
  return row !== undefined
}

/** The bare row, or undefined when it is not this county's. */
export async function findQuestion(db: Db, tenantId: string, id: string): Promise<QuestionRow | undefined> {
  const [row] = await db
    .select()
    .from(questions)
    .where(and(eq(questions.tenantId, tenantId), eq(questions.id, id)))
  return row
}

/** The question under a row lock, or undefined when another transaction holds it. */
export async function lockQuestion(db: Db, tenantId: string, id: string): Promise<QuestionRow | undefined> {
  const [row] = await db
    .select()
    .from(questions)
    .where(and(eq(questions.tenantId, tenantId), eq(questions.id, id)))
    .for('update', { skipLocked: true })
  return row
}

/** Compare-and-set on the version the decision was made from: of two racing decisions one wins. */
export async function casQuestion(
  db: Db,
  before: QuestionRow,
  change: Partial<QuestionRow>
): Promise<QuestionRow> {
  const [after] = await db
    .update(questions)
    .set({ ...change, version: before.version + 1 })
    .where(
      and(
        eq(questions.tenantId, before.tenantId),
        eq(questions.id, before.id),
        eq(questions.version, before.version)
      )
    )
    .returning()
  if (!after) throw new AppError('question_moved_on')
  return after
}
