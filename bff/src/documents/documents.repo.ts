import { and, eq } from 'drizzle-orm'
import { cases } from '../cases/cases.table.ts'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { caseDocuments, type DocumentRow } from './documents.table.ts'

/** A paper of this very case. */
export async function documentOf(db: Db, tenantId: string, caseId: string, id: string): Promise<DocumentRow> {
  const [row] = await db
    .select()
    .from(caseDocuments)
    .where(
      and(eq(caseDocuments.tenantId, tenantId), eq(caseDocuments.id, id), eq(caseDocuments.caseId, caseId))
    )
  if (!row) throw new AppError('not_found')
  return row
}

/** The paper a printed code belongs to, with how its case stands now. */
export async function documentByCode(db: Db, tenantId: string, code: string) {
  const [row] = await db
    .select({ document: caseDocuments, status: cases.status, no: cases.no, name: cases.name })
    .from(caseDocuments)
    .innerJoin(cases, and(eq(cases.tenantId, caseDocuments.tenantId), eq(cases.id, caseDocuments.caseId)))
    .where(and(eq(caseDocuments.tenantId, tenantId), eq(caseDocuments.code, code)))
  if (!row) throw new AppError('not_found')
  return row
}
