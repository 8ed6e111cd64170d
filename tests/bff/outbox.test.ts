import { Outage } from 'bff/kernel/lib/outage.ts'
import { planHourly, shortenWaits } from 'bff/platform/jobs/outbox.repo.ts'
import { enqueueDeliveries } from 'bff/platform/notifications/notifications.repo.ts'
import { enqueueHooks } from 'bff/platform/webhooks/webhooks.repo.ts'
import { taskList } from 'bff/tasks.ts'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())
beforeEach(async () => {
  await stack.sql`delete from messages where tenant_id is not null`
  await stack.sql`delete from graphile_worker._private_jobs`
})

/** Messages of one county that wait, written a second apart from `start` on. */
const flood = (county: string, who: string, count: number, start: number) =>
  stack.sql`insert into messages (tenant_id, id, account_id, template, text, key, state, created_at)
    select ${county}, gen_random_uuid(), ${stack.person(who).accountId}, 'progress', n::text, 'k' || ${start}::int || '-' || n, 'pending',
      now() - interval '1 day' + (${start}::int + n) * interval '1 second' from generate_series(1, ${count}::int) n`
const queue = async () =>
  (
    await stack.sql`select p.payload->>'tenantId' as county from graphile_worker._private_jobs p order by p.id`
  ).map(({ county }) => county as string)

it('gives counties their jobs in turns: one that floods waits behind itself', async () => {
  await flood('370829', 'villager1', 5000, 0)
  await flood('370830', 'w-villager1', 3, 10_000)
  await enqueueDeliveries(stack.db)
  const jobs = await queue()
  expect(jobs).toHaveLength(200)
  expect(jobs.slice(0, 6).toSorted()).toEqual([...Array(3).fill('370829'), ...Array(3).fill('370830')])
  await enqueueDeliveries(stack.db)
  expect(await queue()).toHaveLength(200)
})

const rest = () =>
  stack.sql`update graphile_worker._private_jobs set attempts = 1, run_at = now() + interval '1 hour' where attempts = 0`

it('holds no more than five hundred jobs of a county that rest after a failure, and gives others theirs', async () => {
  await flood('370829', 'villager1', 900, 0)
  for (let n = 0; n < 6; n++) {
    await enqueueDeliveries(stack.db)
    await rest()
  }
  expect((await queue()).length).toBeLessThanOrEqual(600)
  const before = (await queue()).length
  await flood('370830', 'w-villager1', 1, 10_000)
  await enqueueDeliveries(stack.db)
  expect(await queue()).toHaveLength(before + 1)
  expect((await queue()).at(-1)).toBe('370830')
  await stack.sql`delete from graphile_worker._private_jobs where id in (select id from graphile_worker._private_jobs
    where payload->>'tenantId' = '370829' limit 300)`
  await enqueueDeliveries(stack.db)
  expect((await queue()).length, 'goes on as soon as there is room').toBeGreaterThan(before - 299)
})

it('lets a target that hangs hold up itself alone, among counties and in its own', async () => {
  await stack.sql`delete from webhook_deliveries where tenant_id is not null`
  const target = async (county: string, deliveries: number) => {
    const id = crypto.randomUUID()
    await stack.sql`insert into webhooks (tenant_id, id, url, secret_sealed, created_at) values (${county}, ${id}, 'https://x', 'x', now())`
    await stack.sql`insert into webhook_deliveries (tenant_id, id, webhook_id, event, payload, created_at, attempts)
      select ${county}, gen_random_uuid(), ${id}, 'question.changed', '{}', now() - interval '1 hour' + n * interval '1 second', 0
      from generate_series(1, ${deliveries}::int) n`
    return id
  }
  const hanging = await target('370829', 3000)
  for (let n = 0; n < 130; n++) {
    await enqueueHooks(stack.db)
    await rest()
  }
  const beside = await target('370829', 3)
  const elsewhere = await target('370830', 3)
  await enqueueHooks(stack.db)
  const jobs = await stack.sql`select p.payload->>'line' as line, q.queue_name as queue, count(*)::int as n
    from graphile_worker._private_jobs p join graphile_worker._private_job_queues q on q.id = p.job_queue_id group by 1, 2 order by 3`
  const found = new Map(jobs.map(({ line, queue, n }) => [line, { queue, n }]))
  expect(found.get(beside)).toEqual({ queue: `webhook:${beside}`, n: 3 })
  expect(found.get(elsewhere)).toEqual({ queue: `webhook:${elsewhere}`, n: 3 })
  expect(found.get(hanging)!.n).toBeGreaterThanOrEqual(500)
  expect(found.get(hanging)!.n).toBeLessThanOrEqual(505)
})

