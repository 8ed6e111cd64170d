import { and, asc, eq } from 'drizzle-orm'
import type { ReplyTemplate } from 'shared/replies.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { replyTemplates } from './templates.table.ts'

const MOST = 100
const view = {
  id: replyTemplates.id,
  name: replyTemplates.name,
  text: replyTemplates.text,
  topicId: replyTemplates.topicId,
  active: replyTemplates.active,
  version: replyTemplates.version
}

/** A county's reply templates by name, those put away included. */
export const listTemplates = (db: Db, tenantId: string): Promise<ReplyTemplate[]> =>
  db
    .select(view)
    .from(replyTemplates)
    .where(eq(replyTemplates.tenantId, tenantId))
    .orderBy(asc(replyTemplates.name))
    .limit(MOST)

export async function addTemplate(
  db: Db,
  template: typeof replyTemplates.$inferInsert
): Promise<ReplyTemplate> {
  const { tenantId } = template
  if ((await db.$count(replyTemplates, eq(replyTemplates.tenantId, tenantId))) >= MOST)
    throw new AppError('too_many')
  const [row] = await db.insert(replyTemplates).values(template).onConflictDoNothing().returning(view)
  if (!row) throw new AppError('name_taken')
  return row
}

/** Changes a template that is still as its editor read it. */
export async function changeTemplate(
  db: Db,
  template: ReplyTemplate & { tenantId: string }
): Promise<ReplyTemplate> {
  const { tenantId, id, version, ...change } = template
  const [row] = await db
    .update(replyTemplates)
    .set({ ...change, version: version + 1 })
    .where(
      and(
        eq(replyTemplates.tenantId, tenantId),
        eq(replyTemplates.id, id),
        eq(replyTemplates.version, version)
      )
    )
    .returning(view)
  if (!row) throw new AppError('record_changed')
  return row
}
