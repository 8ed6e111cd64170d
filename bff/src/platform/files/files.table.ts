import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { accounts } from '../session/session.table.ts'

/** An upload belongs to nobody's matter until an event of a question or a case, or a meeting, names it. */
export const files = pgTable(
  'files',
  {
    tenantId: tenantId(),
    id: id(),
    ownerId: uuid().notNull(),
    questionId: uuid(),
    caseId: uuid(),
    meetingId: uuid(),
    mime: text().notNull(),
    bytes: integer().notNull(),
    check: text().$type<'pending' | 'pass' | 'review' | 'risky'>().notNull(),
    checkTrace: text(),
    createdAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [accounts.tenantId, accounts.id] }),
    index('files_of_question').on(t.tenantId, t.questionId).where(sql`question_id is not null`),
    index('files_by_trace').on(t.tenantId, t.checkTrace).where(sql`check_trace is not null`),
    index('files_unchecked').on(t.tenantId, t.createdAt).where(sql`"check" = 'pending'`),
    index('files_of_meeting').on(t.tenantId, t.meetingId).where(sql`meeting_id is not null`),
    index('files_unclaimed')
      .on(t.createdAt)
      .where(sql`question_id is null and case_id is null and meeting_id is null`)
  ]
)
export type FileRow = typeof files.$inferSelect