/** A job that cannot succeed: what it does as the worker runs it, its last error with it. */
async function poison() {
  const tasks = taskList(stack.deps, stack.templates)
  const payload = { tenantId: '370829', messageId: 'no id' }
  const [row] =
    await stack.sql`select (graphile_worker.add_job('deliver', ${JSON.stringify(payload)}::json, max_attempts := 30000)).id`
  const id = String(row!.id)
  const run = async (task = tasks.deliver!) => {
    const [job] =
      await stack.sql`update graphile_worker._private_jobs set attempts = attempts + 1 where id = ${id} returning attempts, last_error`
    const failed = await Promise.resolve(task(payload, { job: { id, ...job } } as never)).then(
      () => undefined,
      (error: Error) => error
    )
    await stack.sql`update graphile_worker._private_jobs set last_error = ${failed!.message} where id = ${id}`
  }
  const away = taskList(
    {
      ...stack.deps,
      db: {
        ...stack.db,
        select: () => {
          throw new Outage('away')
        }
      } as never
    },
    stack.templates
  ).deliver!
  return { id, run, away }
}
const listed = async (who: string) => (await stack.as(who)('GET /dead-jobs')).body.items as { id: string }[]

it('gives up a job that fails by its own fault eight times, lists it to its own admin, and runs it again as often', async () => {
  const { id, run } = await poison()
  for (let n = 0; n < 7; n++) await run()
  expect(await listed('admin')).toEqual([])
  await run()
  expect(await listed('admin')).toMatchObject([{ id, task: 'deliver', attempts: 8 }])
  expect(await listed('w-admin')).toEqual([])
  expect((await stack.as('w-admin')(`POST /dead-jobs/${id}/retry`)).status).toBe(404)
  expect((await stack.as('clerk')(`POST /dead-jobs/${id}/retry`)).status).toBe(403)
  expect((await stack.as('admin')(`POST /dead-jobs/${id}/retry`)).status).toBe(200)
  expect(await listed('admin')).toEqual([])
  expect((await stack.as('admin')(`POST /dead-jobs/${id}/retry`)).status).toBe(404)
  for (let n = 0; n < 7; n++) await run()
  expect(await listed('admin')).toEqual([])
  await run()
  expect(await listed('admin')).toMatchObject([{ id, attempts: 8 }])
})

it('counts no outage of somebody else as a fault of the job', async () => {
  const { run, away } = await poison()
  for (let n = 0; n < 20; n++) await run(away)
  for (let n = 0; n < 7; n++) await run()
  expect(await listed('admin')).toEqual([])
  await run(away)
  await run()
  expect(await listed('admin')).toMatchObject([{ attempts: 29 }])
})

it('never gives up what somebody else’s outage holds up, and tries it again within a quarter of an hour', async () => {
  await flood('370829', 'villager1', 1, 0)
  await enqueueDeliveries(stack.db)
  await stack.sql`update graphile_worker._private_jobs set attempts = 90, run_at = now() + interval '6 hours'`
  await shortenWaits(stack.db)
  const [job] =
    await stack.sql`select run_at <= now() + interval '15 minutes' as soon, attempts < max_attempts as alive from graphile_worker._private_jobs`
  expect(job).toEqual({ soon: true, alive: true })
})

it('plans what runs every hour once, by the database’s clock', async () => {
  for (let n = 0; n < 3; n++) await planHourly(stack.db, { tidy: 7, keepHall: 17 })
  const jobs =
    await stack.sql`select key, extract(minute from run_at)::int as minute, run_at > now() as ahead,
    run_at <= now() + interval '1 hour' as within from graphile_worker.jobs order by key`
  expect(jobs).toEqual([
    { key: 'hourly:keepHall', minute: 17, ahead: true, within: true },
    { key: 'hourly:tidy', minute: 7, ahead: true, within: true }
  ])
})
