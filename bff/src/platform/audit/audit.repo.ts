import type { Actor } from '../../kernel/lib/actor.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
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

/**
 * One line in the audit, in the transaction of what it records. Detail names ids and states, never personal
 * data.
 */
export async function writeAudit(db: Db, { detail = {}, ...note }: AuditNote): Promise<void> {
  await db.insert(auditEntries).values({ ...note, detail })
}

/** Does a write together with its line in the audit: both, or neither. */
export const audited =
  ({ db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>) =>
  <T>(
    { tenantId, accountId }: Pick<Actor, 'tenantId' | 'accountId'>,
    act: string,
    subject: string,
    write: (tx: Db) => Promise<T>
  ): Promise<T> =>
    db.transaction(async (tx) => {
      const result = await write(tx)
      await writeAudit(tx, { id: newId(), tenantId, at: now(), actorId: accountId, act, subject })
      return result
    })
