import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { buildApp } from './app.ts'
import { createDeps, pushSettings, templatesOf } from './deps.ts'
import { startEmbedded } from './embedded.ts'
import type { Env } from './env.ts'
import { serveH5 } from './h5.ts'
import { reportHealth } from './health.ts'
import { endChildren } from './kernel/lib/children.ts'
import { connect } from './kernel/lib/database.ts'
import { followDatabaseTime } from './kernel/lib/database-time.ts'
import type { Deps } from './kernel/lib/deps.ts'
import { logging } from './kernel/lib/log.ts'
import { migrateDatabase } from './migrate.ts'
import { type RunningWorker, startWorker } from './worker.ts'

type Options = Readonly<{
  /** Another clock than the database's, for tests and the demo's past. */
  now?: () => Date
  /** Runs before the first request. */
  prepare?: (deps: Deps) => Promise<void>
}>

/** Database, migrations, service, H5 pages and worker, ready to serve. */
export async function startServer(env: Env, { now, prepare }: Options = {}) {
  const embedded = env.DATABASE_URL ? undefined : await startEmbedded(join(env.DATA_DIR, 'postgres'))
  const databaseUrl = embedded?.url ?? env.DATABASE_URL
  const role = await migrateDatabase(databaseUrl)
  const time = await followDatabaseTime(connect(databaseUrl, { max: 1, lasting: true }).sql)
  const clock = now ?? time.now
  const { db, sql } = connect(databaseUrl, { role })
  const deps = createDeps(env, db, clock)
  if (prepare) {
    // A prepared statement is planned once per connection: few connections make a long sequence fast. What is
    // cut off is prepared anew, so no step of it waits for the disk.
    const few = connect(databaseUrl, { max: 2, repeatable: true })
    await prepare(createDeps(env, few.db, clock))
    await few.sql.end()
  }

  const templates = templatesOf(env)
  const app = await buildApp(
    deps,
    {
      jwtSecret: env.JWT_SECRET,
      templates,
      pushOf: pushSettings(env),
      limits: { writes: env.WRITES_PER_MINUTE, reads: env.READS_PER_MINUTE },
      overloadMs: env.OVERLOAD_MS
    },
    {
      ...logging(env.LOG_LEVEL),
      trustProxy: env.TRUST_PROXY ? env.TRUST_PROXY.split(',') : false
    }
  )
  let draining = false
  let worker: RunningWorker | undefined
  reportHealth(app, { pulse: time.pulse, worker: () => worker?.state(), draining: () => draining })
  if (!role) app.log.warn('this login may make no role: the service could change the audit it writes')
  let warned = Boolean(env.TRUST_PROXY)
  app.addHook('onRequest', async ({ headers }, reply) => {
    if (draining) reply.header('connection', 'close')
    if (warned || !headers['x-forwarded-for']) return
    warned = true
    app.log.warn('X-Forwarded-For arrives but TRUST_PROXY is empty: behind a proxy everybody has its address')
  })
  if (env.H5_DIR) await serveH5(app, env.H5_DIR, deps.publicUrl)
  worker = startWorker(deps, { databaseUrl, templates, sweepMs: env.SWEEP_MS, pulse: time.pulse }, app.log)
  await app.listen({ port: env.PORT, host: env.HOST })
  return {
    app,
    deps,
    databaseUrl,
    /** Lets a proxy notice, answers everything that still comes, then ends. */
    stop: async ({ drainMs = 0 }: { drainMs?: number } = {}) => {
      draining = true
      await Promise.all([wait(drainMs), worker.stop()])
      await app.close()
      await endChildren()
      await time.stop()
      await sql.end({ timeout: 2 })
      await embedded?.stop()
    }
  }
}
