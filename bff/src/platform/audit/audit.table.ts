import { sql } from 'drizzle-orm'
import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'

/**
 * Every change and every look at sealed data. Rows come in with the change they record, unchained, so that no
 * writer waits for another; the sealer then gives them their place and hash.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    tenantId: tenantId(),
    id: id(),
    at: instant().notNull(),
    actorId: uuid(),
    act: text().notNull(),
    subject: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull(),
    position: bigint({ mode: 'number' }),
    hash: text()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('audit_unsealed').on(t.tenantId, t.id).where(sql`position is null`),
    index('audit_sealed').on(t.tenantId, t.position)
  ]
)

/** The end of each county's chain; its row lock lets one sealer work at a time. */
export const auditHeads = pgTable(
  'audit_chain_heads',
  {
    tenantId: tenantId(),
    position: bigint({ mode: 'number' }).notNull(),
    hash: text().notNull(),
    sealedBatches: integer().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId] })]
)
/** The head of a county's chain as it was first on a day: public, and kept elsewhere by the operator. */
export const auditAnchors = pgTable(
  'audit_anchors',
  {
    tenantId: tenantId(),
    day: date().notNull(),
    position: bigint({ mode: 'number' }).notNull(),
    hash: text().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.day] })]
)
export type AuditRow = typeof auditEntries.$inferSelect
