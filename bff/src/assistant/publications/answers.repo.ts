import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { monthAfter, startOfMonth } from 'shared/rules/beijing.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { gramsOf } from '../../kernel/lib/grams.ts'
import { containing } from '../../kernel/lib/like.ts'
import { cursorParts, PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { topics } from '../../platform/officials/officials.table.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'
import { questions } from '../questions/questions.table.ts'
import { publicationChanges, publicationFollows, publications } from './publications.table.ts'

const isPublic = sql`${publications.state} in ('published', 'changing')`
const view = {
  id: publications.id,
  title: sql<string>`${publications.title}`,
  question: sql<string>`${publications.question}`,
  beginning: sql<string>`left(${publications.answer}, 80)`,
  topic: topics.name,
  village: organisations.name,
  publishedAt: sql<Date>`${publications.publishedAt}`.mapWith(publications.publishedAt),
  followers: sql<number>`(select count(*)::int from ${publicationFollows} f where f.tenant_id = ${publications.tenantId}
    and f.publication_id = ${publications.id})`
}

const answers = <T extends object>(db: Db, more: T) =>
  db
    .select({ ...view, ...more })
    .from(publications)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, publications.tenantId), eq(organisations.id, publications.villageId))
    )
    .leftJoin(topics, and(eq(topics.tenantId, publications.tenantId), eq(topics.id, publications.topicId)))

export type AnswerFilter = Readonly<{ topicId?: string; villageId?: string; month?: string; q?: string }>

/** Words are found by their pairs of characters, one character by itself in title and question. */
function holdsWords(q: string | undefined): SQL | undefined {
  const words = q?.trim()
  if (!words) return undefined
  const grams = gramsOf(words)
  if (grams.length)
    return and(
      ...grams.map((gram) => sql`${publications.grams} @@ ${`'${gram.replaceAll("'", "''")}'`}::tsquery`)
    )
  const like = containing(words)
  return sql`(${publications.title} like ${like} or ${publications.question} like ${like})`
}

const inMonth = (month: string | undefined) =>
  month
    ? sql`${publications.publishedAt} >= ${startOfMonth(month).toISOString()}::timestamptz
        and ${publications.publishedAt} < ${startOfMonth(monthAfter(month)).toISOString()}::timestamptz`
    : undefined

/** Published answers, newest first. */
export function listAnswers(
  db: Db,
  tenantId: string,
  { topicId, villageId, month, q }: AnswerFilter,
  before: string | undefined
) {
  const [at, id] = cursorParts(before, 2)
  return answers(db, {})
    .where(
      and(
        eq(publications.tenantId, tenantId),
        isPublic,
        topicId ? eq(publications.topicId, topicId) : undefined,
        villageId ? eq(publications.villageId, villageId) : undefined,
        inMonth(month),
        holdsWords(q),
        at
          ? sql`(${publications.publishedAt}, ${publications.id}) < (${at}::timestamptz, ${id}::uuid)`
          : undefined
      )
    )
    .orderBy(desc(publications.publishedAt), desc(publications.id))
    .limit(PAGE_SIZE + 1)
}

/**
 * One published answer with who gave it and what was corrected since; 404 for what is not, or no longer,
 * public.
 */
export async function getAnswer(db: Db, tenantId: string, id: string) {
  const [row] = await answers(db, {
    answer: sql<string>`${publications.answer}`,
    askedAt: questions.askedAt,
    answeredAt: questions.answeredAt,
    answeredBy: sql<string>`coalesce(${publications.answeredBy}, '')`
  })
    .innerJoin(
      questions,
      and(eq(questions.tenantId, publications.tenantId), eq(questions.id, publications.questionId))
    )
    .where(and(eq(publications.tenantId, tenantId), eq(publications.id, id), isPublic))
  if (!row) throw new AppError('not_found')
  const corrections = await db
    .select({ at: publicationChanges.at, words: publicationChanges.words })
    .from(publicationChanges)
    .where(and(eq(publicationChanges.tenantId, tenantId), eq(publicationChanges.publicationId, id)))
    .orderBy(asc(publicationChanges.version))
    .limit(100)
  return { ...row, corrections }
}

/** Lines of these answers, in the order given. */
export async function answersById(db: Db, tenantId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await answers(db, {})
    .where(and(eq(publications.tenantId, tenantId), isPublic, inArray(publications.id, [...ids])))
    .limit(ids.length)
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

export async function isFollowing(db: Db, tenantId: string, id: string, accountId: string): Promise<boolean> {
  const mine = and(
    eq(publicationFollows.tenantId, tenantId),
    eq(publicationFollows.publicationId, id),
    eq(publicationFollows.accountId, accountId)
  )
  return (await db.$count(publicationFollows, mine)) > 0
}

/** Following twice is following once, and so is leaving. */
export async function follow(
  db: Db,
  tenantId: string,
  publicationId: string,
  accountId: string,
  on: boolean,
  at: Date
) {
  if (on)
    await db
      .insert(publicationFollows)
      .values({ tenantId, publicationId, accountId, at })
      .onConflictDoNothing()
  else
    await db
      .delete(publicationFollows)
      .where(
        and(
          eq(publicationFollows.tenantId, tenantId),
          eq(publicationFollows.publicationId, publicationId),
          eq(publicationFollows.accountId, accountId)
        )
      )
}
