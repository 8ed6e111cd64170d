import { foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { tenantId } from '../../kernel/lib/columns.ts'
import { accounts } from '../../platform/session/session.table.ts'

/**
 * Somebody another system rang for: which system, and the picture it has of the matter; we never fetch it.
 */
export const open311Callers = pgTable(
  'open311_callers',
  {
    tenantId: tenantId(),
    accountId: uuid().notNull(),
    clientId: uuid().notNull(),
    mediaUrl: text()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.accountId] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] })
  ]
)
