import { sql } from 'drizzle-orm'
import type { Deps } from '../kernel/lib/deps.ts'
import type { TimerHandler } from '../platform/timers/timers.jobs.ts'
import { dueTimer } from '../platform/timers/timers.repo.ts'
import { getItem } from './items.repo.ts'
import { settle } from './versions.repo.ts'

/** The day of an approved version has begun: it comes into force. */
export const itemTimer =
  ({ db }: Pick<Deps, 'db'>): TimerHandler =>
  (timer, now) =>
    db.transaction(async (tx) => {
      const { tenantId, subjectId } = timer
      await tx.execute(
        sql`select id from service_items where tenant_id = ${tenantId} and id = ${subjectId} for update`
      )
      if (!(await dueTimer(tx, timer, now))) return
      const { item } = await getItem(tx, tenantId, subjectId)
      await settle(tx, item, now)
    })
