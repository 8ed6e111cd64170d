import { planHourly, shortenWaits } from 'bff/jobs/outbox.repo.ts'
import { taskList } from 'bff/jobs/tasks.ts'
import { enqueueDeliveries } from 'bff/notifications/notifications.repo.ts'
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

it('gives up a job that fails by its own fault after eight tries, lists it to its own admin, and runs it again', async () => {
  const tasks = taskList(stack.deps, stack.templates)
  const [row] =
    await stack.sql`select (graphile_worker.add_job('deliver', json_build_object('tenantId', '370829', 'messageId', 'no id'), max_attempts := 30000)).id`
  const id = String(row!.id)
  const attempt = async (attempts: number) => {
    await stack.sql`update graphile_worker._private_jobs set attempts = ${attempts} where id = ${id}`
    const helpers = { job: { id, attempts } }
    await expect(
      Promise.resolve(tasks.deliver!({ tenantId: '370829', messageId: 'no id' }, helpers as never))
    ).rejects.toThrow()
  }
  const listed = async (who: string) => (await stack.as(who)('GET /dead-jobs')).body.items as { id: string }[]
  await attempt(7)
  expect(await listed('admin')).toEqual([])
  await attempt(8)
  expect(await listed('admin')).toMatchObject([{ id, task: 'deliver', attempts: 8 }])
  expect(await listed('w-admin')).toEqual([])
  expect((await stack.as('w-admin')(`POST /dead-jobs/${id}/retry`)).status).toBe(404)
  expect((await stack.as('clerk')(`POST /dead-jobs/${id}/retry`)).status).toBe(403)
  expect((await stack.as('admin')(`POST /dead-jobs/${id}/retry`)).status).toBe(200)
  expect(await listed('admin')).toEqual([])
  expect((await stack.as('admin')(`POST /dead-jobs/${id}/retry`)).status).toBe(404)
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
