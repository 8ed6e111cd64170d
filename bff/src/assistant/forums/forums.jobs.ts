import { and, eq } from 'drizzle-orm'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { dueAt } from '../../kernel/lib/worktime.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { enqueueMessages, holdersOf } from '../../platform/notifications/notifications.repo.ts'
import { organisationName } from '../../platform/tenants/tenants.repo.ts'
import type { TimerHandler } from '../../platform/timers/timers.jobs.ts'
import { dueTimer, setTimer } from '../../platform/timers/timers.repo.ts'
import { forums, meetings } from './forums.table.ts'
import { hasOpenItems } from './meetings.repo.ts'

/**
 * Its time has passed and nobody wrote that it was held: clerks and secretaries are asked, again every
 * working day.
 */
export const meetingTimer =
  ({ db, newId, calendarOf }: Pick<Deps, 'db' | 'newId' | 'calendarOf'>): TimerHandler =>
  async (timer, now) => {
    const { tenantId, subjectId } = timer
    const calendar = await calendarOf(tenantId)
    await db.transaction(async (tx) => {
      const [found] = await tx
        .select({ meeting: meetings, forum: forums.name })
        .from(meetings)
        .innerJoin(forums, and(eq(forums.tenantId, meetings.tenantId), eq(forums.id, meetings.forumId)))
        .where(and(eq(meetings.tenantId, tenantId), eq(meetings.id, subjectId)))
        .for('update', { of: meetings })
      if (!(await dueTimer(tx, timer, now))) return
      if (!found || found.meeting.heldAt || found.meeting.cancelledAt) return setTimer(tx, timer, null)
      // With nothing left to decide nobody need report on it; the next matter sets its timer again.
      if (!(await hasOpenItems(tx, found.meeting))) return setTimer(tx, timer, null)
      const { townshipId, orgId, plannedAt } = found.meeting
      const again = dueAt(calendar, { start: now, limit: { amount: 1, unit: 'wd' } })
      await setTimer(tx, timer, { step: 'held?', dueAt: again })
      const [place, holders] = await Promise.all([
        organisationName(tx, tenantId, orgId),
        holdersOf(
          tx,
          { tenantId, townshipId },
          { postIds: [], headsOf: [], roles: ['intakeClerk'], secretariesOf: [orgId] },
          beijingDay(now)
        )
      ])
      const text = `${place ?? ''}${found.forum}原定${instantWords(plannedAt)}，还没有会议记录。开了请记下，没开请改期`
      const told = [...new Set(holders.map(({ accountId }) => accountId))].map((accountId) => ({
        accountId,
        template: 'deadline' as const,
        text,
        key: `meeting:${subjectId}:${now.getTime()}:${accountId}`
      }))
      await enqueueMessages(tx, tenantId, null, told, now, newId)
    })
  }
