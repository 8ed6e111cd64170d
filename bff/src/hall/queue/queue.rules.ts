import type { TicketState } from 'shared/booking.ts'
import type { TicketAction } from 'shared/queue.ts'
import { AppError } from '../../kernel/lib/errors.ts'

/** Who waits, as far as their turn depends on it. */
export type Waiter = Readonly<{
  id: string
  priority: boolean
  /** The start of their slot; null for who came without a booking. */
  bookedFor: Date | null
  arrivedAt: Date
  /** When they joined anew after they had not come to their call. */
  requeuedAt: Date | null
}>
/** Who was called last, newest first: so that no kind waits for ever. */
export type Called = Readonly<Pick<Waiter, 'priority' | 'bookedFor'>>

/** So many of one kind in a row while the other waits. */
const PRIORITY_RUN = 2
const BOOKED_RUN = 2

const run = (calls: readonly Called[], kind: (call: Called) => boolean): number => {
  const end = calls.findIndex((call) => !kind(call))
  return end < 0 ? calls.length : end
}
const since = ({ requeuedAt, bookedFor, arrivedAt }: Waiter): Date => requeuedAt ?? bookedFor ?? arrivedAt
const byTurn = (a: Waiter, b: Waiter): number =>
  since(a).getTime() - since(b).getTime() ||
  a.arrivedAt.getTime() - b.arrivedAt.getTime() ||
  a.id.localeCompare(b.id)

type Lines = Readonly<Record<'all' | 'priority' | 'booked' | 'walkIns', readonly Waiter[]>>
/** Who waits, by kind, each kind in its own order. */
function linesOf(line: readonly Waiter[], now: Date): Lines {
  const all = [...line].sort(byTurn)
  const begun = (one: Waiter) => one.bookedFor !== null && since(one) <= now
  return {
    all,
    priority: all.filter((one) => one.priority && (one.bookedFor === null || begun(one))),
    booked: all.filter((one) => !one.priority && begun(one)),
    walkIns: all.filter((one) => !one.priority && one.bookedFor === null)
  }
}

function choose({ all, priority, booked, walkIns }: Lines, calls: readonly Called[]): Waiter | undefined {
  const others = booked.length + walkIns.length > 0
  if (priority.length && !(others && run(calls, (call) => call.priority) >= PRIORITY_RUN)) return priority[0]
  const ordinary = calls.filter((call) => !call.priority)
  const tired = run(ordinary, (call) => call.bookedFor !== null) >= BOOKED_RUN
  if (booked.length && !(tired && walkIns.length)) return booked[0]
  return walkIns[0] ?? all[0]
}

/**
 * Whose turn it is. The elderly and disabled come first, but no more than two in a row while others wait;
 * then who booked and whose slot has begun, two for every walk-in; who came before their slot only when
 * nobody else waits. Within a kind the earlier stands first, so that nobody waits for ever.
 */
export const nextWaiter = (
  line: readonly Waiter[],
  calls: readonly Called[],
  now: Date
): Waiter | undefined => choose(linesOf(line, now), calls)

/** Who waits, in the order they would be called if all stayed as it is. */
export function* inTurn(line: readonly Waiter[], calls: readonly Called[], now: Date): Generator<Waiter> {
  let lines = linesOf(line, now)
  let called = [...calls]
  for (let next = choose(lines, called); next; next = choose(lines, called)) {
    yield next
    const without = (kind: readonly Waiter[]) => kind.filter((one) => one !== next)
    const { all, priority, booked, walkIns } = lines
    lines = {
      all: without(all),
      priority: without(priority),
      booked: without(booked),
      walkIns: without(walkIns)
    }
    called = [next, ...called].slice(0, 20)
  }
}

/** How many would be called before somebody; -1 when they do not wait. */
export function aheadOf(line: readonly Waiter[], calls: readonly Called[], now: Date, id: string): number {
  let ahead = 0
  for (const next of inTurn(line, calls, now)) {
    if (next.id === id) return ahead
    ahead += 1
  }
  return -1
}

/** `B012` */
export const ticketNo = ({ letter, seq }: Readonly<{ letter: string; seq: number }>): string =>
  `${letter}${String(seq).padStart(3, '0')}`

export type { TicketAction }

const MOVES: Record<TicketAction, { from: readonly TicketState[]; to: TicketState }> = {
  again: { from: ['called'], to: 'called' },
  serve: { from: ['called'], to: 'serving' },
  miss: { from: ['called'], to: 'missed' },
  park: { from: ['called', 'serving'], to: 'parked' },
  resume: { from: ['parked', 'missed'], to: 'waiting' },
  done: { from: ['serving'], to: 'done' },
  transfer: { from: ['called', 'serving', 'waiting'], to: 'waiting' },
  // Whoever turns out not to be old or disabled waits with the others.
  ordinary: { from: ['waiting', 'called'], to: 'waiting' }
}
export const ticketActions = (state: TicketState): TicketAction[] =>
  (Object.keys(MOVES) as TicketAction[]).filter((action) => MOVES[action].from.includes(state))
export function moveTicket(action: TicketAction, state: TicketState): TicketState {
  if (!MOVES[action].from.includes(state)) throw new AppError('ticket_moved_on')
  return MOVES[action].to
}

/**
 * Minutes until the call, from the quicker and the slower quarter of real services; null while nothing is
 * known.
 */
export function waitRange(
  ahead: number,
  windows: number,
  quartiles: Readonly<{ quick: number; slow: number }> | null
): { from: number; to: number } | null {
  if (!quartiles || windows < 1) return null
  const turns = Math.ceil(ahead / windows)
  return { from: Math.floor(turns * quartiles.quick), to: Math.ceil(turns * quartiles.slow) }
}
