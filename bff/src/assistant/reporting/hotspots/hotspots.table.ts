import { jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantId } from '../../../kernel/lib/columns.ts'
import type { Hotspot } from './report.rules.ts'

/** What a township (or, under the county's own id, the whole county) was asked most, as last reckoned. */
export const hotLists = pgTable(
  'hot_lists',
  {
    tenantId: tenantId(),
    scopeId: uuid().notNull(),
    madeAt: instant().notNull(),
    items: jsonb().$type<Hotspot[]>().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.scopeId] })]
)
