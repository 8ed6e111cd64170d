import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { beijingYear } from 'shared/rules/beijing.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { newCode } from '../../kernel/lib/printed-codes.rules.ts'
import { noticeCounters, notices, noticeVersions } from './notices.table.ts'

export type NoticeText = Readonly<{
  content: string
  limit: string
  dueAt: Date
  lead: string
  assist: string[]
  change: string
}>

/** `问字〔2026〕第46号`; sealed matters have a series of their own, `问密字`. */
export const noticeNo = ({
  year,
  number,
  sealed
}: {
  year: number
  number: number
  sealed: boolean
}): string => `${sealed ? '问密字' : '问字'}〔${year}〕第${number}号`

/**
 * Issues a question's notice with the next number of the year; the counter's row lock keeps the series
 * gapless.
 */
export async function issueNotice(
  db: Db,
  tenantId: string,
  { id: questionId, confidential: sealed }: { id: string; confidential: boolean },
  id: string,
  text: NoticeText,
  now: Date
): Promise<void> {
  const year = beijingYear(now)
  const [counter] = await db
    .insert(noticeCounters)
    .values({ tenantId, year, sealed, last: 1 })
    .onConflictDoUpdate({
      target: [noticeCounters.tenantId, noticeCounters.year, noticeCounters.sealed],
      set: { last: sql`${noticeCounters.last} + 1` }
    })
    .returning({ number: noticeCounters.last })
  await db
    .insert(notices)
    .values({ tenantId, id, questionId, year, sealed, number: counter!.number, issuedAt: now })
  await db
    .insert(noticeVersions)
    .values({ tenantId, noticeId: id, version: 1, code: newCode(), issuedAt: now, ...text })
}

/** A new version under the same number; earlier ones stay as they were. */
export async function reissueNotice(
  db: Db,
  tenantId: string,
  noticeId: string,
  text: NoticeText,
  now: Date
): Promise<void> {
  const [last] = await db
    .select({ version: noticeVersions.version })
    .from(noticeVersions)
    .where(and(eq(noticeVersions.tenantId, tenantId), eq(noticeVersions.noticeId, noticeId)))
    .orderBy(desc(noticeVersions.version))
    .limit(1)
  await db.insert(noticeVersions).values({
    tenantId,
    noticeId,
    version: (last?.version ?? 0) + 1,
    code: newCode(),
    issuedAt: now,
    ...text
  })
}

export async function getNotice(db: Db, tenantId: string, id: string) {
  const [notice] = await db
    .select()
    .from(notices)
    .where(and(eq(notices.tenantId, tenantId), eq(notices.id, id)))
  if (!notice) throw new AppError('not_found')
  const versions = await db
    .select()
    .from(noticeVersions)
    .where(and(eq(noticeVersions.tenantId, tenantId), eq(noticeVersions.noticeId, id)))
    .orderBy(asc(noticeVersions.version))
    .limit(100)
  return { ...notice, versions }
}

/** Which version a printed code belongs to. */
export async function findVersion(db: Db, tenantId: string, code: string) {
  const [row] = await db
    .select({ noticeId: noticeVersions.noticeId, version: noticeVersions.version })
    .from(noticeVersions)
    .where(and(eq(noticeVersions.tenantId, tenantId), eq(noticeVersions.code, code)))
  if (!row) throw new AppError('not_found')
  return row
}
