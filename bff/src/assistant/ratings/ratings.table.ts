import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { CallbackState } from 'shared/ratings.ts'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { questions } from '../questions/questions.table.ts'

/** 好差评: one rating a matter, and one more after a rectification. 5 very satisfied … 1 very dissatisfied. */
export const ratings = pgTable(
  'ratings',
  {
    tenantId: tenantId(),
    questionId: uuid().notNull(),
    round: smallint().notNull(),
    level: smallint().notNull(),
    comment: text().notNull(),
    at: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.questionId, t.round] }),
    foreignKey({ columns: [t.tenantId, t.questionId], foreignColumns: [questions.tenantId, questions.id] })
  ]
)

export const callbacks = pgTable(
  'callbacks',
  {
    tenantId: tenantId(),
    id: id(),
    questionId: uuid().notNull(),
    townshipId: uuid().notNull(),
    leadPostId: uuid().notNull(),
    state: text().$type<CallbackState>().notNull(),
    dueAt: instant(),
    escalation: smallint().notNull(),
    openedAt: instant().notNull(),
    calledAt: instant(),
    callNote: text(),
    rectifiedAt: instant(),
    rectifyNote: text(),
    appealNote: text(),
    rulingNote: text(),
    /** When it had to be put right before the unit appealed. */
    rectifyBy: instant(),
    /** Ruled to be no fault of the unit's: it stays readable and counts in no figure. */
    setAside: boolean().notNull().default(false)
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.questionId], foreignColumns: [questions.tenantId, questions.id] }),
    index('callbacks_open').on(t.tenantId, t.townshipId, t.dueAt, t.id).where(sql`state <> 'done'`),
    index().on(t.tenantId, t.questionId)
  ]
)
export type CallbackRow = typeof callbacks.$inferSelect
