import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { type UploadRow, uploads } from './uploads.table.ts'

const one = (tenantId: string, id: string, ownerId: string) =>
  and(eq(uploads.tenantId, tenantId), eq(uploads.id, id), eq(uploads.ownerId, ownerId))

/** Begins an upload, or finds the one of the same content this person began and did not finish. */
export async function beginUpload(db: Db, row: UploadRow): Promise<UploadRow> {
  const [made] = await db
    .insert(uploads)
    .values(row)
    .onConflictDoUpdate({
      target: [uploads.tenantId, uploads.ownerId, uploads.content],
      targetWhere: sql`file_id is null`,
      set: { startedAt: row.startedAt }
    })
    .returning()
  return made!
}

/**
 * How many files a person has begun since then and not finished, and whether this one is among all they
 * began.
 */
export async function openUploads(
  db: Db,
  { tenantId, ownerId, content }: UploadRow,
  since: Date
): Promise<{ open: number; begun: boolean }> {
  const [row] = await db
    .select({
      open: sql<number>`count(*) filter (where ${gt(uploads.startedAt, since)})::int`,
      begun: sql<boolean>`coalesce(bool_or(${eq(uploads.content, content)}), false)`
    })
    .from(uploads)
    .where(and(eq(uploads.tenantId, tenantId), eq(uploads.ownerId, ownerId), sql`${uploads.fileId} is null`))
  return row!
}

/** A person's own upload; another's is not found. */
export async function getUpload(db: Db, tenantId: string, id: string, ownerId: string): Promise<UploadRow> {
  const [row] = await db
    .select()
    .from(uploads)
    .where(one(tenantId, id, ownerId))
  if (!row) throw new AppError('not_found')
  return row
}

/** Notes a part as received, once however often it came. */
export async function noteReceived(
  db: Db,
  { tenantId, id, ownerId }: UploadRow,
  no: number
): Promise<UploadRow> {
  const [row] = await db
    .update(uploads)
    .set({
      received: sql`case when ${no} = any(${uploads.received}) then ${uploads.received} else ${uploads.received} || ${no}::int end`
    })
    .where(one(tenantId, id, ownerId))
    .returning()
  if (!row) throw new AppError('not_found')
  return row
}

/** Locks an upload, so that two who finish it at once make one file. */
export async function lockUpload(tx: Db, { tenantId, id, ownerId }: UploadRow): Promise<UploadRow> {
  const [row] = await tx
    .select()
    .from(uploads)
    .where(one(tenantId, id, ownerId))
    .for('update')
  if (!row) throw new AppError('not_found')
  return row
}

export const setFile = (tx: Db, { tenantId, id, ownerId }: UploadRow, fileId: string) =>
  tx
    .update(uploads)
    .set({ fileId })
    .where(one(tenantId, id, ownerId))

/**
 * Uploads begun before an instant, a batch at a time: their parts go, whole or not; files made of them stay.
 */
export const forgetUploads = (
  db: Db,
  before: Date,
  empty: (upload: Pick<UploadRow, 'tenantId' | 'id' | 'hashes'>) => Promise<void>
): Promise<void> =>
  db.transaction(async (tx) => {
    const gone = await tx
      .delete(uploads)
      .where(
        sql`(${uploads.tenantId}, ${uploads.id}) in (select tenant_id, id from uploads where started_at < ${before.toISOString()}
          order by started_at limit 100)`
      )
      .returning({ tenantId: uploads.tenantId, id: uploads.id, hashes: uploads.hashes })
    await Promise.all(gone.map(empty))
  })
