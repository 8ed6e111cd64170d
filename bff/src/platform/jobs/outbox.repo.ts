import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'

/**
 * Jobs of a kind that may wait ready at a time: what a second or two works off, so that a newcomer is never
 * far behind.
 */
const READY = 200
/** In a queue jobs run one after another: few ready ones keep it busy. */
const READY_IN_QUEUE = 5
/**
 * Jobs a line may have, those that rest after a failure among them; what waits beyond them waits as rows,
 * which cost nothing.
 */
const MOST_A_LINE = 500

export type Outbox = Readonly<{
  task: string
  /**
   * Rows `id, since` of the line `l` (`l.tenant_id`, `l.line`) that wait and whose `id` satisfies `jobless`,
   * oldest first.
   */
  waiting: (jobless: (id: SQL) => SQL) => SQL
  /** Of `tenant_id` and `id`; the county stands in it as `tenantId`, a finer line as `line`. */
  payload: SQL
  tries: number
  /**
   * Finer lines than counties, as rows `tenant_id, line`: each is a queue, so that one that hangs holds up
   * itself alone.
   */
  queues?: SQL
}>

/**
 * Gives waiting rows their jobs, in turns: the first of every line, then the second of every line. A county
 * that brings ten thousand at once waits behind itself. What has a job gets no other; one that was given up
 * rests for a day.
 */
export const fillOutbox = (db: Db, { task, waiting, payload, tries, queues }: Outbox) => {
  const key = (id: SQL) => sql`${`${task}:`}::text || ${id}`
  const jobless = (id: SQL) => sql`not exists (select from graphile_worker.jobs j where j.key = ${key(id)}
    and (j.attempts < j.max_attempts or j.updated_at > now() - interval '1 day'))`
  const fill = sql`
    with live as (
      select coalesce(payload->>'line', payload->>'tenantId') as line, count(*) as jobs,
        count(*) filter (where run_at <= now()) as ready
      from graphile_worker._private_jobs
      where task_id = (select id from graphile_worker._private_tasks where identifier = ${task}) and attempts < max_attempts
      group by 1
    ), turns as (
      select l.tenant_id, l.line, w.*, row_number() over (partition by l.line order by w.since) as turn
      from (${queues ?? sql`select tenant_id, tenant_id as line from tenants`}) l
      left join live on live.line = l.line
      cross join lateral (${waiting(jobless)} limit ${queues ? READY_IN_QUEUE : READY}) w
      where coalesce(live.jobs, 0) < ${MOST_A_LINE} ${queues ? sql`and coalesce(live.ready, 0) < ${READY_IN_QUEUE}` : sql``}
    )
    select graphile_worker.add_job(${task}, ${payload}, job_key := ${key(sql`id`)}, job_key_mode := 'preserve_run_at',
      max_attempts := ${tries}, queue_name := ${queues ? key(sql`line`) : sql`null`})
    from (select * from turns order by turn, since
      limit ${queues ? sql`${READY}::int` : sql`(select greatest(${READY} - coalesce(sum(ready), 0), 0) from live)`}) next`
  // One process at a time, and it looks after the one before: two that filled at once would make two jobs of
  // one row.
  return db.transaction(async (tx) => {
    const [turn] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('graphile_worker.' || ${task}::text)) as mine`
    )
    if (turn?.mine) await tx.execute(fill)
  })
}

/** Tries of what an outage of somebody else holds up: it is tried until it works. */
export const ENDLESS = 30_000
/**
 * A job that waits for an outage to end is tried again within a quarter of an hour, however often it failed.
 */
export const shortenWaits = (db: Db) =>
  db.execute(sql`
    select graphile_worker.reschedule_jobs(array_agg(id), now() + random() * interval '15 minutes') from (
      select id from graphile_worker.jobs where max_attempts = ${ENDLESS} and locked_at is null
        and run_at > now() + interval '15 minutes' limit 1000) late having count(*) > 0`)

/**
 * What runs every hour at these minutes, by the database's clock: each has one job waiting, or running and
 * the next.
 */
export const planHourly = (db: Db, minutes: Readonly<Record<string, number>>) =>
  db.execute(sql`
    select graphile_worker.add_job(task, '{}'::json, job_key := 'hourly:' || task, job_key_mode := 'preserve_run_at', max_attempts := 8,
      run_at := date_trunc('hour', now() - minute * interval '1 minute') + interval '1 hour' + minute * interval '1 minute')
    from jsonb_to_recordset(${JSON.stringify(Object.entries(minutes).map(([task, minute]) => ({ task, minute })))}::jsonb)
      as hourly(task text, minute int)
    where not exists (select from graphile_worker.jobs j where j.key = 'hourly:' || task and j.attempts < j.max_attempts)`)
