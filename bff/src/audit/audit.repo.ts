import type { Db } from '../lib/deps.ts'
import { auditEntries } from './audit.table.ts'

export type AuditNote = Readonly<{
  id: string
  tenantId: string
  at: Date
  actorId: string | null
  act: string
  subject: string
  detail?: Record<string, unknown>
}>

/** One line in the audit, in the transaction of what it records. Detail names ids and states, never personal data. */
export async function writeAudit(db: Db, { detail = {}, ...note }: AuditNote): Promise<void> {
  await db.insert(auditEntries).values({ ...note, detail })
}
