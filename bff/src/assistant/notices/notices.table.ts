import {
  boolean,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { questions } from '../questions/questions.table.ts'

/**
 * The last number given per county, year and series (a gap in the open one would tell of a sealed matter);
 * raised only in the transaction that issues a notice, so no gap.
 */
export const noticeCounters = pgTable(
  'notice_counters',
  {
    tenantId: tenantId(),
    year: integer().notNull(),
    sealed: boolean().notNull().default(false),
    last: integer().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.year, t.sealed] })]
)

/** 限时办结通知单. */
export const notices = pgTable(
  'notices',
  {
    tenantId: tenantId(),
    id: id(),
    questionId: uuid().notNull(),
    year: integer().notNull(),
    number: integer().notNull(),
    sealed: boolean().notNull().default(false),
    issuedAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex().on(t.tenantId, t.year, t.sealed, t.number),
    uniqueIndex().on(t.tenantId, t.questionId),
    foreignKey({ columns: [t.tenantId, t.questionId], foreignColumns: [questions.tenantId, questions.id] })
  ]
)

/** Re-issued, never overwritten. */
export const noticeVersions = pgTable(
  'notice_versions',
  {
    tenantId: tenantId(),
    noticeId: uuid().notNull(),
    version: integer().notNull(),
    /** Printed on the paper: whoever holds it may check the paper by it. */
    code: text().notNull(),
    issuedAt: instant().notNull(),
    content: text().notNull(),
    limit: text().notNull(),
    dueAt: instant().notNull(),
    lead: text().notNull(),
    assist: jsonb().$type<string[]>().notNull(),
    change: text().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.noticeId, t.version] }),
    uniqueIndex().on(t.tenantId, t.code),
    foreignKey({ columns: [t.tenantId, t.noticeId], foreignColumns: [notices.tenantId, notices.id] })
  ]
)
