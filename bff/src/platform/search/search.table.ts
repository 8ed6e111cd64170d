import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, tenantId } from '../../kernel/lib/columns.ts'

/** Words that mean the same, with the local ones. */
export const synonyms = pgTable(
  'synonyms',
  {
    tenantId: tenantId(),
    id: id(),
    words: text().array().notNull(),
    version: integer().notNull().default(1)
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })]
)
