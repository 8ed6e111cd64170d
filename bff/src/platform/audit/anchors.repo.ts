import { and, desc, eq, lt } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { PAGE_SIZE, pageOf } from '../../kernel/lib/paging.ts'
import { auditAnchors } from './audit.table.ts'

/** A county's anchors, the newest first. */
export async function listAnchors(db: Db, tenantId: string, before?: string) {
  const rows = await db
    .select({ day: auditAnchors.day, position: auditAnchors.position, hash: auditAnchors.hash })
    .from(auditAnchors)
    .where(and(eq(auditAnchors.tenantId, tenantId), before ? lt(auditAnchors.day, before) : undefined))
    .orderBy(desc(auditAnchors.day))
    .limit(PAGE_SIZE + 1)
  return pageOf(
    rows,
    (row) => row,
    ({ day }) => day
  )
}
