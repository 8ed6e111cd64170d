import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { inBeijing } from '../../kernel/lib/sql-words.ts'
import { posts, topics } from '../../platform/officials/officials.table.ts'
import { accounts } from '../../platform/session/session.table.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'
import { notices } from '../notices/notices.table.ts'
import { publications } from '../publications/publications.table.ts'
import { questions } from '../questions/questions.table.ts'
import { open311Callers } from './callers.table.ts'
import type { RequestNumber } from './requests.rules.ts'
import { UNSORTED } from './requests.rules.ts'

const MOST = 1000
export type RequestFilter = Readonly<{
  numbers?: readonly RequestNumber[]
  topicIds?: readonly string[]
  from?: Date
  until?: Date
  open?: boolean
  /** Only what was published: all that somebody without a key may see. */
  published?: boolean
}>

/** The topic a question was given, else the one proposed for it, else none yet. */
const service = sql<string>`coalesce(${questions.topicId}::text, ${questions.proposal} ->> 'topicId', ${UNSORTED.id})`

/** Those of these numbers whose year is the one they were asked in, in Beijing. */
const numbered = (numbers: readonly RequestNumber[]) =>
  numbers.length === 0
    ? sql`false`
    : and(
        inArray(
          questions.no,
          numbers.map(({ no }) => no)
        ),
        inArray(
          sql`(extract(year from ${inBeijing(questions.askedAt)})::int, ${questions.no})`,
          numbers.map(({ year, no }) => sql`(${year}::int, ${no}::bigint)`)
        )
      )

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
    numbers ? numbered(numbers) : undefined,
    topicIds ? inArray(service, [...topicIds]) : undefined,
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
      service,
      topic: topics.name,
      mediaUrl: open311Callers.mediaUrl,
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
    .leftJoin(topics, and(eq(topics.tenantId, questions.tenantId), sql`${topics.id}::text = ${service}`))
    .leftJoin(
      open311Callers,
      and(eq(open311Callers.tenantId, questions.tenantId), eq(open311Callers.accountId, questions.askerId))
    )
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

/**
 * Whoever rang another system: an account of their own, so that answers reach their phone; once, however
 * often it is sent.
 */
export const addCaller = (
  db: Db,
  caller: typeof open311Callers.$inferInsert,
  account: typeof accounts.$inferInsert
): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.insert(accounts).values(account).onConflictDoNothing()
    await tx.insert(open311Callers).values(caller).onConflictDoNothing()
  })

export const hasCaller = async (db: Db, tenantId: string, accountId: string): Promise<boolean> =>
  (await db.$count(
    open311Callers,
    and(eq(open311Callers.tenantId, tenantId), eq(open311Callers.accountId, accountId))
  )) > 0
