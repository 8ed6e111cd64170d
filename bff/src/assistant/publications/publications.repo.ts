import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { PublicationState } from 'shared/publications.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { gramsOf } from '../../kernel/lib/grams.ts'
import { PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { topics } from '../../platform/officials/officials.table.ts'
import { accounts } from '../../platform/session/session.table.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'
import { type QuestionRow, questions } from '../questions/questions.table.ts'
import { countGrams } from './grams.repo.ts'
import { type PublicationRow, publicationChanges, publications } from './publications.table.ts'

const withMatter = (db: Db) =>
  db
    .select({
      publication: publications,
      question: questions,
      village: organisations.name,
      topic: topics.name,
      asker: accounts.name
    })
    .from(publications)
    .innerJoin(
      questions,
      and(eq(questions.tenantId, publications.tenantId), eq(questions.id, publications.questionId))
    )
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, publications.tenantId), eq(organisations.id, publications.villageId))
    )
    .innerJoin(accounts, and(eq(accounts.tenantId, questions.tenantId), eq(accounts.id, questions.askerId)))
    .leftJoin(topics, and(eq(topics.tenantId, publications.tenantId), eq(topics.id, publications.topicId)))
export type PublicationView = Awaited<ReturnType<typeof getPublication>>

export async function getPublication(db: Db, tenantId: string, id: string) {
  const [row] = await withMatter(db).where(and(eq(publications.tenantId, tenantId), eq(publications.id, id)))
  if (!row) throw new AppError('not_found')
  return row
}

/**
 * What a desk has to do about publishing, newest first: a reviewer's whole township, or what these posts
 * answered.
 */
export function listPublications(
  db: Db,
  tenantId: string,
  scope: { townshipId: string | null | undefined; postIds: readonly string[] },
  state: PublicationState | undefined,
  before: string | undefined
) {
  const { townshipId, postIds } = scope
  return withMatter(db)
    .where(
      and(
        eq(publications.tenantId, tenantId),
        state ? eq(publications.state, state) : undefined,
        townshipId === undefined
          ? sql`${publications.leadPostId} = any(${sql.param(postIds)}::uuid[])`
          : townshipId === null
            ? undefined
            : eq(publications.townshipId, townshipId),
        before ? lt(publications.id, before) : undefined
      )
    )
    .orderBy(desc(publications.id))
    .limit(PAGE_SIZE + 1)
}

/** Writes the asker's consent to the answer as it stands now; whatever was drafted before starts anew. */
export async function saveConsent(
  db: Db,
  question: QuestionRow,
  draft: Pick<PublicationRow, 'draftTitle' | 'questionSpans' | 'answerSpans'>,
  id: string,
  now: Date
): Promise<void> {
  const { tenantId, townshipId, villageId, topicId, leadPostId, body, reply } = question
  const fresh = {
    ...draft,
    townshipId,
    villageId,
    topicId,
    leadPostId,
    originalQuestion: body,
    originalAnswer: reply ?? '',
    state: 'consented' as const,
    note: '',
    draftedBy: null,
    draftedByName: null,
    reason: null,
    consentedAt: now
  }
  const rows = await db
    .insert(publications)
    .values({ tenantId, id, questionId: question.id, ...fresh })
    .onConflictDoUpdate({
      target: [publications.tenantId, publications.questionId],
      set: { ...fresh, version: sql`${publications.version} + 1` },
      setWhere: inArray(publications.state, ['consented', 'review', 'returned', 'withdrawn'])
    })
    .returning({ id: publications.id })
  // What is public was made public by somebody just now: the asker sees it when they look again.
  if (rows.length === 0) throw new AppError('record_changed')
}

export async function findByQuestion(db: Db, tenantId: string, questionId: string) {
  const [row] = await db
    .select()
    .from(publications)
    .where(and(eq(publications.tenantId, tenantId), eq(publications.questionId, questionId)))
  return row
}

const isPublic = (state: PublicationState) => state === 'published' || state === 'changing'

/**
 * Compare-and-set on the version; what readers find the page by goes with it, and what they are told of a
 * change.
 */
export async function changePublication(
  tx: Db,
  before: PublicationRow,
  change: Partial<PublicationRow>,
  told: string | undefined,
  now: Date
): Promise<PublicationRow> {
  const { tenantId, id, version } = before
  const after = { ...before, ...change }
  const old = isPublic(before.state) ? gramsOf(`${before.title} ${before.question}`) : []
  const fresh = isPublic(after.state) ? gramsOf(`${after.title} ${after.question}`) : []
  const [row] = await tx
    .update(publications)
    .set({
      ...change,
      version: version + 1,
      grams: isPublic(after.state) ? sql`array_to_tsvector(${sql.param(fresh)}::text[])` : null
    })
    .where(
      and(eq(publications.tenantId, tenantId), eq(publications.id, id), eq(publications.version, version))
    )
    .returning()
  if (!row) throw new AppError('record_changed')
  if (isPublic(before.state) || isPublic(after.state)) await countGrams(tx, tenantId, old, fresh)
  if (told) {
    await tx
      .insert(publicationChanges)
      .values({ tenantId, publicationId: id, version: row.version, at: now, words: told })
    await tx.execute(sql`
      select graphile_worker.add_job('tellFollowers', json_build_object('tenantId', ${tenantId}::text,
        'publicationId', ${id}::text, 'version', ${row.version}::int), max_attempts := 8)`)
  }
  return row
}
