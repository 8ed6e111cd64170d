import { AppError } from '../../kernel/lib/errors.ts'
import type { TimerRow } from '../../platform/timers/timers.table.ts'
import type { CaseDeps } from './cases.acts.ts'
import { caseReader } from './cases.repo.ts'
import { saveCase } from './save.repo.ts'
import { decideTimer } from './timers.rules.ts'

/**
 * What a case's due timer does, if it is still due; whoever came first with another step wins, and sets the
 * timer anew.
 */
export function caseTimer(deps: CaseDeps) {
  const { db, newId } = deps
  const { deciding } = deps.commands
  const read = caseReader(db)
  return async ({ tenantId, subjectId }: TimerRow, now: Date): Promise<void> => {
    const kase = (await read(tenantId, subjectId))?.kase
    const outcome = kase && decideTimer({ ...(await deciding(kase)), now })
    if (!outcome) return
    const doer = { accountId: null, who: '系统', eventId: newId() }
    await saveCase(db, kase, outcome, doer, [], { now, newId }).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'case_moved_on')) throw error
    })
  }
}
