import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import type { Limit } from '../../kernel/lib/worktime.ts'
import { questions } from '../questions/questions.table.ts'

/**
 * One rung of the ladder (逐级上报). `area` says whose meeting it is: the village's, the service area's, the
 * township's.
 */
export const forums = pgTable(
  'forums',
  {
    tenantId: tenantId(),
    id: id(),
    rank: integer().notNull(),
    name: text().notNull(),
    area: text().$type<'village' | 'serviceArea' | 'township'>().notNull(),
    limit: jsonb().$type<Limit>().notNull(),
    leadTime: jsonb().$type<Limit>().notNull(),
    publicity: text().notNull(),
    /** False: it decides nothing, it makes public what was decided (平安周例会). */
    decides: boolean().notNull().default(true)
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex().on(t.tenantId, t.rank)]
)

export const meetings = pgTable(
  'meetings',
  {
    tenantId: tenantId(),
    id: id(),
    forumId: uuid().notNull(),
    orgId: uuid().notNull(),
    townshipId: uuid().notNull(),
    plannedAt: instant().notNull(),
    heldAt: instant(),
    minutes: text(),
    /** Where in the place it is held. */
    room: text().notNull().default(''),
    attendees: integer(),
    cancelledAt: instant(),
    cancelReason: text()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.forumId], foreignColumns: [forums.tenantId, forums.id] }),
    // One coming meeting per forum and place: two climbing questions meet on the same agenda.
    uniqueIndex('meetings_one_ahead')
      .on(t.tenantId, t.forumId, t.orgId)
      .where(sql`held_at is null and cancelled_at is null`),
    index('meetings_list').on(
      t.tenantId,
      t.townshipId,
      sql`(held_at is null) desc`,
      t.plannedAt.desc(),
      t.id.desc()
    )
  ]
)

export const agendaItems = pgTable(
  'agenda_items',
  {
    tenantId: tenantId(),
    id: id(),
    meetingId: uuid().notNull(),
    questionId: uuid().notNull(),
    outcome: text().$type<'resolved' | 'climbed'>(),
    decision: text(),
    responsiblePostId: uuid(),
    decidedAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.meetingId], foreignColumns: [meetings.tenantId, meetings.id] }),
    foreignKey({ columns: [t.tenantId, t.questionId], foreignColumns: [questions.tenantId, questions.id] }),
    uniqueIndex('agenda_items_one_open').on(t.tenantId, t.questionId).where(sql`outcome is null`),
    index().on(t.tenantId, t.meetingId)
  ]
)
export type ForumRow = typeof forums.$inferSelect
export type MeetingRow = typeof meetings.$inferSelect
