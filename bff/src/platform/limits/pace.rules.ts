/** How fast points may be spent: `perSecond` for ever, `burst` at once, and who is early may wait so long. */
export type Pace = Readonly<{ perSecond: number; burst: number; mostWaitMs: number }>
/** When all that was spent so far is paid off, in milliseconds; undefined before the first. */
export type Due = number | undefined
export type Spent = Readonly<{ due: number; waitMs: number } | { refusedForMs: number }>

const SECOND_MS = 1000

/**
 * Spends points at a time: after which wait it may go on, or for how long it is refused, which spends
 * nothing. A dear call goes through at once and makes what follows it wait. The generic cell rate algorithm
 * (ITU-T I.371), with a queue.
 */
export function spend(due: Due, now: number, points: number, pace: Pace): Spent {
  const pointMs = SECOND_MS / pace.perSecond
  const from = Math.max(now, due ?? now)
  const waitMs = Math.max(0, from - now - pace.burst * pointMs)
  if (waitMs > pace.mostWaitMs) return { refusedForMs: waitMs - pace.mostWaitMs }
  return { due: from + points * pointMs, waitMs }
}
