import type { BagAction, BagCommand } from 'shared/bags.ts'
import type { Role } from 'shared/roles.ts'
import { DEPARTMENT, DESKS } from 'shared/rules/roles.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { dueAt, type Limit, type WorkCalendar } from '../../kernel/lib/worktime.ts'
import type { BagRow } from './bags.table.ts'

const MISSING: Limit = { amount: 2, unit: 'wh' }
const AGAIN: Limit = { amount: 1, unit: 'wd' }
/** An agent sees the case through, the bag is not theirs to carry. */
const CARRY: readonly Role[] = [...DESKS, ...DEPARTMENT]
type Place = Readonly<{ id: string; name: string }>
export type BagOutcome = Readonly<{ change: Partial<BagRow>; words: string }>

/**
 * What this person may do: give it away from their own place, take back what was not signed for, sign for
 * what comes.
 */
export function bagActions(bag: BagRow, { post }: Actor): BagAction[] {
  if (!post || !CARRY.includes(post.role)) return []
  const here = post.unitId === bag.placeId
  if (bag.awaitingId === null) return here ? ['handOver'] : []
  if (post.unitId === bag.awaitingId) return ['receive']
  return here ? ['takeBack'] : []
}

/** What a command writes; `places`: where this case's bag may be at all. */
export function decideBag(
  command: BagCommand,
  bag: BagRow,
  { actor, places, now }: { actor: Actor; places: readonly Place[]; now: Date }
): BagOutcome {
  if (!bagActions(bag, actor).includes(command.action)) throw new AppError('bag_moved_on')
  const nameOf = (id: string | null) => places.find((place) => place.id === id)?.name ?? ''
  switch (command.action) {
    case 'handOver': {
      const to = places.find(({ id }) => id === command.toId)
      if (!to || to.id === bag.placeId) throw new AppError('invalid_input', 'toId')
      return { change: { awaitingId: to.id, handedAt: now, asked: 0 }, words: `交给${to.name}，等签收` }
    }
    case 'takeBack':
      return { change: { awaitingId: null, handedAt: null, asked: 0 }, words: '没有交出去，收回' }
    case 'receive':
      return {
        change: {
          placeId: bag.awaitingId!,
          holder: actor.post!.name,
          awaitingId: null,
          handedAt: null,
          asked: 0
        },
        words: `${nameOf(bag.awaitingId)}签收`
      }
  }
}

/**
 * When both sides are asked where it is: two working hours after it was handed on, then every working day.
 */
export function bagTimer(
  bag: BagRow,
  calendar: WorkCalendar,
  now: Date
): { step: string; dueAt: Date } | null {
  if (!bag.handedAt) return null
  const at = bag.asked
    ? dueAt(calendar, { start: now, limit: AGAIN })
    : dueAt(calendar, { start: bag.handedAt, limit: MISSING })
  return { step: 'missing', dueAt: at }
}
