import type { Db } from '../../kernel/lib/deps.ts'
import { listDue, postpone } from './timers.repo.ts'
import type { TimerRow, TimerSubject } from './timers.table.ts'

/**
 * Carries out one due timer in its own transaction, which locks the subject first and skips it when another
 * has it.
 */
export type TimerHandler = (timer: TimerRow, now: Date) => Promise<void>
type Log = { error: (details: object, message: string) => void }

const BATCH = 200

/** Carries out every timer that is due and returns how many were looked at. */
export async function sweep(
  db: Db,
  handlers: Record<TimerSubject, TimerHandler>,
  now: Date,
  log: Log
): Promise<number> {
  const due = await listDue(db, now, BATCH)
  for (const timer of due) {
    try {
      await handlers[timer.subject](timer, now)
    } catch (err) {
      log.error({ err, subject: timer.subject, subjectId: timer.subjectId, step: timer.step }, 'timer failed')
      await postpone(db, timer, now)
    }
  }
  return due.length
}
