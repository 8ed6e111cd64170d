import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from 'bff/app.ts'
import { createDeps } from 'bff/deps.ts'
import { startEmbedded } from 'bff/embedded.ts'
import { readEnv } from 'bff/env.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { newClaims } from 'bff/platform/session/claims.rules.ts'
import { demoEnv } from 'demo/world.ts'
import { KEY, START } from '../support/settings.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'

/** The service on a database of its own, which a test may kill and start again. */
export async function startOutage() {
  const dir = mkdtempSync(join(tmpdir(), 'bangban-outage-'))
  let server = await startEmbedded(join(dir, 'postgres'))
  const base = server.url.replace(/\/postgres$/, '')
  await makeTemplate(base)
  const pool = connect(`${base}/${TEMPLATE}`)
  const keys = { jwt: KEY, field: KEY, identity: KEY, receipt: KEY, sign: KEY, audit: KEY }
  const env = readEnv(
    demoEnv({ publicUrl: 'http://x', port: 0, worldBase: 'http://127.0.0.1:9', dataDir: dir, keys })
  )
  const deps = createDeps(env, pool.db, () => START)
  const app = await buildApp(
    deps,
    {
      jwtSecret: KEY,
      templates: () => ({ progress: '', task: '', deadline: '' }),
      pushOf: () => undefined,
      limits: { writes: 1e6, reads: 1e9 },
      overloadMs: 0
    },
    { handlerTimeout: 1500 }
  )
  const tokenOf = (accountId: string) => app.jwt.sign(newClaims(accountId, '370829', START))
  const post = (accountId: string, path: string, payload: object) =>
    app.inject({
      method: 'POST',
      url: `/api/370829${path}`,
      headers: { authorization: `Bearer ${tokenOf(accountId)}` },
      payload
    })
  return {
    deps,
    sql: pool.sql,
    post,
    /** The database dies as by a power cut. */
    async crash() {
      process.kill(server.pid!, 'SIGKILL')
      await new Promise((gone) => setTimeout(gone, 300))
    },
    async restart() {
      server = await startEmbedded(join(dir, 'postgres'), [], server.port)
    },
    async stop() {
      await app.close()
      await pool.sql.end({ timeout: 1 })
      await server.stop()
    }
  }
}
export type Outage = Awaited<ReturnType<typeof startOutage>>
