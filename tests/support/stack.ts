import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from 'bff/app.ts'
import { learnTopics } from 'bff/assistant/classifier/classifier.jobs.ts'
import { tellFollowers } from 'bff/assistant/publications/publications.jobs.ts'
import { createTriage, enqueueTriage } from 'bff/assistant/questions/questions.jobs.ts'
import { createDeps, pushSettings, templatesOf } from 'bff/deps.ts'
import { readEnv } from 'bff/env.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import { deliver } from 'bff/platform/notifications/notifications.jobs.ts'
import { enqueueDeliveries } from 'bff/platform/notifications/notifications.repo.ts'
import { newClaims } from 'bff/platform/session/claims.rules.ts'
import { sweep } from 'bff/platform/timers/timers.jobs.ts'
import { deliverHook } from 'bff/platform/webhooks/webhooks.jobs.ts'
import { enqueueHooks } from 'bff/platform/webhooks/webhooks.repo.ts'
import { timerHandlers } from 'bff/timer-handlers.ts'
import { demoApps } from 'demo/apps.ts'
import { demoEnv } from 'demo/world.ts'
import { createHandlers } from 'mock-server/handlers.ts'
import { createWorld, openidOf, type Person } from 'mock-server/world.ts'
import { setupServer } from 'msw/node'
import { inject } from 'vitest'
import { KEY, START } from './settings.ts'
import { TEMPLATE } from './template.ts'

const HOSTS = {
  api: 'https://api.weixin.qq.com',
  open: 'https://open.weixin.qq.com',
  sms: 'https://sms.tencentcloudapi.com'
}
export const PUBLIC_URL = 'http://bangban.test'

/** A database of its own, cloned from the counties. */
export async function cloneDatabase(): Promise<string> {
  const base = inject('databaseServer')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const admin = connect(`${base}/postgres`, { max: 1 })
  // Cloning needs the template to itself: files that start together take turns.
  for (let tries = 0; ; tries++) {
    try {
      await admin.sql.unsafe(`create database ${name} template ${TEMPLATE}`)
      break
    } catch (error) {
      if (tries > 100) throw error
      await new Promise((again) => setTimeout(again, 100))
    }
  }
  await admin.sql.end()
  return `${base}/${name}`
}

/** Everybody of the counties, for the mock world: who they are is in the database under a sealed phone. */
export async function everybody(
  deps: Deps,
  sql: ReturnType<typeof connect>['sql']
): Promise<(Person & { accountId: string; tenantId: string })[]> {
  const rows =
    await sql`select a.tenant_id, a.id, a.name, a.phone_sealed, array_agg(i.app_id) apps, min(i.openid) openid
    from accounts a join identities i on i.tenant_id = a.tenant_id and i.account_id = a.id group by a.tenant_id, a.id, a.name, a.phone_sealed`
  const keys = [...Array(120).keys()].flatMap((n) =>
    ['villager', 'village', 'district', 'head', 'deputy', 'leader', 'dept', 'staff', 'hall', 'agent'].map(
      (kind) => `${kind}${n + 1}`
    )
  )
  const known = [
    ...keys,
    'clerk',
    'town1',
    'supervisor',
    'admin',
    'county-admin',
    'county-clerk',
    'county-leader',
    'w-clerk',
    'w-leader',
    'w-admin',
    'w-village',
    'w-head',
    'w-villager1',
    'w-villager2',
    'w-villager3'
  ]
  const byOpenid = new Map(
    demoApps('').flatMap(({ appId }) => known.map((key) => [openidOf(appId, key), key] as const))
  )
  return rows.map((row) => ({
    key: byOpenid.get(row.openid)!,
    name: row.name,
    about: '',
    phone: deps.sealer.open(row.tenant_id, row.phone_sealed),
    appIds: row.apps,
    accountId: row.id,
    tenantId: row.tenant_id
  }))
}

