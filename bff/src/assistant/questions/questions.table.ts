import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import type { QuestionAction } from 'shared/commands.ts'
import type { QuestionKind, QuestionStatus } from 'shared/questions.ts'
import type { StoredClock } from '../../kernel/lib/clock.ts'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'

export type StoredProposal = Readonly<{
  topicId: string | null
  postId: string | null
  reasons: readonly string[]
}>
/**
 * What a leader was asked for and has not answered yet: more time, a meeting, or a dispatch to endorse
 * (上报批阅).
 */
export type Pending = Readonly<{
  kind: 'extension' | 'forum' | 'dispatch'
  workingDays?: number
  reason: string
  by: string
  /** The command that asked: a decision on another than the one that was read is refused. */
  id?: string
  plan?: Readonly<{ topicId: string; postId: string; assistPostIds: readonly string[]; note: string }>
}>
export type TextCheck = 'pending' | 'pass' | 'review' | 'risky'

export const questionNumbers = pgSequence('question_numbers', { startWith: 1 })
/** Of releases that counted sealed matters; no longer used. */
export const sealedNumbers = pgSequence('sealed_numbers', { startWith: 1 })

export const questions = pgTable(
  'questions',
  {
    tenantId: tenantId(),
    id: id(),
    no: bigint({ mode: 'number' }).notNull().default(sql`nextval('question_numbers')`),
    version: integer().notNull().default(1),
    requestKey: uuid().notNull(),
    /** The clerk who entered it for a caller; the key is hers then, whoever she says the caller is. */
    enteredBy: uuid(),
    requestHash: text().notNull(),
    kind: text().$type<QuestionKind>().notNull(),
    status: text().$type<QuestionStatus>().notNull(),
    confidential: boolean().notNull(),
    body: text().notNull(),
    placeText: text().notNull(),
    askerId: uuid().notNull(),
    onBehalfOf: jsonb().$type<{ name: string; relation: string }>(),
    townshipId: uuid().notNull(),
    villageId: uuid().notNull(),
    chosenPostId: uuid(),
    topicId: uuid(),
    textCheck: text().$type<TextCheck>().notNull(),
    proposal: jsonb().$type<StoredProposal>(),
    leadPostId: uuid(),
    assistPostIds: uuid().array().notNull(),
    /** Those of them who have signed for it. */
    assistSigned: uuid().array().notNull().default([]),
    clock: jsonb().$type<StoredClock>(),
    dueAt: instant(),
    pausedAt: instant(),
    pauseReason: text(),
    lateSince: instant(),
    escalation: smallint().notNull(),
    forumRank: smallint(),
    pending: jsonb().$type<Pending>(),
    returns: smallint().notNull(),
    reopens: smallint().notNull(),
    urgedOn: date({ mode: 'string' }),
    noticeId: uuid(),
    needsEndorsement: boolean().notNull(),
    reply: text(),
    /** What its check found and its sender sent all the same; for the staff. */
    replyFindings: text().array(),
    /** Read no more; dropped when no process of an older release can be running. */
    overdueReason: text(),
    rating: smallint(),
    askedAt: instant().notNull(),
    dispatchedAt: instant(),
    acknowledgedAt: instant(),
    answeredAt: instant(),
    reopenUntil: instant(),
    closedAt: instant(),
    mergedInto: uuid(),
    /** Where it stood when it was merged. */
    mergedStatus: text().$type<QuestionStatus>(),
    hasMerged: boolean().notNull().default(false)
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    // An older process beside this one names the first in its `on conflict`; it goes a release later.
    uniqueIndex().on(t.tenantId, t.askerId, t.requestKey),
    uniqueIndex('questions_key_once').on(t.tenantId, sql`coalesce(entered_by, asker_id)`, t.requestKey),
    index('questions_mine').on(t.tenantId, t.askerId, t.id.desc()),
    index('questions_work')
      .on(t.tenantId, t.leadPostId, t.dueAt, t.id)
      .where(sql`status in ('dispatched', 'accepted', 'waiting', 'deliberating')`),
    index('questions_triage')
      .on(t.tenantId, t.townshipId, t.id)
      .where(sql`status in ('received', 'returned')`),
    index('questions_leader')
      .on(t.tenantId, t.townshipId, t.id)
      .where(sql`needs_endorsement or pending is not null or status = 'returned'`),
    index('questions_assisting')
      .using('gin', t.assistPostIds)
      .where(sql`status in ('dispatched', 'accepted', 'waiting', 'deliberating')`),
    index('questions_untriaged').on(t.tenantId, t.askedAt).where(sql`text_check = 'pending'`),
    index('questions_plain_reports')
      .on(t.tenantId, t.id)
      .where(sql`confidential and body not like 'sealed:%'`),
    index('questions_merged').on(t.tenantId, t.mergedInto).where(sql`merged_into is not null`),
    index('questions_answered')
      .on(t.tenantId, t.townshipId, t.answeredAt)
      .where(sql`answered_at is not null`),
    index('questions_closed').on(t.tenantId, t.townshipId, t.closedAt).where(sql`closed_at is not null`),
    index('questions_open')
      .on(t.tenantId, t.townshipId, t.dueAt)
      .where(sql`answered_at is null and closed_at is null`),
    index('questions_ledger').on(t.tenantId, t.townshipId, t.id.desc())
  ]
)

/**
 * Append-only: one row for each accepted command or act of the machine, written with the change it records.
 */
export const questionEvents = pgTable(
  'question_events',
  {
    tenantId: tenantId(),
    questionId: uuid().notNull(),
    id: id(),
    /** The question's version it left behind: the order of the timeline. */
    version: integer().notNull(),
    at: instant().notNull(),
    action: text().$type<QuestionAction | MachineAction>().notNull(),
    actorId: uuid(),
    who: text().notNull(),
    words: text().notNull(),
    note: text(),
    fileIds: uuid().array().notNull(),
    internal: boolean().notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.questionId, t.id] })]
)

/** What the clock does by itself. */
export type MachineAction =
  | 'ask'
  | 'autoDispatch'
  | 'remind'
  | 'overdue'
  | 'climb'
  | 'resume'
  | 'close'
  | 'flag'
  | 'forumDecision'
  | 'callback'

export type QuestionRow = typeof questions.$inferSelect
export type QuestionEventRow = typeof questionEvents.$inferSelect
