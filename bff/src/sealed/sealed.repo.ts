import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { currentHolder } from '../officials/officials.repo.ts'
import { postHoldings, posts } from '../officials/officials.table.ts'
import { questions } from '../questions/questions.table.ts'
import { accounts } from '../session/session.table.ts'
import { organisations } from '../tenants/tenants.table.ts'
import type { Seat } from './conflicts.rules.ts'
import { identityOpenings, type OpeningRow, type ReportRow, reports, sealedAccess } from './sealed.table.ts'

/** Of the questions a statement reads: those not sealed, and the sealed ones this post may know of. */
export const visibleTo = (tenantId: string, postId: string): SQL =>
  sql`(not ${questions.confidential} or exists (select from sealed_access s where s.tenant_id = ${tenantId}
    and s.question_id = ${questions.id} and s.post_id = ${postId} and s.known))`

/** Every post of the county with where it sits. */
export const seatsOf = (db: Db, tenantId: string): Promise<Seat[]> =>
  db
    .select({
      id: posts.id,
      role: posts.role,
      orgId: posts.orgId,
      aboveOrgId: organisations.parentId,
      townshipId: posts.townshipId
    })
    .from(posts)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, posts.tenantId), eq(organisations.id, posts.orgId))
    )
    .where(eq(posts.tenantId, tenantId))
    .limit(5000)

export async function findReport(db: Db, tenantId: string, hash: string): Promise<ReportRow | undefined> {
  const [row] = await db
    .select()
    .from(reports)
    .where(and(eq(reports.tenantId, tenantId), eq(reports.receiptHash, hash)))
  return row
}

/** Prepares a report before its matter is asked: the nameless account, the receipt, who may and who must not know. */
export async function prepareReport(
  db: Db,
  report: ReportRow,
  consentVersion: string,
  known: readonly string[],
  excluded: readonly string[]
): Promise<ReportRow> {
  const { tenantId, accountId, questionId, createdAt } = report
  return db.transaction(async (tx) => {
    await tx.insert(accounts).values({ tenantId, id: accountId, consentVersion, createdAt })
    const [fresh] = await tx.insert(reports).values(report).onConflictDoNothing().returning()
    if (!fresh) {
      await tx.delete(accounts).where(and(eq(accounts.tenantId, tenantId), eq(accounts.id, accountId)))
      return (await findReport(tx, tenantId, report.receiptHash))!
    }
    const rows = [
      ...excluded.map((postId) => ({ tenantId, questionId, postId, known: false })),
      ...known.map((postId) => ({ tenantId, questionId, postId, known: true }))
    ]
    if (rows.length) await tx.insert(sealedAccess).values(rows)
    return fresh
  })
}

/** Lets these posts know of a sealed matter; refuses who must never. */
export async function letKnow(
  tx: Db,
  tenantId: string,
  questionId: string,
  postIds: readonly string[]
): Promise<void> {
  const rows = await tx
    .insert(sealedAccess)
    .values(postIds.map((postId) => ({ tenantId, questionId, postId, known: true })))
    .onConflictDoUpdate({
      target: [sealedAccess.tenantId, sealedAccess.questionId, sealedAccess.postId],
      set: { known: sql`${sealedAccess.known}` }
    })
    .returning({ known: sealedAccess.known })
  if (rows.some(({ known }) => !known)) throw new AppError('conflict_of_interest')
}

/** Takes a post off the list of those who know; the handler and the last one stay. */
export async function letForget(tx: Db, tenantId: string, questionId: string, postId: string): Promise<void> {
  const rows = await tx
    .delete(sealedAccess)
    .where(
      and(
        eq(sealedAccess.tenantId, tenantId),
        eq(sealedAccess.questionId, questionId),
        eq(sealedAccess.postId, postId),
        eq(sealedAccess.known, true),
        sql`(select count(*) from sealed_access s where s.tenant_id = ${tenantId} and s.question_id = ${questionId} and s.known) > 1`
      )
    )
    .returning({ postId: sealedAccess.postId })
  if (rows.length === 0) throw new AppError('not_allowed')
}

/** The posts that know of a matter, with who holds them. */
export const knownPosts = (db: Db, tenantId: string, questionId: string) =>
  db
    .select({ postId: posts.id, title: posts.title, name: postHoldings.name })
    .from(sealedAccess)
    .innerJoin(posts, and(eq(posts.tenantId, sealedAccess.tenantId), eq(posts.id, sealedAccess.postId)))
    .leftJoin(postHoldings, currentHolder)
    .where(
      and(
        eq(sealedAccess.tenantId, tenantId),
        eq(sealedAccess.questionId, questionId),
        eq(sealedAccess.known, true)
      )
    )
    .orderBy(asc(posts.position))
    .limit(200)

export async function identityOf(db: Db, tenantId: string, questionId: string): Promise<string | null> {
  const [row] = await db
    .select({ identitySealed: reports.identitySealed })
    .from(reports)
    .where(and(eq(reports.tenantId, tenantId), eq(reports.questionId, questionId)))
  return row?.identitySealed ?? null
}

export const openingsOf = (db: Db, tenantId: string, questionId: string): Promise<OpeningRow[]> =>
  db
    .select()
    .from(identityOpenings)
    .where(and(eq(identityOpenings.tenantId, tenantId), eq(identityOpenings.questionId, questionId)))
    .orderBy(asc(identityOpenings.id))
    .limit(100)

export const requestOpening = async (tx: Db, opening: typeof identityOpenings.$inferInsert): Promise<void> =>
  void (await tx.insert(identityOpenings).values(opening))

/** Agrees to an opening, once. */
export async function approveOpening(
  tx: Db,
  { tenantId, id }: OpeningRow,
  by: { approvedBy: string; approvedByName: string; approvedAt: Date }
): Promise<void> {
  const rows = await tx
    .update(identityOpenings)
    .set(by)
    .where(
      and(
        eq(identityOpenings.tenantId, tenantId),
        eq(identityOpenings.id, id),
        isNull(identityOpenings.approvedAt)
      )
    )
    .returning({ id: identityOpenings.id })
  if (rows.length === 0) throw new AppError('record_changed')
}
