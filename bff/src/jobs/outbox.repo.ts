import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../lib/deps.ts'

/** Jobs of a kind that may wait ready at a time: what a second or two works off, so that a newcomer is never far behind. */
const READY = 200
/** Jobs a county may have of a kind, those that rest after a failure among them; the rest wait as rows, which cost nothing. */
const MOST_A_COUNTY = 2000

export type Outbox = Readonly<{
  task: string
  /** Rows `tenant_id, id, since` of the county `t.tenant_id` that wait and whose `id` satisfies `jobless`, oldest first. */
  waiting: (jobless: (id: SQL) => SQL) => SQL
  payload: SQL
  tries: number
  /** Jobs with the same name run one after another: a target that hangs holds up its own alone. */
  line?: SQL
}>

/**
 * Gives waiting rows their jobs, in turns: the first of every county, then the second of every county. A county that
 * brings ten thousand at once waits behind itself. What has a job gets no other; one that was given up rests for a day.
 */
export const fillOutbox = (db: Db, { task, waiting, payload, tries, line }: Outbox) => {
  const key = (id: SQL) => sql`${`${task}:`}::text || ${id}`
  const jobless = (id: SQL) => sql`not exists (select from graphile_worker.jobs j where j.key = ${key(id)}
    and (j.attempts < j.max_attempts or j.updated_at > now() - interval '1 day'))`
  const fill = sql`
    with room as (
      select greatest(${READY} - count(*)::int, 0) as places from graphile_worker.jobs
      where task_identifier = ${task} and locked_at is null and run_at <= now() and attempts < max_attempts
    ), held as (
      select j.payload->>'tenantId' as county from graphile_worker._private_jobs j
      where j.task_id = (select id from graphile_worker._private_tasks where identifier = ${task})
        and attempts < max_attempts group by 1 having count(*) >= ${MOST_A_COUNTY}
    ), turns as (
      select w.*, row_number() over (partition by w.tenant_id order by w.since) as turn
      from (select tenant_id from tenants where tenant_id not in (select county from held where county is not null)) t
      cross join lateral (${waiting(jobless)} limit ${READY}) w
    )
    select graphile_worker.add_job(${task}, ${payload}, job_key := ${key(sql`id`)},
      job_key_mode := 'preserve_run_at', max_attempts := ${tries}, queue_name := ${line ?? sql`null`})
    from (select * from turns order by turn, since limit (select places from room)) next`
  // One process at a time, and it looks after the one before: two that filled at once would make two jobs of one row.
  return db.transaction(async (tx) => {
    const [turn] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('graphile_worker.' || ${task}::text)) as mine`
    )
    if (turn?.mine) await tx.execute(fill)
  })
}

/** Tries of what an outage of somebody else holds up: it is tried until it works. */
export const ENDLESS = 30_000
/** A job that waits for an outage to end is tried again within a quarter of an hour, however often it failed. */
export const shortenWaits = (db: Db) =>
  db.execute(sql`
    select graphile_worker.reschedule_jobs(array_agg(id), now() + random() * interval '15 minutes') from (
      select id from graphile_worker.jobs where max_attempts = ${ENDLESS} and locked_at is null
        and run_at > now() + interval '15 minutes' limit 1000) late having count(*) > 0`)

/** What runs every hour at these minutes, by the database's clock: each has one job waiting, or running and the next. */
export const planHourly = (db: Db, minutes: Readonly<Record<string, number>>) =>
  db.execute(sql`
    select graphile_worker.add_job(task, '{}'::json, job_key := 'hourly:' || task, job_key_mode := 'preserve_run_at', max_attempts := 8,
      run_at := date_trunc('hour', now() - minute * interval '1 minute') + interval '1 hour' + minute * interval '1 minute')
    from jsonb_to_recordset(${JSON.stringify(Object.entries(minutes).map(([task, minute]) => ({ task, minute })))}::jsonb)
      as hourly(task text, minute int)
    where not exists (select from graphile_worker.jobs j where j.key = 'hourly:' || task and j.attempts < j.max_attempts)`)
