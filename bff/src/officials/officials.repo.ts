import { and, eq, isNull, or } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'
import { postHoldings, posts, topics } from './officials.table.ts'

/** Joins a post with whoever holds it now. */
export const currentHolder = and(
  eq(postHoldings.tenantId, posts.tenantId),
  eq(postHoldings.postId, posts.id),
  isNull(postHoldings.until)
)

/** An active topic by id. */
export async function namedTopic(db: Db, tenantId: string, id: string) {
  const [row] = await db
    .select({ id: topics.id, name: topics.name, limit: topics.limit })
    .from(topics)
    .where(and(eq(topics.tenantId, tenantId), eq(topics.id, id), eq(topics.active, true)))
  return row
}

/** A post that somebody holds, of one township or the county itself when `townshipId` is given. */
export async function namedPost(db: Db, tenantId: string, id: string, townshipId?: string) {
  const [row] = await db
    .select({ id: posts.id, title: posts.title, name: postHoldings.name })
    .from(posts)
    .innerJoin(postHoldings, currentHolder)
    .where(
      and(
        eq(posts.tenantId, tenantId),
        eq(posts.id, id),
        townshipId ? or(eq(posts.townshipId, townshipId), isNull(posts.townshipId)) : undefined
      )
    )
  return row
}
