import { boolean, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, tenantId } from '../../kernel/lib/columns.ts'

/** A beginning for a reply, with blanks the official fills. */
export const replyTemplates = pgTable(
  'reply_templates',
  {
    tenantId: tenantId(),
    id: id(),
    name: text().notNull(),
    text: text().notNull(),
    topicId: uuid(),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1)
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex().on(t.tenantId, t.name)]
)
