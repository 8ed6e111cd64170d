import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { type FileRow, files } from './files.table.ts'

/** A picture's check is enqueued with its row, so that none goes unseen. */
export async function insertFile(db: Db, file: typeof files.$inferInsert): Promise<void> {
  const { tenantId, id, check } = file
  await db.transaction(async (tx) => {
    await tx.insert(files).values(file)
    if (check === 'pending')
      await tx.execute(sql`
        select graphile_worker.add_job('checkImage', json_build_object('tenantId', ${tenantId}::text, 'fileId', ${id}::text),
          max_attempts := 8)`)
  })
}

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

/** The verdict WeChat pushed for a trace. Unknown traces are another's. */
export async function setVerdict(
  db: Db,
  tenantId: string,
  trace: string,
  check: FileRow['check']
): Promise<void> {
  await db
    .update(files)
    .set({ check })
    .where(and(eq(files.tenantId, tenantId), eq(files.checkTrace, trace)))
}
