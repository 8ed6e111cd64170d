import { pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'

/** Another system with a key; the key itself is kept as a hash. */
export const apiClients = pgTable(
  'api_clients',
  {
    tenantId: tenantId(),
    id: id(),
    name: text().notNull(),
    keyHash: text().notNull(),
    createdAt: instant().notNull(),
    revokedAt: instant()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex().on(t.tenantId, t.keyHash)]
)
