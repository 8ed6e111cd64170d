import { foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../lib/columns.ts'
import { accounts } from '../session/session.table.ts'

/** An upload belongs to nobody's matter until an event names it. */
export const files = pgTable(
  'files',
  {
    tenantId: tenantId(),
    id: id(),
    ownerId: uuid().notNull(),
    questionId: uuid(),
    mime: text().notNull(),
    bytes: integer().notNull(),
    check: text().$type<'pending' | 'pass' | 'review' | 'risky'>().notNull(),
    checkTrace: text(),
    createdAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [accounts.tenantId, accounts.id] })
  ]
)
export type FileRow = typeof files.$inferSelect
