import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantId } from '../../kernel/lib/columns.ts'

export type TimerSubject =
  | 'question'
  | 'callback'
  | 'serviceItem'
  | 'booking'
  | 'case'
  | 'bag'
  | 'absence'
  | 'meeting'

/** The one next thing the clock will do to a subject; written in the transaction that changes the subject. */
export const timers = pgTable(
  'timers',
  {
    tenantId: tenantId(),
    subject: text().$type<TimerSubject>().notNull(),
    subjectId: uuid().notNull(),
    step: text().notNull(),
    dueAt: instant().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.subject, t.subjectId] }), index('timers_due').on(t.dueAt)]
)
export type TimerRow = typeof timers.$inferSelect
