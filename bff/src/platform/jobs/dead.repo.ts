import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { ENDLESS } from './outbox.repo.ts'

const TRIES = 25

/** Ends the tries of a running job: this was its last. */
export const giveUp = (db: Db, jobId: string) =>
  db.execute(sql`update graphile_worker._private_jobs set max_attempts = attempts where id = ${jobId}`)

export type DeadJob = Readonly<{ id: string; task: string; attempts: number; failedAt: Date }>
const MOST = 100

/** The county's jobs that were given up, the latest first. */
export const listDead = async (db: Db, tenantId: string): Promise<DeadJob[]> =>
  await db.execute<DeadJob>(sql`
    select j.id::text, j.task_identifier as task, j.attempts, j.updated_at as "failedAt"
    from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
    where j.attempts >= j.max_attempts and j.locked_at is null and p.payload->>'tenantId' = ${tenantId}
    order by j.updated_at desc limit ${MOST}`)

/**
 * Lets a job of the county that was given up run again, as often as it might at first; false when it is none.
 */
export async function revive(db: Db, tenantId: string, id: string): Promise<boolean> {
  const rows = await db.execute(sql`
    update graphile_worker._private_jobs set attempts = 0, last_error = null, run_at = now(),
      max_attempts = case when task_id in (select id from graphile_worker._private_tasks
        where identifier in ('triage', 'deliver', 'checkImage')) then ${ENDLESS}::int else ${TRIES}::int end
    where id = ${id}::bigint and attempts >= max_attempts and locked_at is null and payload->>'tenantId' = ${tenantId}
    returning id`)
  return rows.length === 1
}
