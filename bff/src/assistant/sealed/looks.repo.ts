import type { Actor } from '../../kernel/lib/actor.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import type { QuestionRow } from '../questions/questions.table.ts'

/**
 * Writes an official's look at a sealed matter to the audit; call it wherever its words leave the database.
 */
export const sealedReadAuditor =
  ({ db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>) =>
  async ({ id, confidential }: QuestionRow, { tenantId, accountId, post }: Actor): Promise<void> => {
    if (confidential && post)
      await writeAudit(db, {
        id: newId(),
        tenantId,
        at: now(),
        actorId: accountId,
        act: 'sealed.look',
        subject: id
      })
  }
