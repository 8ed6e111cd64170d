import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { ActorPost } from '../../../kernel/lib/actor.ts'
import type { Db } from '../../../kernel/lib/deps.ts'
import { firstIdAt } from '../../../kernel/lib/ids.ts'
import { currentHolder } from '../../../platform/officials/officials.repo.ts'
import { postHoldings, posts, topics } from '../../../platform/officials/officials.table.ts'
import { questions } from '../../questions/questions.table.ts'
import { visibleTo } from '../../sealed/sealed.repo.ts'

const BATCH = 5000

/** The questions of a span that were given to somebody, oldest first, five thousand at a time. */
export async function* pastQuestions(
  db: Db,
  tenantId: string,
  { townshipId, id }: ActorPost,
  from: Date,
  until: Date
) {
  for (let after = firstIdAt(from); ; ) {
    const rows = await db
      .select({
        id: questions.id,
        no: questions.no,
        confidential: questions.confidential,
        askedAt: questions.askedAt,
        topicId: questions.topicId,
        topic: topics.name,
        postId: questions.leadPostId,
        post: posts.title,
        name: postHoldings.name,
        clock: sql<NonNullable<(typeof questions.$inferSelect)['clock']>>`${questions.clock}`,
        dueAt: sql<Date>`${questions.dueAt}`.mapWith(questions.dueAt),
        lateSince: questions.lateSince,
        answeredAt: questions.answeredAt,
        closedAt: questions.closedAt
      })
      .from(questions)
      .leftJoin(topics, and(eq(topics.tenantId, questions.tenantId), eq(topics.id, questions.topicId)))
      .leftJoin(posts, and(eq(posts.tenantId, questions.tenantId), eq(posts.id, questions.leadPostId)))
      .leftJoin(postHoldings, currentHolder)
      .where(
        and(
          eq(questions.tenantId, tenantId),
          townshipId === null ? undefined : eq(questions.townshipId, townshipId),
          isNotNull(questions.clock),
          isNotNull(questions.dueAt),
          visibleTo(tenantId, id),
          sql`${questions.id} > ${after}::uuid and ${questions.id} < ${firstIdAt(until)}::uuid`
        )
      )
      .orderBy(asc(questions.id))
      .limit(BATCH)
    yield rows
    if (rows.length < BATCH) return
    after = rows.at(-1)!.id
  }
}
