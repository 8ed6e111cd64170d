import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { type TimerRow, type TimerSubject, timers } from './timers.table.ts'

type Key = Readonly<{ tenantId: string; subject: TimerSubject; subjectId: string }>
const isKey = ({ tenantId, subject, subjectId }: Key) =>
  and(eq(timers.tenantId, tenantId), eq(timers.subject, subject), eq(timers.subjectId, subjectId))

/** Sets the one next timer of a subject, or takes it away. */
export async function setTimer(db: Db, key: Key, next: { step: string; dueAt: Date } | null): Promise<void> {
  if (next === null) await db.delete(timers).where(isKey(key))
  else
    await db
      .insert(timers)
      .values({ ...key, ...next })
      .onConflictDoUpdate({ target: [timers.tenantId, timers.subject, timers.subjectId], set: next })
}

/** The subject's timer if it is due; call it after locking the subject. */
export async function dueTimer(db: Db, key: Key, now: Date): Promise<TimerRow | undefined> {
  const [row] = await db
    .select()
    .from(timers)
    .where(and(isKey(key), lte(timers.dueAt, now)))
  return row
}

/** Due timers of all counties, longest overdue first. */
export const listDue = (db: Db, now: Date, limit: number): Promise<TimerRow[]> =>
  db.select().from(timers).where(lte(timers.dueAt, now)).orderBy(asc(timers.dueAt)).limit(limit)

/** A timer that could not be carried out waits a minute, so that it never holds up the others. */
export async function postpone(
  db: Db,
  { tenantId, subject, subjectId, dueAt }: TimerRow,
  now: Date
): Promise<void> {
  await db
    .update(timers)
    .set({ dueAt: new Date(now.getTime() + 60_000) })
    .where(
      and(isKey({ tenantId, subject, subjectId }), eq(timers.dueAt, sql`${dueAt.toISOString()}::timestamptz`))
    )
}
