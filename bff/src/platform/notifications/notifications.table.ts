import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { accounts } from '../session/session.table.ts'

export type Channel = 'subscribe' | 'sms' | 'phone'
export type Template = 'progress' | 'task' | 'deadline'

/**
 * A message to a person: written with the change it tells of, then carried out by a job. `key` makes it
 * unique.
 */
export const messages = pgTable(
  'messages',
  {
    tenantId: tenantId(),
    id: id(),
    key: text().notNull(),
    accountId: uuid().notNull(),
    questionId: uuid(),
    /** Another matter it tells of, to be opened from it. */
    about: text().$type<'booking' | 'case'>(),
    aboutId: uuid(),
    template: text().$type<Template>().notNull(),
    text: text().notNull(),
    /** Tells of something one follows, not of one's own matter: no text message, no call. */
    quiet: boolean().notNull().default(false),
    /** Of no use once it is late: nobody is rung up about it. */
    noCall: boolean().notNull().default(false),
    state: text().$type<'pending' | 'sent' | 'task'>().notNull(),
    channel: text().$type<Channel>(),
    createdAt: instant().notNull(),
    endedAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex().on(t.tenantId, t.key),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [accounts.tenantId, accounts.id] }),
    index('messages_inbox').on(t.tenantId, t.accountId, t.id.desc()),
    index('messages_about').on(t.tenantId, t.aboutId, t.createdAt).where(sql`about = 'case'`),
    index('messages_pending').on(t.tenantId, t.createdAt).where(sql`state = 'pending'`)
  ]
)

/**
 * Each try on a channel is written before the call, so that a crash in between is seen and never repeated.
 */
export const messageAttempts = pgTable(
  'message_attempts',
  {
    tenantId: tenantId(),
    messageId: uuid().notNull(),
    number: smallint().notNull(),
    channel: text().$type<Channel>().notNull(),
    startedAt: instant().notNull(),
    outcome: text().$type<'sent' | 'refused' | 'failed' | 'unknown'>(),
    detail: text()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.messageId, t.number] }),
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [messages.tenantId, messages.id] })
  ]
)

/** The last channel: a clerk rings up. */
export const phoneTasks = pgTable(
  'phone_tasks',
  {
    tenantId: tenantId(),
    messageId: uuid().notNull(),
    createdAt: instant().notNull(),
    doneAt: instant(),
    doneBy: uuid(),
    note: text()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.messageId] }),
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [messages.tenantId, messages.id] }),
    index('phone_tasks_open').on(t.tenantId, t.messageId).where(sql`done_at is null`)
  ]
)
export type MessageRow = typeof messages.$inferSelect
