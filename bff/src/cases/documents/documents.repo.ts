import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { cases } from '../core/cases.table.ts'
import { caseDocuments, signatures } from './documents.table.ts'

/** Papers the applicant put their name to, in the same step that made them. */
const SIGNED = sql`${caseDocuments.kind} in ('deferral', 'promise', 'delivered')`

/**
 * A paper of this very case, with the strokes of the signature it was signed with; null where nobody signs.
 */
export async function documentOf(db: Db, tenantId: string, caseId: string, id: string) {
  const { tenantId: county, caseId: of, at } = signatures
  const [row] = await db
    .select({ document: caseDocuments, strokes: signatures.strokes })
    .from(caseDocuments)
    .leftJoin(
      signatures,
      and(
        eq(county, caseDocuments.tenantId),
        eq(of, caseDocuments.caseId),
        eq(at, caseDocuments.issuedAt),
        SIGNED
      )
    )
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
