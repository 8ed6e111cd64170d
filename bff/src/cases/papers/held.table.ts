import { date, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { cases } from '../core/cases.table.ts'

/**
 * A paper somebody gave that was found good: it need not be given again while it is valid. Found by their
 * number's keyed hash, which anybody may type: at home only the account that gave it may use it, at the
 * window who shows their identity card.
 */
export const heldPapers = pgTable(
  'held_papers',
  {
    tenantId: tenantId(),
    id: id(),
    idKey: text().notNull(),
    accountId: uuid(),
    name: text().notNull(),
    fileIds: uuid().array().notNull(),
    trust: text().$type<'A' | 'B' | 'C' | 'D'>().notNull(),
    caseId: uuid().notNull(),
    fromItem: text().notNull(),
    validUntil: date({ mode: 'string' }).notNull(),
    keptAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    unique('held_papers_newest').on(t.tenantId, t.idKey, t.name, t.accountId).nullsNotDistinct(),
    index('held_papers_over').on(t.validUntil)
  ]
)
export type HeldRow = typeof heldPapers.$inferSelect
