import { buildApp } from 'bff/app.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import { createIds } from 'bff/kernel/lib/ids.ts'
import { sealAudit } from 'bff/platform/audit/audit.jobs.ts'
import { calendarReader } from 'bff/platform/tenants/tenants.repo.ts'
import { tenants } from 'bff/platform/tenants/tenants.table.ts'
import { sql } from 'drizzle-orm'
import type { Person } from 'mock-server/world.ts'
import { openCases } from './cases.ts'
import { openHall } from './hall.ts'
import { playHistory } from './history.ts'
import { buildJiaxiang } from './jiaxiang.ts'
import { buildWenshang } from './wenshang.ts'

export type SeedSize = Readonly<{ questions: number; days: number; until: Date }>

const DAY_MS = 86_400_000

/**
 * The two demo counties and the questions of the last months; returns everybody who may sign in. `told` hears
 * of each step that begins.
 */
export async function seedDemo(
  outer: Deps,
  { questions, days, until }: SeedSize,
  told: (step: string) => void
): Promise<Person[]> {
  const clock = { now: new Date(until.getTime() - days * DAY_MS) }
  const now = () => clock.now
  const deps: Deps = {
    ...outer,
    now,
    newId: createIds(() => clock.now),
    calendarOf: calendarReader(outer.db, () => new Date(0)),
    // The past needs no phones: its texts were fine, its messages are marked as sent below.
    wechat: { ...outer.wechat, checkText: async () => ({ suggest: 'pass', label: 100 }) }
  }
  const tools = {
    db: deps.db,
    newId: deps.newId,
    now: clock.now,
    sealer: deps.sealer,
    receiptSecret: deps.receiptSecret,
    privacyVersion: deps.privacyVersion
  }
  told('演示数据 demo data: 两个县 two counties')
  const jiaxiang = await buildJiaxiang(tools)
  const wenshang = await buildWenshang(tools)
  // Autovacuum would need a minute to notice; until then every join would be planned for empty tables.
  const analyze = () => deps.db.execute(sql`analyze`)
  await analyze()
  const app = await buildApp(deps, {
    jwtSecret: 'only inside the seed: 0123456789abcdef',
    templates: () => ({ progress: '', task: '', deadline: '' }),
    pushOf: () => undefined,
    limits: { writes: 1e9, reads: 1e9 },
    overloadMs: 0
  })
  const monthly = (month: number) => {
    told(`演示数据 demo data: ${month}/${Math.ceil(days / 30)} 个月的诉求 months of questions`)
    return analyze()
  }
  await playHistory(app, deps, clock, jiaxiang, { count: questions, days, until, monthly })
  told('演示数据 demo data: 大厅、办件 the hall and its cases')
  clock.now = until
  await openHall(app, deps, clock, jiaxiang)
  await openCases(app, deps, clock, jiaxiang)
  await app.close()
  await deps.db.execute(
    sql`update messages set state = 'sent', ended_at = created_at where state = 'pending' and tenant_id is not null`
  )
  await deps.db.execute(sql`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs`)
  await analyze()
  while ((await sealAudit(deps, '370829')) > 0);
  return [...jiaxiang.people, ...wenshang.people].map(({ key, name, phone, about, appIds }) => ({
    key,
    name,
    phone,
    about,
    appIds
  }))
}

export const isSeeded = async ({ db }: Deps): Promise<boolean> =>
  (await db.select().from(tenants).limit(1)).length > 0
