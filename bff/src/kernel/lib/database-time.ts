import { setTimeout as wait } from 'node:timers/promises'
import type { Sql } from 'postgres'

const BEAT_MS = 1000
const RETRY_MS = 200
/** A question that waits longer for its answer than this finds the database away. */
const SILENT_MS = 1000
/** A clock further off than this is not believed. */
const MOST_SKEW_MS = 60_000

/**
 * What the last question to the database said: does it answer, and how far is this machine's clock ahead of
 * its own.
 */
export type Pulse = Readonly<{ reachable: boolean; skewMs: number }>
export type DatabaseTime = Readonly<{ now: () => Date; pulse: () => Pulse; stop: () => Promise<void> }>

/** Is the machine's clock more than a minute away from the database's? */
export const isAstray = ({ skewMs }: Pulse): boolean => Math.abs(skewMs) > MOST_SKEW_MS

/**
 * Follows the database's time: it is asked every second, and carried on in between by a clock that never
 * jumps, so that a wrong clock of this machine dates nothing. The first answer is awaited.
 */
export async function followDatabaseTime(sql: Sql, wall: () => number = Date.now): Promise<DatabaseTime> {
  let offset = 0
  let reachable = false
  let running = true
  let askedAt: number | undefined

  async function beat(): Promise<void> {
    const asked = performance.now()
    askedAt = asked
    const [row] = await sql<{ at: string }[]>`select extract(epoch from clock_timestamp()) * 1000 as at`
    const answered = performance.now()
    const measured = Number(row!.at) - (asked + answered) / 2
    // Within the time the question took, the old offset is as good as the new.
    if (!reachable || Math.abs(measured - offset) > answered - asked) offset = measured
    reachable = true
  }
  await beat()
  askedAt = undefined
  const beating = (async () => {
    while (running) {
      await wait(reachable ? BEAT_MS : RETRY_MS, undefined, { ref: false })
      if (running)
        await beat()
          .catch(() => {
            reachable = false
          })
          .finally(() => {
            askedAt = undefined
          })
    }
  })()
  const now = () => performance.now() + offset
  const isSilent = () => askedAt !== undefined && performance.now() - askedAt > SILENT_MS
  return {
    now: () => new Date(now()),
    pulse: () => ({ reachable: reachable && !isSilent(), skewMs: Math.round(wall() - now()) }),
    stop: async () => {
      running = false
      await sql.end({ timeout: 1 })
      void beating
    }
  }
}
