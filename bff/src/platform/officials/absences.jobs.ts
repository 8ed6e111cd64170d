import { and, eq, sql } from 'drizzle-orm'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { enqueueMessages } from '../notifications/notifications.repo.ts'
import type { TimerHandler } from '../timers/timers.jobs.ts'
import { dueTimer, setTimer } from '../timers/timers.repo.ts'
import { presentPost } from './absences.repo.ts'
import { absences } from './officials.table.ts'

/**
 * Tells who stands in what they have from today: how much is open, and what is due first. One message, not
 * one a matter.
 */
export const absenceTimer =
  ({ db, newId }: Pick<Deps, 'db' | 'newId'>): TimerHandler =>
  (timer, now) =>
    db.transaction(async (tx) => {
      const { tenantId, subjectId } = timer
      const [absence] = await tx
        .select()
        .from(absences)
        .where(and(eq(absences.tenantId, tenantId), eq(absences.id, subjectId)))
        .for('update')
      if (!(await dueTimer(tx, timer, now))) return
      await setTimer(tx, timer, null)
      const today = beijingDay(now)
      if (!absence || absence.endedAt || absence.untilDay < today) return
      const there = await presentPost(tx, tenantId, absence.postId, today)
      if (!there || there.id === absence.postId) return
      const [open] = await tx.execute<{
        title: string
        name: string | null
        matters: number
        first: string | null
      }>(sql`select p.title, h.name, count(q.id)::int as matters, min(q.due_at) as first from posts p
          left join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
          left join questions q on q.tenant_id = p.tenant_id and q.lead_post_id = p.id and not q.confidential
            and q.status in ('dispatched', 'accepted', 'waiting', 'deliberating')
          where p.tenant_id = ${tenantId} and p.id = ${absence.postId} group by p.title, h.name`)
      const first = open?.first ? `，最早${instantWords(new Date(open.first))}到期` : ''
      const text = `${open?.title}${open?.name ?? ''}不在岗（${absence.reason}），到${absence.untilDay}由您代办：在办诉求${open?.matters}件${first}。请到“我的工作”查看`
      const told = {
        accountId: there.accountId,
        template: 'task' as const,
        text,
        key: `absence:${subjectId}`
      }
      await enqueueMessages(tx, tenantId, null, [told], now, newId)
    })
