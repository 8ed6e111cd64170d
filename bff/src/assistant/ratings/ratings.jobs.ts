import { and, eq } from 'drizzle-orm'
import type { Role } from 'shared/roles.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import { enqueueMessages, holdersOf } from '../../platform/notifications/notifications.repo.ts'
import { dueTimer, setTimer } from '../../platform/timers/timers.repo.ts'
import type { TimerRow } from '../../platform/timers/timers.table.ts'
import { withNo } from '../questions/messages.rules.ts'
import { questionEvents, questions } from '../questions/questions.table.ts'
import { changeCallback, lockCallback } from './ratings.repo.ts'
import { fireCallback } from './ratings.rules.ts'
import type { CallbackRow } from './ratings.table.ts'

type Report = Readonly<{
  words: string
  note?: string
  tell: 'handler' | 'asker' | 'both' | 'judge' | 'leader' | 'everybody'
  who: string
  actorId: string | null
  at: Date
  newId: () => string
}>

/** A step of a call-back in the question's timeline, told to whom it concerns, and in the audit. */
export async function recordCallback(
  tx: Db,
  callback: CallbackRow,
  { words, note, tell, who, actorId, at, newId }: Report
): Promise<void> {
  const { tenantId, questionId } = callback
  const [question] = await tx
    .select()
    .from(questions)
    .where(and(eq(questions.tenantId, tenantId), eq(questions.id, questionId)))
  const eventId = newId()
  await tx.insert(questionEvents).values({
    tenantId,
    questionId,
    id: eventId,
    version: question!.version,
    at,
    action: 'callback',
    actorId,
    who,
    words,
    note: note ?? null,
    fileIds: [],
    internal: false
  })
  const ROLES: Partial<Record<Report['tell'], readonly Role[]>> = {
    leader: ['leader', 'intakeClerk'],
    everybody: ['leader', 'intakeClerk'],
    judge: ['supervisor', 'leader']
  }
  const wanted = {
    postIds: ['handler', 'everybody', 'both'].includes(tell) ? [callback.leadPostId] : [],
    headsOf: [],
    roles: ROLES[tell] ?? []
  }
  const staff = (await holdersOf(tx, callback, wanted, beijingDay(at))).map(({ accountId }) => accountId)
  const accounts = tell === 'asker' || tell === 'both' ? [question!.askerId, ...staff] : staff
  const addressed = [...new Set(accounts)].map((accountId) => ({
    accountId,
    template: 'deadline' as const,
    text: withNo(question!, words),
    key: `${eventId}:${accountId}`
  }))
  await enqueueMessages(tx, tenantId, questionId, addressed, at, newId)
  await writeAudit(tx, {
    id: newId(),
    tenantId,
    at,
    actorId,
    act: 'callback.step',
    subject: callback.id,
    detail: { state: callback.state }
  })
}

/** What a call-back's due timer does: reports it again each working day until somebody has acted. */
export const callbackTimer =
  ({ db, newId, calendarOf }: Deps) =>
  async ({ tenantId, subjectId }: TimerRow, now: Date): Promise<void> => {
    const calendar = await calendarOf(tenantId)
    await db.transaction(async (tx) => {
      const callback = await lockCallback(tx, tenantId, subjectId)
      const key = { tenantId, subject: 'callback' as const, subjectId }
      if (!callback || !(await dueTimer(tx, key, now))) return
      const { change, next, words } = fireCallback(callback, calendar, now)
      await changeCallback(tx, callback, change, next.step)
      await setTimer(tx, key, next)
      await recordCallback(tx, callback, {
        words,
        // Whoever must put it right, or rule, gets a reminder too, not only their superiors.
        tell:
          callback.state === 'rectifying' ? 'everybody' : callback.state === 'appealed' ? 'judge' : 'leader',
        who: '系统',
        actorId: null,
        at: now,
        newId
      })
    })
  }
