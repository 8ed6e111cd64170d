import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { buildApp } from './app.ts'
import { startEmbedded } from './embedded.ts'
import { pairs, readEnv } from './env.ts'
import { serveH5 } from './h5.ts'
import { connect } from './lib/database.ts'
import { uuidV7 } from './lib/ids.ts'
import { createSealer } from './lib/sealed.ts'
import { createSigner } from './lib/signed.ts'
import { createDiskStore } from './lib/store.ts'
import { calendarReader } from './tenants/tenants.repo.ts'
import { createSms } from './vendors/sms.ts'
import { createWeChat } from './vendors/wechat.ts'
import { migrateWorker, startWorker } from './worker.ts'

const env = readEnv(process.env)
const now = () => new Date()
const embedded = env.DATABASE_URL ? undefined : await startEmbedded(join(env.DATA_DIR, 'postgres'))
const databaseUrl = embedded?.url ?? env.DATABASE_URL
const { db, sql } = connect(databaseUrl)
await migrate(db, { migrationsFolder: new URL('../migrations', import.meta.url).pathname })
await migrateWorker(databaseUrl)

const keys = pairs(env.FIELD_KEYS).map(([id, key]) => [id!, Buffer.from(key!, 'base64')] as const)
const templates = Object.fromEntries(pairs(env.WECHAT_TEMPLATES)) as Record<
  'progress' | 'task' | 'deadline',
  string
>
const push = new Map(
  pairs(env.WECHAT_PUSH, 4).map(([county, appId, token, aesKey]) => [
    county,
    { appId: appId!, token: token!, aesKey: aesKey! }
  ])
)
const vendor = { timeoutMs: 8000, now }
const deps = {
  db,
  now,
  newId: () => uuidV7(now()),
  calendarOf: calendarReader(db, now),
  sealer: createSealer(Object.fromEntries(keys), keys[0]![0]),
  signer: createSigner(Buffer.from(env.SIGN_KEY)),
  store: createDiskStore(join(process.cwd(), env.DATA_DIR, 'files')),
  wechat: createWeChat({
    ...vendor,
    apiBase: env.WECHAT_API,
    openBase: env.WECHAT_OPEN,
    secrets: Object.fromEntries(pairs(env.WECHAT_SECRETS))
  }),
  sms: createSms({
    ...vendor,
    base: env.SMS_API,
    secretId: env.SMS_SECRET_ID,
    secretKey: env.SMS_SECRET_KEY,
    appId: env.SMS_APP_ID,
    signName: env.SMS_SIGN_NAME,
    templateId: env.SMS_TEMPLATE_ID
  }),
  publicUrl: env.PUBLIC_URL,
  privacyVersion: env.PRIVACY_VERSION
}

const app = await buildApp(
  deps,
  {
    jwtSecret: env.JWT_SECRET,
    templates: Object.values(templates),
    pushOf: (county) => push.get(county),
    writesPerMinute: env.WRITES_PER_MINUTE
  },
  {
    logger: { level: env.LOG_LEVEL, redact: ['req.headers.authorization', 'req.query'] },
    disableRequestLogging: true
  }
)
app.get('/ready', async () => {
  await sql`select 1 as tenant_id`
  return { ready: true }
})
if (env.H5_DIR) await serveH5(app, env.H5_DIR)
const worker = await startWorker(deps, { databaseUrl, templates, sweepMs: env.SWEEP_MS }, app.log)
await app.listen({ port: env.PORT, host: env.HOST })

closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
  if (err) app.log.error({ err }, 'stopped by an error')
  await app.close()
  await worker.stop()
  await sql.end({ timeout: 5 })
  await embedded?.stop()
})
