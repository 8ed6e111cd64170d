import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { currentHolder } from '../../platform/officials/officials.repo.ts'
import { postHoldings, posts } from '../../platform/officials/officials.table.ts'
import { accounts } from '../../platform/session/session.table.ts'
import { questions } from '../questions/questions.table.ts'
import type { Seat } from './conflicts.rules.ts'
import { identityOpenings, type OpeningRow, type ReportRow, reports, sealedAccess } from './sealed.table.ts'

/**
 * Posts that may know of a sealed matter now: on its list, and held by nobody who also holds a post that
 * never may. `questionId` is a value or a column.
 */
const knownNow = (tenantId: string | SQL, questionId: string | SQL): SQL => sql`
  select s.post_id from sealed_access s where s.tenant_id = ${tenantId} and s.question_id = ${questionId} and s.known
    and not exists (select from post_holdings me
      join post_holdings other on other.tenant_id = me.tenant_id and other.account_id = me.account_id and other.until is null
      join sealed_access barred on barred.tenant_id = me.tenant_id and barred.post_id = other.post_id
        and barred.question_id = s.question_id and not barred.known
      where me.tenant_id = s.tenant_id and me.post_id = s.post_id and me.until is null)`

/** Of the questions a statement reads: those not sealed, and the sealed ones this post may know of. */
export const visibleTo = (tenantId: string, postId: string): SQL =>
  sql`(not ${questions.confidential} or ${postId}::uuid in (${knownNow(tenantId, sql`${questions.id}`)}))`

/** The posts that may know of the question a statement reads; none for one that is not sealed. */
export const needToKnow = sql<string[]>`case when ${questions.confidential}
  then array(${knownNow(sql`${questions.tenantId}`, sql`${questions.id}`)}) else '{}' end`

/** Every post of the county with who holds it and what it sits in. */
export const seatsOf = async (db: Db, tenantId: string): Promise<Seat[]> =>
  await db.execute<Seat>(sql`
    with recursive lines as (
      select id, id as org_id, parent_id, 0 as depth from organisations where tenant_id = ${tenantId}
      union all
      select lines.id, o.id, o.parent_id, depth + 1 from lines join organisations o on o.tenant_id = ${tenantId} and o.id = lines.parent_id
    )
    select p.id, p.role, p.township_id as "townshipId", h.account_id as "holderId",
      (select array_agg(l.org_id order by l.depth) from lines l where l.id = p.org_id) as line
    from posts p left join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    where p.tenant_id = ${tenantId}`)

export async function findReport(db: Db, tenantId: string, hash: string): Promise<ReportRow | undefined> {
  const [row] = await db
    .select()
    .from(reports)
    .where(and(eq(reports.tenantId, tenantId), eq(reports.receiptHash, hash)))
  return row
}

/**
 * Prepares a report before its matter is asked: the nameless account, the receipt, who may and who must not
 * know.
 */
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
export async function grantAccess(
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

/** Takes posts off the list of those who know, whoever they are. */
export const revokeAccess = (tx: Db, tenantId: string, questionId: string, postIds: readonly string[]) =>
  tx
    .delete(sealedAccess)
    .where(
      and(
        eq(sealedAccess.tenantId, tenantId),
        eq(sealedAccess.questionId, questionId),
        inArray(sealedAccess.postId, [...postIds]),
        eq(sealedAccess.known, true)
      )
    )

/**
 * Takes a post off the list under the matter's lock: its handler stays, and so does the last clerk in office.
 */
export async function letForget(tx: Db, tenantId: string, questionId: string, postId: string): Promise<void> {
  const [question] = await tx
    .select({ leadPostId: questions.leadPostId })
    .from(questions)
    .where(and(eq(questions.tenantId, tenantId), eq(questions.id, questionId)))
    .for('update')
  await revokeAccess(tx, tenantId, questionId, [postId])
  const left = await knownPosts(tx, tenantId, questionId)
  const clerkLeft = left.some(({ role, name }) => role === 'intakeClerk' && name !== null)
  if (question?.leadPostId === postId || !clerkLeft) throw new AppError('not_allowed')
}

/** The posts that may know of a matter now, with who holds them. */
export const knownPosts = (db: Db, tenantId: string, questionId: string) =>
  db
    .select({ postId: posts.id, role: posts.role, title: posts.title, name: postHoldings.name })
    .from(posts)
    .leftJoin(postHoldings, currentHolder)
    .where(and(eq(posts.tenantId, tenantId), sql`${posts.id} in (${knownNow(tenantId, questionId)})`))
    .orderBy(asc(posts.position))
    .limit(200)

/**
 * Does a nameless reporter stand behind this matter? What was sealed before there were receipts has a real
 * asker.
 */
export const isNameless = async (db: Db, tenantId: string, questionId: string): Promise<boolean> =>
  (await db.$count(reports, and(eq(reports.tenantId, tenantId), eq(reports.questionId, questionId)))) > 0

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
