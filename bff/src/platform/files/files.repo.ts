import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { ENDLESS, fillOutbox } from '../jobs/outbox.repo.ts'
import { type FileRow, files } from './files.table.ts'

export const insertFile = async (db: Db, file: typeof files.$inferInsert): Promise<void> =>
  void (await db.insert(files).values(file))

/** Gives pictures nobody was asked about yet their checks. */
export const enqueueChecks = (db: Db) =>
  fillOutbox(db, {
    task: 'checkImage',
    waiting: (jobless) => sql`select id, created_at as since from files f
      where f.tenant_id = l.tenant_id and "check" = 'pending' and check_trace is null and ${jobless(sql`f.id`)} order by created_at`,
    payload: sql`json_build_object('tenantId', tenant_id, 'fileId', id)`,
    tries: ENDLESS
  })

export async function getFile(db: Db, tenantId: string, id: string): Promise<FileRow> {
  const [row] = await db
    .select()
    .from(files)
    .where(and(eq(files.tenantId, tenantId), eq(files.id, id)))
  if (!row) throw new AppError('not_found')
  return row
}

export async function setCheck(
  db: Db,
  tenantId: string,
  id: string,
  change: Partial<Pick<FileRow, 'check' | 'checkTrace'>>
): Promise<void> {
  await db
    .update(files)
    .set(change)
    .where(and(eq(files.tenantId, tenantId), eq(files.id, id)))
}

/** The verdict WeChat pushed for a trace; false when no picture waits under it (yet). */
export async function setVerdict(
  db: Db,
  tenantId: string,
  trace: string,
  check: FileRow['check']
): Promise<boolean> {
  const rows = await db
    .update(files)
    // The first verdict stays, and "risky" comes through after we gave up waiting.
    .set({
      check: sql`case when ${files.check} = 'pending' or ${check} = 'risky' then ${check} else ${files.check} end`
    })
    .where(and(eq(files.tenantId, tenantId), eq(files.checkTrace, trace)))
    .returning({ id: files.id })
  return rows.length > 0
}

/**
 * Takes up somebody's own uploads for a matter, all or none; what another matter has is not theirs to give.
 */
export async function claimFiles(
  tx: Db,
  tenantId: string,
  fileIds: readonly string[],
  ownerId: string,
  matter: { questionId: string } | { caseId: string } | { meetingId: string }
): Promise<void> {
  if (fileIds.length === 0) return
  const mine = await tx
    .update(files)
    .set(matter)
    .where(
      and(
        eq(files.tenantId, tenantId),
        inArray(files.id, [...fileIds]),
        eq(files.ownerId, ownerId),
        isNull(files.questionId),
        isNull(files.caseId),
        isNull(files.meetingId)
      )
    )
    .returning({ id: files.id })
  if (mine.length !== new Set(fileIds).size) throw new AppError('photos_gone')
}

/** Some files with what the content check says of them. */
export const filesById = (db: Db, tenantId: string, ids: readonly string[]) =>
  db
    .select({ id: files.id, mime: files.mime, check: files.check })
    .from(files)
    .where(and(eq(files.tenantId, tenantId), inArray(files.id, [...ids])))
    .limit(1000)

/** The pictures of meetings. */
export const filesOfMeetings = (db: Db, tenantId: string, meetingIds: readonly string[]) =>
  db
    .select({ id: files.id, mime: files.mime, check: files.check, meetingId: files.meetingId })
    .from(files)
    .where(and(eq(files.tenantId, tenantId), inArray(files.meetingId, [...meetingIds])))
    .limit(500)

/** The files of a question, whichever step brought them. */
export const filesOf = (db: Db, tenantId: string, questionId: string) =>
  db
    .select({ id: files.id, mime: files.mime, check: files.check })
    .from(files)
    .where(and(eq(files.tenantId, tenantId), eq(files.questionId, questionId)))
    .limit(500)

/**
 * Forgets uploads that no question or case took up, a batch at a time: `empty` takes the bytes away while the
 * rows are held, so that neither can one be taken up meanwhile nor bytes stay behind without a row.
 */
export const forgetOrphans = (
  db: Db,
  before: Date,
  empty: (file: { tenantId: string; id: string }) => Promise<void>
): Promise<void> =>
  db.transaction(async (tx) => {
    const orphan = sql`question_id is null and case_id is null and meeting_id is null and created_at < ${before.toISOString()}`
    const gone = await tx
      .delete(files)
      .where(
        sql`(${files.tenantId}, ${files.id}) in (select tenant_id, id from files where ${orphan} order by created_at limit 100)
          and ${orphan}`
      )
      .returning({ tenantId: files.tenantId, id: files.id })
    await Promise.all(gone.map(empty))
  })

/** Pictures WeChat has said nothing of in time go to a person's eye. */
export const giveUpChecks = (db: Db, before: Date) =>
  db
    .update(files)
    .set({ check: 'review' })
    .where(sql`${files.check} = 'pending' and ${files.createdAt} < ${before.toISOString()}`)
