import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import { caseDocuments } from '../documents/documents.table.ts'
import { files } from '../files/files.table.ts'
import type { Db } from '../lib/deps.ts'
import { PAGE_SIZE } from '../lib/paging.ts'
import { type CaseEventRow, caseEvents, cases } from './cases.table.ts'

const tenant = sql.placeholder('tenantId')

/** A case and whether a command of this key was carried out on it: one prepared round trip; undefined when it is not this county's. */
export function caseReader(db: Db) {
  const prepared = db
    .select({ kase: cases, done: { action: caseEvents.action, actorId: caseEvents.actorId } })
    .from(cases)
    .leftJoin(
      caseEvents,
      and(
        eq(caseEvents.tenantId, cases.tenantId),
        eq(caseEvents.caseId, cases.id),
        eq(caseEvents.id, sql.placeholder('key'))
      )
    )
    .where(and(eq(cases.tenantId, tenant), eq(cases.id, sql.placeholder('id'))))
    .prepare('case_with_event')
  return async (tenantId: string, id: string, key = id) => {
    const [row] = await prepared.execute({ tenantId, id, key })
    return row
  }
}

/** A case's timeline, the papers it gave out and the files in it, each oldest first. */
export function recordReader(db: Db) {
  const own = sql.placeholder('id')
  const events = db
    .select()
    .from(caseEvents)
    .where(and(eq(caseEvents.tenantId, tenant), eq(caseEvents.caseId, own)))
    .orderBy(asc(caseEvents.version), asc(caseEvents.at))
    .limit(500)
    .prepare('case_events_of')
  const documents = db
    .select()
    .from(caseDocuments)
    .where(and(eq(caseDocuments.tenantId, tenant), eq(caseDocuments.caseId, own)))
    .orderBy(asc(caseDocuments.id))
    .limit(200)
    .prepare('case_documents_of')
  const uploads = db
    .select({ id: files.id, mime: files.mime, check: files.check })
    .from(files)
    .where(and(eq(files.tenantId, tenant), eq(files.id, sql`any(${sql.placeholder('files')}::uuid[])`)))
    .limit(600)
    .prepare('case_files_of')
  return async (tenantId: string, id: string, fileIds: readonly string[]) => {
    const [timeline, papers, found] = await Promise.all([
      events.execute({ tenantId, id }) as Promise<CaseEventRow[]>,
      documents.execute({ tenantId, id }),
      fileIds.length ? uploads.execute({ tenantId, files: `{${fileIds.join(',')}}` }) : []
    ])
    return { timeline, documents: papers, files: found }
  }
}
export type CaseRecord = Awaited<ReturnType<ReturnType<typeof recordReader>>>

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
