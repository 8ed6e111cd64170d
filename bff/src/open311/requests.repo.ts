import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'
import { notices } from '../notices/notices.table.ts'
import { posts, topics } from '../officials/officials.table.ts'
import { publications } from '../publications/publications.table.ts'
import { questions } from '../questions/questions.table.ts'
import { accounts } from '../session/session.table.ts'
import { organisations } from '../tenants/tenants.table.ts'

const MOST = 1000
export type RequestFilter = Readonly<{
  numbers?: readonly number[]
  topicIds?: readonly string[]
  from?: Date
  until?: Date
  open?: boolean
  /** Only what was published: all that somebody without a key may see. */
  published?: boolean
}>

/** Questions as the standard shows them: never a sealed one, and words only where they were published. */
export function listRequests(
  db: Db,
  tenantId: string,
  { numbers, topicIds, from, until, open, published }: RequestFilter
) {
  const isOpen = sql`${questions.answeredAt} is null and ${questions.closedAt} is null`
  const where: (SQL | undefined)[] = [
    eq(questions.tenantId, tenantId),
    eq(questions.confidential, false),
    published ? sql`${publications.state} in ('published', 'changing')` : undefined,
    numbers ? inArray(questions.no, [...numbers]) : undefined,
    topicIds ? inArray(questions.topicId, [...topicIds]) : undefined,
    from ? sql`${questions.askedAt} >= ${from.toISOString()}` : undefined,
    until ? sql`${questions.askedAt} <= ${until.toISOString()}` : undefined,
    open === undefined ? undefined : open ? isOpen : sql`not (${isOpen})`
  ]
  const unit = sql<
    string | null
  >`(select u.name from organisations u where u.tenant_id = ${posts.tenantId} and u.id = ${posts.orgId})`
  return db
    .select({
      question: questions,
      village: organisations.name,
      topic: topics.name,
      unit,
      notice: { year: notices.year, number: notices.number, sealed: notices.sealed },
      shown: sql<
        string | null
      >`case when ${publications.state} in ('published', 'changing') then ${publications.question} end`,
      updatedAt: sql<string>`coalesce((select max(e.at) from question_events e where e.tenant_id = ${questions.tenantId}
        and e.question_id = ${questions.id}), ${questions.askedAt})`
    })
    .from(questions)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, questions.tenantId), eq(organisations.id, questions.villageId))
    )
    .leftJoin(topics, and(eq(topics.tenantId, questions.tenantId), eq(topics.id, questions.topicId)))
    .leftJoin(posts, and(eq(posts.tenantId, questions.tenantId), eq(posts.id, questions.leadPostId)))
    .leftJoin(notices, and(eq(notices.tenantId, questions.tenantId), eq(notices.id, questions.noticeId)))
    .leftJoin(
      publications,
      and(eq(publications.tenantId, questions.tenantId), eq(publications.questionId, questions.id))
    )
    .where(and(...where))
    .orderBy(desc(questions.id))
    .limit(MOST)
}
export type RequestRow = Awaited<ReturnType<typeof listRequests>>[number]

/** Whoever rang another system: an account of his own, so that answers reach his phone. */
export const addCaller = async (db: Db, account: typeof accounts.$inferInsert): Promise<void> =>
  void (await db.insert(accounts).values(account))
