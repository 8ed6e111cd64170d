import { AppError } from '../../kernel/lib/errors.ts'
import type { TimerRow } from '../../platform/timers/timers.table.ts'
import type { CaseDeps } from '../core/cases.acts.ts'
import { caseReader } from '../core/cases.repo.ts'
import { findBag, saveBag } from './bags.repo.ts'
import { tellPlaces } from './tell.repo.ts'

/** A bag nobody signed for: both sides are asked where it is, again every working day. */
export function bagTimer(deps: CaseDeps) {
  const { db, newId, calendarOf } = deps
  const { countyOf } = deps.commands
  const read = caseReader(db)
  return async ({ tenantId, subjectId }: TimerRow, now: Date): Promise<void> => {
    const [found, bag] = await Promise.all([read(tenantId, subjectId), findBag(db, tenantId, subjectId)])
    if (!found || !bag?.awaitingId) return
    const { names } = await countyOf(tenantId)
    const [from, to] = [names.get(bag.placeId) ?? '', names.get(bag.awaitingId) ?? '']
    const outcome = {
      change: { asked: bag.asked + 1 },
      words: `${from}交给${to}，2个工作小时没有签收，已问双方`
    }
    const doer = { id: newId(), auditId: newId(), actorId: null, who: '系统' }
    const time = { calendar: await calendarOf(tenantId), now }
    await saveBag(db, bag, 'ask', outcome, doer, time, (tx) =>
      tellPlaces(
        tx,
        found.kase,
        [bag.placeId, bag.awaitingId!],
        { key: doer.id, text: `${from}交给${to}后没有签收，请双方核对袋子在哪里`, template: 'deadline' },
        { now, newId }
      )
    ).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'bag_moved_on')) throw error
    })
  }
}
