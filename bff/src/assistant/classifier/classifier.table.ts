import { customType, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { instant, tenantId } from '../../kernel/lib/columns.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** What a county's clerks taught: the newest model, packed. */
export const topicModels = pgTable(
  'topic_models',
  {
    tenantId: tenantId(),
    trainedAt: instant().notNull(),
    rows: integer().notNull(),
    packed: bytea().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId] })]
)
