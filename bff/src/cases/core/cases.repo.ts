import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { PAGE_SIZE } from '../../kernel/lib/paging.ts'
import type { FileRow } from '../../platform/files/files.table.ts'
import type { DocumentRow } from '../documents/documents.table.ts'
import { type CaseEventRow, caseEvents, cases } from './cases.table.ts'

const DONE = { action: caseEvents.action, actorId: caseEvents.actorId }
const ofKey = and(
  eq(caseEvents.tenantId, cases.tenantId),
  eq(caseEvents.caseId, cases.id),
  eq(caseEvents.id, sql.placeholder('key'))
)
const wanted = and(eq(cases.tenantId, sql.placeholder('tenantId')), eq(cases.id, sql.placeholder('id')))

/**
 * A case and whether a command of this key was carried out on it: one prepared round trip; undefined when it
 * is not this county's.
 */
export function caseReader(db: Db) {
  const prepared = db
    .select({ kase: cases, done: DONE })
    .from(cases)
    .leftJoin(caseEvents, ofKey)
    .where(wanted)
    .prepare('case_with_event')
  return async (tenantId: string, id: string, key = id) => {
    const [row] = await prepared.execute({ tenantId, id, key })
    return row
  }
}

/** A case's timeline, the papers it gave out and the files in it, each oldest first; times as ISO 8601. */
export type CaseRecord = Readonly<{
  timeline: readonly (Pick<CaseEventRow, 'id' | 'action' | 'who' | 'words' | 'note' | 'internal'> & {
    at: string
  })[]
  documents: readonly (Pick<DocumentRow, 'id' | 'kind' | 'year' | 'number'> & { issuedAt: string })[]
  files: readonly Pick<FileRow, 'id' | 'mime' | 'check'>[]
}>
const RECORD = sql<CaseRecord>`json_build_object(
  'timeline', (select coalesce(json_agg(e order by e.version, e.at), '[]') from (select id, at, action, who, words, note, internal, version from case_events
    where tenant_id = ${cases.tenantId} and case_id = ${cases.id} order by version desc, at desc limit 500) e),
  'documents', (select coalesce(json_agg(d), '[]') from (select id, kind, year, number, issued_at as "issuedAt" from case_documents
    where tenant_id = ${cases.tenantId} and case_id = ${cases.id} order by id limit 200) d),
  'files', (select coalesce(json_agg(f), '[]') from (select id, mime, "check" from files where tenant_id = ${cases.tenantId}
    and id in (select (id #>> '{}')::uuid from jsonb_path_query(${cases.state}, '$.*[*].fileIds[*]') id) limit 600) f))`

/**
 * A case with its record, and whether a command of this key was carried out on it: one prepared round trip.
 */
export function recordedReader(db: Db) {
  const prepared = db
    .select({ kase: cases, record: RECORD, done: DONE })
    .from(cases)
    .leftJoin(caseEvents, ofKey)
    .where(wanted)
    .prepare('case_with_record')
  return async (tenantId: string, id: string, key = id) => {
    const [row] = await prepared.execute({ tenantId, id, key })
    return row
  }
}

/** A person's own cases, newest first. */
export const casesOf = (db: Db, tenantId: string, accountId: string, cursor: string | undefined) =>
  db
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.tenantId, tenantId),
        eq(cases.accountId, accountId),
        cursor ? lt(cases.id, cursor) : undefined
      )
    )
    .orderBy(desc(cases.id))
    .limit(PAGE_SIZE + 1)
