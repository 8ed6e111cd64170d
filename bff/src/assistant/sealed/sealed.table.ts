import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { accounts } from '../../platform/session/session.table.ts'

/**
 * Per sealed matter: posts that may know of it, and posts that never may (the accused, theirs, and who stands
 * above).
 */
export const sealedAccess = pgTable(
  'sealed_access',
  {
    tenantId: tenantId(),
    questionId: uuid().notNull(),
    postId: uuid().notNull(),
    known: boolean().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.questionId, t.postId] })]
)

/**
 * A report and the nameless account that stands for its reporter. The receipt is kept as a keyed hash; the
 * identity, if one was left, under a key of its own that opens nothing else.
 */
export const reports = pgTable(
  'reports',
  {
    tenantId: tenantId(),
    receiptHash: text().notNull(),
    requestHash: text().notNull(),
    questionId: uuid().notNull(),
    accountId: uuid().notNull(),
    identitySealed: text(),
    createdAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.receiptHash] }),
    uniqueIndex().on(t.tenantId, t.questionId),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] })
  ]
)

/** The identity is opened by two: one asks with a reason, another of those who know agrees. */
export const identityOpenings = pgTable(
  'identity_openings',
  {
    tenantId: tenantId(),
    id: id(),
    questionId: uuid().notNull(),
    requestedBy: uuid().notNull(),
    requestedByName: text().notNull(),
    reason: text().notNull(),
    requestedAt: instant().notNull(),
    approvedBy: uuid(),
    approvedByName: text(),
    approvedAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index().on(t.tenantId, t.questionId),
    uniqueIndex('one_waiting_opening')
      .on(t.tenantId, t.questionId, t.requestedBy)
      .where(sql`approved_at is null`)
  ]
)
export type ReportRow = typeof reports.$inferSelect
export type OpeningRow = typeof identityOpenings.$inferSelect
