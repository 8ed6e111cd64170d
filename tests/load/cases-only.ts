import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from 'bff/app.ts'
import { demoEnv } from 'bff/demo/world.ts'
import { createDeps } from 'bff/deps.ts'
import { startEmbedded } from 'bff/embedded.ts'
import { readEnv } from 'bff/env.ts'
import { connect } from 'bff/lib/database.ts'
import { KEY } from '../support/settings.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'
import { caseFigures } from './cases.ts'

const dir = mkdtempSync(join(tmpdir(), 'bangban-bench-'))
const server = await startEmbedded(join(dir, 'postgres'), ['-c', 'shared_buffers=512MB'])
const base = server.url.replace(/\/postgres$/, '')
await makeTemplate(base)
const databaseUrl = `${base}/${TEMPLATE}`
const { db, sql } = connect(databaseUrl)
const MORNING = Date.parse('2026-06-01T10:00:00+08:00')
const began = Date.now()
const now = () => new Date(MORNING + Date.now() - began)
const keys = { jwt: KEY, field: KEY, identity: KEY, receipt: KEY, sign: KEY }
const env = readEnv({
  ...demoEnv({ publicUrl: 'http://bench', port: 0, worldBase: 'http://127.0.0.1:9', dataDir: dir, keys })
})
const deps = createDeps(env, db, now)
const app = await buildApp(deps, {
  jwtSecret: KEY,
  templates: [],
  pushOf: () => undefined,
  writesPerMinute: 1e9,
  overloadMs: 0
})
await app.listen({ port: 0, host: '127.0.0.1' })
const port = (app.server.address() as { port: number }).port
const tokenOf = (account: string) => {
  const iat = Math.floor(now().getTime() / 1000)
  return app.jwt.sign({ sub: account, tid: '370829', iat, exp: iat + 90000 })
}
console.log((await caseFigures({ deps, port, databaseUrl, tokenOf })).join('\n'))
await app.close()
await sql.end()
await server.stop()
rmSync(dir, { recursive: true, force: true })
