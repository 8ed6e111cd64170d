import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { accounts } from '../session/session.table.ts'

/**
 * A file that arrives in parts. `fileId` once it is whole; until then the same parts of the same person are
 * one upload.
 */
export const uploads = pgTable(
  'uploads',
  {
    tenantId: tenantId(),
    id: id(),
    ownerId: uuid().notNull(),
    /** Of all hashes together: what makes two uploads the same. */
    content: text().notNull(),
    bytes: integer().notNull(),
    hashes: text().array().notNull(),
    received: integer().array().notNull(),
    fileId: uuid(),
    startedAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [accounts.tenantId, accounts.id] }),
    uniqueIndex('uploads_once').on(t.tenantId, t.ownerId, t.content).where(sql`file_id is null`),
    index('uploads_started').on(t.startedAt)
  ]
)
export type UploadRow = typeof uploads.$inferSelect
