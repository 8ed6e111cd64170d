import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { cases } from '../core/cases.table.ts'

/** The last number of a case's dialogue; whoever writes raises it, one after the other. */
export const dialogues = pgTable(
  'dialogues',
  { tenantId: tenantId(), caseId: uuid().notNull(), lastSeq: integer().notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] })
  ]
)

/** Append-only, part of the case's file. */
export const dialogueMessages = pgTable(
  'dialogue_messages',
  {
    tenantId: tenantId(),
    caseId: uuid().notNull(),
    seq: integer().notNull(),
    /** Of one tap: the same sent twice is one message. */
    id: id(),
    at: instant().notNull(),
    authorId: uuid().notNull(),
    unit: text().notNull(),
    who: text().notNull(),
    kind: text().$type<'text' | 'callMe'>().notNull(),
    text: text().notNull(),
    phone: text(),
    fileIds: uuid().array().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId, t.seq] }),
    uniqueIndex('dialogue_messages_once').on(t.tenantId, t.caseId, t.id),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [dialogues.tenantId, dialogues.caseId] })
  ]
)

/** How far each person has read; never backwards. */
export const dialogueReads = pgTable(
  'dialogue_reads',
  {
    tenantId: tenantId(),
    caseId: uuid().notNull(),
    accountId: uuid().notNull(),
    unit: text().notNull(),
    who: text().notNull(),
    seq: integer().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId, t.accountId] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [dialogues.tenantId, dialogues.caseId] })
  ]
)

export type DialogueRow = typeof dialogueMessages.$inferSelect
export type ReadRow = typeof dialogueReads.$inferSelect

/** Lets one person, in one post, open one live line of one case, once. Kept by hash. */
export const dialogueTickets = pgTable(
  'dialogue_tickets',
  {
    tenantId: tenantId(),
    hash: text().notNull(),
    caseId: uuid().notNull(),
    accountId: uuid().notNull(),
    postId: uuid().notNull(),
    issuedAt: instant().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.hash] }), index('dialogue_tickets_old').on(t.issuedAt)]
)
export type TicketRow = typeof dialogueTickets.$inferSelect
