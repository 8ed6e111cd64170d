import { sql } from 'drizzle-orm'
import {
  boolean,
  doublePrecision,
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
import type { CaseAction, CaseStatus } from 'shared/case-commands.ts'
import type { DocumentKind } from 'shared/rules/identity.ts'
import { itemVersions } from '../../catalogue/catalogue.table.ts'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { accounts } from '../../platform/session/session.table.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'
import type { CaseState, DutyKind } from './state.types.ts'

/** A case (办件). It stays on the version of its item it began under. */
export const cases = pgTable(
  'cases',
  {
    tenantId: tenantId(),
    id: id(),
    /** 申办流水号, given when the papers are handed in; a draft has none. */
    no: text(),
    version: integer().notNull().default(1),
    requestKey: uuid().notNull(),
    itemId: uuid().notNull(),
    itemVersion: integer().notNull(),
    itemName: text().notNull(),
    answers: text().notNull(),
    channel: text().$type<'home' | 'desk'>().notNull(),
    status: text().$type<CaseStatus>().notNull(),
    /**
     * The department that decides, the hall that takes in and hands out, and every department it was pushed
     * to.
     */
    departmentId: uuid().notNull(),
    hallId: uuid().notNull(),
    /** Taken in at a desk of this township (就近办); null: at the county’s hall. */
    townshipId: uuid(),
    departments: uuid().array().notNull(),
    /**
     * Who applies; an account when they do it themselves, their number and phone sealed, both found by a
     * keyed hash.
     */
    accountId: uuid(),
    kind: text().$type<'person' | 'company' | 'institution' | 'organisation'>().notNull(),
    /** What a person showed; means nothing for anybody else. */
    document: text().$type<DocumentKind>().notNull().default('idCard'),
    name: text().notNull(),
    idKey: text().notNull(),
    idSealed: text().notNull(),
    phoneKey: text().notNull(),
    phoneSealed: text().notNull(),
    openedBy: uuid().notNull(),
    /** Of several items at once (一件事), with the agent (代办员) who sees it through. */
    bundleId: uuid(),
    agentPostId: uuid(),
    state: jsonb().$type<CaseState>().notNull(),
    createdAt: instant().notNull(),
    submittedAt: instant(),
    acceptedAt: instant(),
    decidedAt: instant(),
    closedAt: instant(),
    lateSince: instant(),
    /**
     * Working days it took, and what it spared against the law and earlier practice; computed when it was
     * decided.
     */
    usedDays: doublePrecision(),
    savedDays: doublePrecision(),
    savedVisits: smallint()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.itemId, t.itemVersion],
      foreignColumns: [itemVersions.tenantId, itemVersions.itemId, itemVersions.version]
    }),
    foreignKey({
      columns: [t.tenantId, t.departmentId],
      foreignColumns: [organisations.tenantId, organisations.id]
    }),
    foreignKey({
      columns: [t.tenantId, t.hallId],
      foreignColumns: [organisations.tenantId, organisations.id]
    }),
    foreignKey({ columns: [t.tenantId, t.openedBy], foreignColumns: [accounts.tenantId, accounts.id] }),
    // Read backwards for newest first: a descending index puts nulls where no query wants them.
    uniqueIndex('cases_no').on(t.tenantId, t.no),
    uniqueIndex('cases_key').on(t.tenantId, t.openedBy, t.requestKey),
    index('cases_mine').on(t.tenantId, t.accountId, t.id).where(sql`account_id is not null`),
    index('cases_decided').on(t.tenantId, t.decidedAt, t.id).where(sql`decided_at is not null`),
    index('cases_ended')
      .on(t.tenantId, t.closedAt, t.id)
      .where(sql`closed_at is not null and no is not null`),
    index('cases_ended_hall').on(t.tenantId, t.hallId, t.closedAt, t.id).where(sql`closed_at is not null`),
    index('cases_ended_lead')
      .on(t.tenantId, t.departmentId, t.closedAt, t.id)
      .where(sql`closed_at is not null`),
    index('cases_ended_joined')
      .using('gin', t.departments)
      .where(sql`closed_at is not null and cardinality(departments) > 1`),
    index('cases_ended_agent')
      .on(t.tenantId, t.agentPostId, t.closedAt, t.id)
      .where(sql`agent_post_id is not null and closed_at is not null`),
    index('cases_of_township')
      .on(t.tenantId, t.townshipId, t.closedAt, t.id)
      .where(sql`township_id is not null`),
    index('cases_by_name').on(t.tenantId, t.name, t.id),
    index('cases_by_phone').on(t.tenantId, t.phoneKey, t.id),
    index('cases_of_agent')
      .on(t.tenantId, t.agentPostId)
      .where(sql`agent_post_id is not null and closed_at is null`),
    index('cases_by_id').on(t.tenantId, t.idKey, t.id)
  ]
)

/**
 * What somebody owes a case now: the worklists read it, the case's own state is the truth it is written from.
 */
export const caseDuties = pgTable(
  'case_duties',
  {
    tenantId: tenantId(),
    caseId: uuid().notNull(),
    key: text().notNull(),
    kind: text().$type<DutyKind>().notNull(),
    /** What it is called on a board; a stage by its kind: 踏勘, 审核 … */
    label: text().notNull().default(''),
    orgId: uuid(),
    postId: uuid(),
    since: instant().notNull(),
    yellowAt: instant().notNull(),
    redAt: instant().notNull(),
    dueAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId, t.key] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    index('case_duties_work')
      .on(t.tenantId, t.orgId, t.dueAt, t.caseId, t.key)
      .where(sql`org_id is not null and kind <> 'whole'`),
    index('case_duties_red').on(t.tenantId, t.redAt, t.caseId, t.key).where(sql`org_id is not null`)
  ]
)

/** Append-only: one row for each accepted command or act of the machine. */
export const caseEvents = pgTable(
  'case_events',
  {
    tenantId: tenantId(),
    caseId: uuid().notNull(),
    id: id(),
    /** The version it left behind: the order of the timeline. */
    version: integer().notNull(),
    at: instant().notNull(),
    action: text().$type<CaseAction | CaseMachineAction>().notNull(),
    actorId: uuid(),
    who: text().notNull(),
    words: text().notNull(),
    note: text(),
    fileIds: uuid().array().notNull(),
    internal: boolean().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.caseId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] })
  ]
)
export type CaseMachineAction = 'open' | 'tacitConsent' | 'remind' | 'overdue' | 'lapse' | 'void'

export type CaseRow = typeof cases.$inferSelect
export type CaseEventRow = typeof caseEvents.$inferSelect
export type DutyRow = typeof caseDuties.$inferSelect
