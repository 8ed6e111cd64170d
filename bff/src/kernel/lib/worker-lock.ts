import type { Sql } from 'postgres'

/**
 * A pool is dead when its lock was free at every look for so long: a lost session takes its lock anew within
 * that time.
 */
const DEAD_AFTER_MS = 2000

/**
 * Says that a worker pool lives, by a session lock the database drops the moment its process is gone.
 * To be said again and again, on one connection of its own: after a lost connection the lock is taken anew.
 */
export async function sayAlive(own: Sql, poolId: string): Promise<void> {
  await own`
    select case when exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
        and (classid::bigint << 32 | objid::bigint) = hashtextextended(${poolId}, 0)) then true
      else pg_advisory_unlock_all() is not null and pg_try_advisory_lock(hashtextextended(${poolId}, 0)) end`
}

/**
 * Sets free the jobs that dead pools took with them; graphile-worker by itself waits four hours. `seen`
 * remembers since when a pool looks dead. The own pool is left out by name: a session gets a lock it holds
 * already.
 */
export async function freeJobsOfTheDead(
  own: Sql,
  poolId: string,
  seen: Map<string, number>,
  at: number
): Promise<void> {
  const quiet = await own<{ pool: string }[]>`
    select pool from (select distinct locked_by as pool from graphile_worker.jobs where locked_by <> ${poolId}) held
    where pg_try_advisory_xact_lock(hashtextextended(pool, 0))`
  const pools = new Set(quiet.map(({ pool }) => pool))
  for (const pool of seen.keys()) if (!pools.has(pool)) seen.delete(pool)
  for (const pool of pools) if (!seen.has(pool)) seen.set(pool, at)
  const dead = [...pools].filter((pool) => at - seen.get(pool)! >= DEAD_AFTER_MS)
  if (dead.length) await own`select graphile_worker.force_unlock_workers(${dead}::text[])`
}
