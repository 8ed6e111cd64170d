import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import type { BagAction } from 'shared/bags.ts'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { cases } from '../core/cases.table.ts'

/** The bag of a case's papers: at one place, or on its way to another that has not signed for it. */
export const bags = pgTable(
  'bags',
  {
    tenantId: tenantId(),
    caseId: uuid().notNull(),
    code: text().notNull(),
    version: integer().notNull().default(1),
    placeId: uuid().notNull(),
    holder: text().notNull(),
    awaitingId: uuid(),
    handedAt: instant(),
    /** How often both sides were asked where it is. */
    asked: smallint().notNull().default(0),
    openedAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    uniqueIndex('bags_code').on(t.tenantId, t.code)
  ]
)

/** Append-only: each hand it went through, with the signature given for it. */
export const bagMoves = pgTable(
  'bag_moves',
  {
    tenantId: tenantId(),
    caseId: uuid().notNull(),
    id: id(),
    version: integer().notNull(),
    at: instant().notNull(),
    action: text().$type<BagAction | 'open' | 'ask'>().notNull(),
    actorId: uuid(),
    who: text().notNull(),
    words: text().notNull(),
    strokes: jsonb().$type<number[][]>()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [bags.tenantId, bags.caseId] }),
    index('bag_moves_of').on(t.tenantId, t.caseId, t.version)
  ]
)

export type BagRow = typeof bags.$inferSelect
export type BagMoveRow = typeof bagMoves.$inferSelect
