import { and, asc, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { ActorPost } from '../../kernel/lib/actor.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { cursorParts, PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { currentHolder } from '../../platform/officials/officials.repo.ts'
import { postHoldings, posts } from '../../platform/officials/officials.table.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'
import { visibleTo } from '../sealed/sealed.repo.ts'
import { questions } from './questions.table.ts'

/** The rows of every list: a question and the names shown beside it. */
export const lines = (db: Db) =>
  db
    .select({
      question: questions,
      village: organisations.name,
      handler: postHoldings.name,
      handlerPost: posts.title
    })
    .from(questions)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, questions.tenantId), eq(organisations.id, questions.villageId))
    )
    .leftJoin(posts, and(eq(posts.tenantId, questions.tenantId), eq(posts.id, questions.leadPostId)))
    .leftJoin(postHoldings, currentHolder)
export type LineRow = Awaited<ReturnType<ReturnType<typeof mineReader>>>[number]

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** What I asked, newest first: prepared, one round trip, by index. */
export function mineReader(db: Db) {
  const prepared = lines(db)
    .where(
      and(
        eq(questions.tenantId, sql.placeholder('tenantId')),
        eq(questions.askerId, sql.placeholder('accountId')),
        lt(questions.id, sql.placeholder('before'))
      )
    )
    .orderBy(desc(questions.id))
    .limit(PAGE_SIZE + 1)
    .prepare('questions_mine')
  return (tenantId: string, accountId: string, before: string = LAST) =>
    prepared.execute({ tenantId, accountId, before })
}

/** Open matters that `which` picks for these posts, due first. */
const dueFirst =
  (which: (postIds: SQL) => SQL) =>
  (db: Db, tenantId: string, postIds: readonly string[], ownPostId: string, after: string | undefined) => {
    const [due, id] = cursorParts(after, 2)
    return lines(db)
      .where(
        and(
          eq(questions.tenantId, tenantId),
          which(sql`${sql.param(postIds)}::uuid[]`),
          sql`${questions.status} in ('dispatched', 'accepted', 'waiting', 'deliberating')`,
          visibleTo(tenantId, ownPostId),
          due ? sql`(${questions.dueAt}, ${questions.id}) > (${due}::timestamptz, ${id}::uuid)` : undefined
        )
      )
      .orderBy(asc(questions.dueAt), asc(questions.id))
      .limit(PAGE_SIZE + 1)
  }

/** What these posts have to do; what waits for the citizen comes after what runs. */
export const worklist = dueFirst((postIds) => sql`${questions.leadPostId} = any(${postIds})`)

/** What these posts assist with. */
export const assisting = dueFirst((postIds) => sql`${questions.assistPostIds} && ${postIds}`)

const inTownship = (townshipId: string | null): SQL | undefined =>
  townshipId === null ? undefined : eq(questions.townshipId, townshipId)

const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * A desk's queue, oldest first. `which` is text, not parameters: a generic plan cannot match a parameter with
 * the condition of a partial index.
 */
const queue =
  (which: SQL) =>
  (db: Db, tenantId: string, { townshipId, id }: ActorPost, after = FIRST) =>
    lines(db)
      .where(
        and(
          eq(questions.tenantId, tenantId),
          inTownship(townshipId),
          which,
          visibleTo(tenantId, id),
          sql`${questions.id} > ${after}::uuid`
        )
      )
      .orderBy(asc(questions.id))
      .limit(PAGE_SIZE + 1)

/** What waits for the clerk. */
export const triageList = queue(sql`${questions.status} = 'received'`)

/** Notices to endorse, wishes to decide, disputes to settle. */
export const WAITS_FOR_LEADER = sql`(${questions.needsEndorsement} or ${questions.pending} is not null or ${questions.status} = 'returned')
  and ${questions.status} in ('received', 'dispatched', 'accepted', 'waiting', 'returned', 'deliberating', 'answered')`

/** What waits for a leader. */
export const leaderList = queue(WAITS_FOR_LEADER)
