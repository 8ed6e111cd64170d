import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Topic } from 'shared/directory.ts'
import { beijingDay } from '../lib/beijing.ts'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { organisations } from '../tenants/tenants.table.ts'
import { currentHolder } from './officials.repo.ts'
import { absences, duties, postHoldings, posts, topics } from './officials.table.ts'

const topicView = {
  id: topics.id,
  name: topics.name,
  limit: topics.limit,
  keywords: topics.keywords,
  active: topics.active
}

export const listTopics = (db: Db, tenantId: string): Promise<Topic[]> =>
  db
    .select(topicView)
    .from(topics)
    .where(eq(topics.tenantId, tenantId))
    .orderBy(asc(topics.position), asc(topics.id))
    .limit(500)

/** Inserts a topic or changes the one named; a name already taken is refused by constraint. */
export async function saveTopic(db: Db, topic: typeof topics.$inferInsert, isNew: boolean): Promise<Topic> {
  const { tenantId, id, ...change } = topic
  const rows = isNew
    ? await db.insert(topics).values(topic).onConflictDoNothing().returning(topicView)
    : await db
        .update(topics)
        .set(change)
        .where(and(eq(topics.tenantId, tenantId), eq(topics.id, id)))
        .returning(topicView)
  if (!rows[0]) throw new AppError(isNew ? 'name_taken' : 'not_found')
  return rows[0]
}

const inTownship = (townshipId: string | null) =>
  townshipId === null ? undefined : eq(posts.townshipId, townshipId)

export const listDuties = (db: Db, tenantId: string, townshipId: string | null) =>
  db
    .select({
      id: duties.id,
      topicId: duties.topicId,
      topic: topics.name,
      area: sql<string>`coalesce(${organisations.name}, '全县')`,
      postId: duties.postId,
      post: posts.title,
      name: postHoldings.name
    })
    .from(duties)
    .innerJoin(topics, and(eq(topics.tenantId, duties.tenantId), eq(topics.id, duties.topicId)))
    .innerJoin(posts, and(eq(posts.tenantId, duties.tenantId), eq(posts.id, duties.postId)))
    .leftJoin(postHoldings, currentHolder)
    .leftJoin(
      organisations,
      and(eq(organisations.tenantId, duties.tenantId), eq(organisations.id, duties.orgId))
    )
    .where(and(eq(duties.tenantId, tenantId), isNull(duties.endedAt), inTownship(townshipId)))
    .orderBy(asc(topics.position), asc(duties.id))
    .limit(1000)

/** Gives a topic in an area to a post; whoever had it there before has it no longer. */
export async function assignDuty(db: Db, duty: typeof duties.$inferInsert, now: Date): Promise<void> {
  const { tenantId, topicId, orgId } = duty
  await db.transaction(async (tx) => {
    await tx
      .update(duties)
      .set({ endedAt: now })
      .where(
        and(
          eq(duties.tenantId, tenantId),
          eq(duties.topicId, topicId),
          sql`${duties.orgId} is not distinct from ${orgId ?? null}::uuid`,
          isNull(duties.endedAt)
        )
      )
    await tx.insert(duties).values(duty)
  })
}

/** A running duty or absence of a post of the caller's own township; `townshipId` null is the whole county. */
const ownRunning = (
  table: typeof duties | typeof absences,
  tenantId: string,
  townshipId: string | null,
  id: string
) =>
  and(
    eq(table.tenantId, tenantId),
    eq(table.id, id),
    isNull(table.endedAt),
    sql`${table.postId} in (select p.id from posts p where p.tenant_id = ${tenantId}
      and (${townshipId}::uuid is null or p.township_id = ${townshipId}::uuid))`
  )

export async function endDuty(
  db: Db,
  tenantId: string,
  townshipId: string | null,
  id: string,
  now: Date
): Promise<void> {
  const rows = await db
    .update(duties)
    .set({ endedAt: now })
    .where(ownRunning(duties, tenantId, townshipId, id))
    .returning({ id: duties.id })
  if (rows.length === 0) throw new AppError('not_found')
}

export const listAbsences = (db: Db, tenantId: string, townshipId: string | null, now: Date) =>
  db
    .select({
      id: absences.id,
      postId: absences.postId,
      post: posts.title,
      name: postHoldings.name,
      from: absences.fromDay,
      until: absences.untilDay,
      reason: absences.reason,
      deputy: sql<string | null>`(select h.name from post_holdings h where h.tenant_id = ${posts.tenantId}
        and h.post_id = coalesce(${absences.deputyPostId}, ${posts.deputyPostId}) and h.until is null)`
    })
    .from(absences)
    .innerJoin(posts, and(eq(posts.tenantId, absences.tenantId), eq(posts.id, absences.postId)))
    .leftJoin(postHoldings, currentHolder)
    .where(
      and(
        eq(absences.tenantId, tenantId),
        isNull(absences.endedAt),
        sql`${absences.untilDay} >= ${beijingDay(now)}`,
        inTownship(townshipId)
      )
    )
    .orderBy(asc(absences.fromDay), asc(absences.id))
    .limit(500)

/** Is the post's holder away on any day of the span? */
export async function isAway(
  db: Db,
  tenantId: string,
  postId: string,
  from: string,
  until: string
): Promise<boolean> {
  const rows = await db
    .select({ id: absences.id })
    .from(absences)
    .where(
      and(
        eq(absences.tenantId, tenantId),
        eq(absences.postId, postId),
        isNull(absences.endedAt),
        sql`${absences.fromDay} <= ${until} and ${absences.untilDay} >= ${from}`
      )
    )
    .limit(1)
  return rows.length > 0
}

export const insertAbsence = async (db: Db, absence: typeof absences.$inferInsert): Promise<void> =>
  void (await db.insert(absences).values(absence))

export async function endAbsence(
  db: Db,
  tenantId: string,
  townshipId: string | null,
  id: string,
  now: Date
): Promise<void> {
  const rows = await db
    .update(absences)
    .set({ endedAt: now })
    .where(ownRunning(absences, tenantId, townshipId, id))
    .returning({ id: absences.id })
  if (rows.length === 0) throw new AppError('not_found')
}
