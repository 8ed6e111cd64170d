import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
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
    .select({
      id: topics.id,
      name: topics.name,
      limit: topics.limit,
      endorsement: topics.endorsement,
      dutyLine: topics.dutyLine
    })
    .from(topics)
    .where(and(eq(topics.tenantId, tenantId), eq(topics.id, id), eq(topics.active, true)))
  return row
}

/** A post that somebody holds, of one township or the county itself when `townshipId` is given. */
export async function namedPost(db: Db, tenantId: string, id: string, townshipId?: string) {
  const [row] = await db
    .select({ id: posts.id, title: posts.title, name: postHoldings.name, townshipId: posts.townshipId })
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

/** Posts by their ids with whoever holds them, `主任张三`; at most the ten a matter names. */
export async function postsByIds(db: Db, tenantId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .select({ id: posts.id, title: posts.title, name: postHoldings.name })
    .from(posts)
    .leftJoin(postHoldings, currentHolder)
    .where(and(eq(posts.tenantId, tenantId), inArray(posts.id, [...ids])))
    .limit(20)
}

/** Does the post's unit have a head other than the post itself, with somebody in office? */
export async function hasOtherHead(db: Db, tenantId: string, postId: string | null): Promise<boolean> {
  if (!postId) return false
  const rows = await db.execute(sql`
    select h.id from posts p join posts h on h.tenant_id = p.tenant_id and h.org_id = p.org_id and h.id <> p.id and h.role = 'unitHead'
      join post_holdings held on held.tenant_id = h.tenant_id and held.post_id = h.id and held.until is null
    where p.tenant_id = ${tenantId} and p.id = ${postId} limit 1`)
  return rows.length > 0
}

/** The numbers a county has made public: its officials' and its hotline. */
export async function publicPhones(db: Db, tenantId: string): Promise<string[]> {
  const rows = await db.execute<{
    phone: string
  }>(sql`
    select distinct phone from posts where tenant_id = ${tenantId}
    union select service_phone from tenants where tenant_id = ${tenantId} limit 5000`)
  return rows.map(({ phone }) => phone)
}
