import { join } from 'node:path'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { LogController } from 'fastify'
import { buildApp } from './app.ts'
import { createDeps, pushSettings, templatesOf } from './deps.ts'
import { startEmbedded } from './embedded.ts'
import type { Env } from './env.ts'
import { serveH5 } from './h5.ts'
import { connect } from './lib/database.ts'
import type { Deps } from './lib/deps.ts'
import { describeError } from './lib/log.ts'
import { migrateWorker, startWorker } from './worker.ts'

/** No token, link or query string in any line. */
const REDACT = ['req.headers.authorization', 'req.url', 'req.query']

/** Database, migrations, service, H5 pages and worker, ready to serve; `prepare` runs before the first request. */
export async function startServer(
  env: Env,
  { now = () => new Date(), prepare }: { now?: () => Date; prepare?: (deps: Deps) => Promise<void> } = {}
) {
  const embedded = env.DATABASE_URL ? undefined : await startEmbedded(join(env.DATA_DIR, 'postgres'))
  const databaseUrl = embedded?.url ?? env.DATABASE_URL
  const { db, sql } = connect(databaseUrl)
  await migrate(db, { migrationsFolder: new URL('../migrations', import.meta.url).pathname })
  await migrateWorker(databaseUrl)
  const deps = createDeps(env, db, now)
  if (prepare) {
    // A prepared statement is planned once per connection: few connections make a long sequence fast.
    const few = connect(databaseUrl, { max: 2 })
    await prepare(createDeps(env, few.db, now))
    await few.sql.end()
  }

  const templates = templatesOf(env)
  const app = await buildApp(
    deps,
    {
      jwtSecret: env.JWT_SECRET,
      templates: Object.values(templates),
      pushOf: pushSettings(env),
      writesPerMinute: env.WRITES_PER_MINUTE,
      overloadMs: env.OVERLOAD_MS
    },
    {
      logger: { level: env.LOG_LEVEL, redact: REDACT, serializers: { err: describeError } },
      logController: new LogController({ disableRequestLogging: true }),
      trustProxy: env.TRUST_PROXY ? env.TRUST_PROXY.split(',') : false
    }
  )
  app.get('/ready', async () => {
    await sql`select 1 as tenant_id`
    return { ready: true }
  })
  if (env.H5_DIR) await serveH5(app, env.H5_DIR, deps.publicUrl)
  const worker = await startWorker(deps, { databaseUrl, templates, sweepMs: env.SWEEP_MS }, app.log)
  await app.listen({ port: env.PORT, host: env.HOST })
  return {
    app,
    deps,
    databaseUrl,
    stop: async () => {
      await app.close()
      await worker.stop()
      await sql.end({ timeout: 5 })
      await embedded?.stop()
    }
  }
}
