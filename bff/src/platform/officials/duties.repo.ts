import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Topic } from 'shared/directory.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { organisations } from '../tenants/tenants.table.ts'
import { currentHolder } from './officials.repo.ts'
import { absences, duties, postHoldings, posts, topics } from './officials.table.ts'

const topicView = {
  id: topics.id,
  name: topics.name,
  limit: topics.limit,
  keywords: topics.keywords,
  active: topics.active,
  endorsement: topics.endorsement,
  dutyLine: topics.dutyLine,
  version: topics.version
}

export const listTopics = (db: Db, tenantId: string): Promise<Topic[]> =>
  db
    .select(topicView)
    .from(topics)
    .where(eq(topics.tenantId, tenantId))
    .orderBy(asc(topics.position), asc(topics.id))
    .limit(500)

/** What a topic is called; null when there is none. */
export async function topicName(db: Db, tenantId: string, id: string): Promise<string | null> {
  const [row] = await db
    .select({ name: topics.name })
    .from(topics)
    .where(and(eq(topics.tenantId, tenantId), eq(topics.id, id)))
  return row?.name ?? null
}

export async function addTopic(db: Db, topic: typeof topics.$inferInsert): Promise<Topic> {
  const [row] = await db.insert(topics).values(topic).onConflictDoNothing().returning(topicView)
  if (!row) throw new AppError('name_taken')
  return row
}

/** Changes a topic that is still as its editor read it. */
export async function changeTopic(db: Db, topic: Topic & { tenantId: string }): Promise<Topic> {
  const { tenantId, id, version, ...change } = topic
  const [row] = await db
    .update(topics)
    .set({ ...change, version: version + 1 })
    .where(and(eq(topics.tenantId, tenantId), eq(topics.id, id), eq(topics.version, version)))
    .returning(topicView)
  if (!row) throw new AppError('record_changed')
  return row
}

/** Posts of a township; of the whole county when there is none. */
export const inTownship = (townshipId: string | null) =>
  townshipId === null ? undefined : eq(posts.townshipId, townshipId)

export const listDuties = (db: Db, tenantId: string, townshipId: string | null) =>
  db
    .select({
      id: duties.id,
      topicId: duties.topicId,
      topic: topics.name,
      orgId: duties.orgId,
      area: sql<string>`coalesce(${organisations.name}, '全县')`,
      postId: duties.postId,
      post: posts.title,
      name: postHoldings.name,
      share: duties.share
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

/**
 * Gives a topic in an area to a post: alone, or beside those who share it already. The topic's row is locked,
 * so that of two given at once the later counts; 404 when there is no such topic.
 */
export async function assignDuty(
  db: Db,
  { alone, ...duty }: typeof duties.$inferInsert & { alone: boolean },
  now: Date
): Promise<void> {
  const { tenantId, topicId, orgId, postId } = duty
  await db.transaction(async (tx) => {
    const [topic] = await tx
      .select({ id: topics.id })
      .from(topics)
      .where(and(eq(topics.tenantId, tenantId), eq(topics.id, topicId)))
      .for('update')
    if (!topic) throw new AppError('not_found')
    await tx
      .update(duties)
      .set({ endedAt: now })
      .where(
        and(
          eq(duties.tenantId, tenantId),
          eq(duties.topicId, topicId),
          sql`${duties.orgId} is not distinct from ${orgId ?? null}::uuid`,
          isNull(duties.endedAt),
          alone ? undefined : eq(duties.postId, postId)
        )
      )
    await tx.insert(duties).values(duty)
  })
}

const RUNNING = { duty: duties, absence: absences }

/**
 * Ends a running duty or absence of a post of the caller's own township; `townshipId` null is the whole
 * county.
 */
export async function endRunning(
  db: Db,
  kind: keyof typeof RUNNING,
  tenantId: string,
  townshipId: string | null,
  id: string,
  now: Date
): Promise<void> {
  const table = RUNNING[kind]
  const ownPost = sql`${table.postId} in (select p.id from posts p where p.tenant_id = ${tenantId}
    and (${townshipId}::uuid is null or p.township_id = ${townshipId}::uuid))`
  const rows = await db
    .update(table)
    .set({ endedAt: now })
    .where(and(eq(table.tenantId, tenantId), eq(table.id, id), isNull(table.endedAt), ownPost))
    .returning({ id: table.id })
  if (rows.length === 0) throw new AppError('not_found')
}
