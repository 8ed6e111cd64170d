import {
  bigint,
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
import { cases } from '../core/cases.table.ts'

/** The last number given of a series in a year; raised only in the transaction that uses it, so no gap. */
export const caseCounters = pgTable(
  'case_counters',
  {
    tenantId: tenantId(),
    year: integer().notNull(),
    series: text().notNull(),
    last: bigint({ mode: 'number' }).notNull()
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.year, t.series] })]
)

export type DocumentKind =
  | 'received'
  | 'acceptance'
  | 'defects'
  | 'refusal'
  | 'deferral'
  | 'promise'
  | 'suspension'
  | 'extension'
  | 'hearing'
  | 'decision'
  | 'certificate'
  | 'voided'
  | 'delivered'
/** A line of a paper; `key` says what it is to the service, whatever words the citizen reads. */
export type DocumentLine = readonly [label: string, words: string, key?: 'applicant' | 'item']
export type DocumentData = Readonly<{
  /** Who issues it, where that is not the case's hall or leading department. */
  issuer?: string
  rows: readonly DocumentLine[]
  body: readonly string[]
}>

/** A paper the case gave out, as it was on that day; anybody who holds it may check it by its code. */
export const caseDocuments = pgTable(
  'case_documents',
  {
    tenantId: tenantId(),
    id: id(),
    caseId: uuid().notNull(),
    kind: text().$type<DocumentKind>().notNull(),
    year: integer().notNull(),
    number: integer().notNull(),
    code: text().notNull(),
    data: jsonb().$type<DocumentData>().notNull(),
    issuedAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    uniqueIndex('case_documents_no').on(t.tenantId, t.kind, t.year, t.number),
    uniqueIndex('case_documents_code').on(t.tenantId, t.code),
    index('case_documents_of').on(t.tenantId, t.caseId)
  ]
)

/** A signature written on a screen: what for, and the strokes of it. */
export const signatures = pgTable(
  'signatures',
  {
    tenantId: tenantId(),
    id: id(),
    caseId: uuid().notNull(),
    purpose: text().notNull(),
    who: text().notNull(),
    strokes: jsonb().$type<number[][]>().notNull(),
    at: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    index('signatures_of').on(t.tenantId, t.caseId)
  ]
)

export type DocumentRow = typeof caseDocuments.$inferSelect