/** The real service on a real database and a strict stand-in for WeChat, with a clock the test sets. */
export async function startStack({
  intercept = true,
  queries
}: {
  intercept?: boolean
  queries?: string[]
} = {}) {
  const clock = { now: START }
  const databaseUrl = await cloneDatabase()
  // The service's own role, as in production; the test itself may look and tamper everywhere.
  const { db, sql: service } = connect(databaseUrl, {
    max: 10,
    role: 'bangban_service',
    ...(queries && { debug: (query) => void queries.push(query) })
  })
  const { sql } = connect(databaseUrl, {
    max: 4,
    patient: true,
    ...(queries && { debug: (query) => void queries.push(query) })
  })
  const keys = { jwt: KEY, field: KEY, identity: KEY, receipt: KEY, sign: KEY, audit: KEY }
  const settings = demoEnv({
    publicUrl: PUBLIC_URL,
    port: 0,
    worldBase: HOSTS.api,
    dataDir: mkdtempSync(join(tmpdir(), 'bangban-files-')),
    keys
  })
  const env = readEnv({ ...settings, WECHAT_OPEN: HOSTS.open, SMS_API: `${HOSTS.sms}/` })
  const deps = createDeps(env, db, () => clock.now)
  const people = await everybody(deps, sql)
  const world = createWorld(
    { apps: demoApps(PUBLIC_URL), people, sms: { secretId: 'demo-sms', secretKey: 'demo-sms-key' } },
    () => clock.now.getTime()
  )
  const opensAt = (_: string, page: string, scene: string) => `${PUBLIC_URL}/${page}?scene=${scene}`
  const vendors = setupServer(...createHandlers(world, { ...HOSTS, opensAt }))
  if (intercept) vendors.listen({ onUnhandledFrame: 'bypass' } as never)
  const templates = templatesOf(env)
  // A store of its own, whose parts a test may put something else in the place of.
  const store = {
    put: deps.store.put.bind(deps.store),
    getBytes: deps.store.getBytes.bind(deps.store),
    delete: deps.store.delete.bind(deps.store)
  }
  const pushOf = pushSettings(env)
  const app = await buildApp(
    { ...deps, store },
    {
      jwtSecret: KEY,
      templates,
      pushOf,
      limits: { writes: 100_000, reads: 1e9 },
      overloadMs: 0
    }
  )
  const person = (key: string) => people.find((candidate) => candidate.key === key)!
  const tokenOf = (key: string) => {
    const { accountId, tenantId } = person(key)
    return app.jwt.sign(newClaims(accountId, tenantId, clock.now))
  }
  /** `as('clerk')('POST /questions/x/commands', {...})` in the person's own county. */
  const as = (key: string | undefined, county?: string) => async (line: string, payload?: object) => {
    const [method, path] = line.split(' ') as ['GET' | 'POST', string]
    const tenant = county ?? (key ? person(key).tenantId : '370829')
    const headers = key ? { authorization: `Bearer ${tokenOf(key)}` } : {}
    const reply = await app.inject({
      method,
      url: `/api/${tenant}${path}`,
      headers,
      ...(payload && { payload })
    })
    const json = reply.headers['content-type']?.toString().includes('json')
    return { status: reply.statusCode, body: json ? reply.json() : reply.body, headers: reply.headers }
  }
  const log = {
    error: (details: { err?: unknown }, message: string) => {
      throw new Error(message, { cause: details.err })
    }
  }
  let running: Promise<unknown> = Promise.resolve()
  const triage = createTriage(deps)
  async function runWaiting(): Promise<number> {
    await enqueueTriage(db)
    await enqueueDeliveries(db)
    await enqueueHooks(db)
    const jobs =
      await sql`select j.id, t.identifier, p.payload from graphile_worker._private_jobs p join graphile_worker.jobs j on j.id = p.id
      join graphile_worker._private_tasks t on t.id = p.task_id where j.attempts = 0 order by j.id limit 500`
    for (const { id, identifier, payload } of jobs) {
      if (identifier === 'triage') await triage(payload)
      if (identifier === 'deliver') await deliver({ ...deps, templates }, payload)
      if (
        identifier === 'webhook' &&
        !(await deliverHook(deps, payload).then(
          () => true,
          () => false
        ))
      ) {
        // It waits for its next try, as the worker would have it.
        await sql`select graphile_worker.reschedule_jobs(array[${id}::bigint], attempts := 1)`
        continue
      }
      if (identifier === 'learnTopics') await learnTopics(deps, payload)
      if (identifier === 'tellFollowers') await tellFollowers(deps, payload)
      await sql`select graphile_worker.complete_jobs(array[${id}::bigint])`
    }
    return jobs.length
  }
  return {
    app,
    clock,
    db,
    sql,
    store,
    service,
    deps,
    world,
    people,
    person,
    as,
    tokenOf,
    pushOf,
    env,
    databaseUrl,
    vendors,
    templates,
    /** Lets the clock's timers and the jobs do what is due now. */
    async tick() {
      for (;;) if ((await sweep(db, timerHandlers(deps), clock.now, log)) === 0) return
    },
    /** Runs what waits; calls at once take turns, as jobs of one row are made once. */
    runJobs() {
      running = running.catch(() => undefined).then(runWaiting)
      return running as Promise<number>
    },
    async stop() {
      if (intercept) vendors.close()
      await app.close()
      await service.end()
      await sql.end()
    }
  }
}
export type Stack = Awaited<ReturnType<typeof startStack>>
