import type { Sql } from 'postgres'

/**
 * Says that a worker pool lives, by a session lock the database drops the moment its process is gone.
 * To be said again and again, on one connection of its own: after a lost connection the lock is taken anew.
 */
export async function sayAlive(own: Sql, poolId: string): Promise<void> {
  await own`
    select pg_try_advisory_lock(hashtextextended(${poolId}, 0))
    where not exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())`
}

/**
 * Sets free the jobs that dead pools took with them; graphile-worker by itself waits four hours.
 * The own pool is left out by name: a session gets a lock it holds already.
 */
export async function freeJobsOfTheDead(own: Sql, poolId: string): Promise<void> {
  await own`
    select graphile_worker.force_unlock_workers(array_agg(locked_by)) from (
      select distinct locked_by from graphile_worker.jobs where locked_by <> ${poolId}) held
    where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))`
}
