import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createDeps } from 'bff/deps.ts'
import { readEnv } from 'bff/env.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { startServer } from 'bff/server.ts'
import { buildClient } from 'demo/build-client.ts'
import { demoEnv, startWorld } from 'demo/world.ts'
import { KEY, START } from '../support/settings.ts'
import { cloneDatabase, everybody } from '../support/stack.ts'

export const root = resolve(import.meta.dirname, '../..')

let next = 20_000 + Math.floor(Math.random() * 10_000)
/**
 * A free port below the range outgoing connections are given from; no two callers of one process are given
 * the same.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = next
    next = port < 30_000 ? port + 1 : 20_000
    const free = await new Promise<boolean>((answer) => {
      const probe = createServer()
      probe.once('error', () => answer(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)))
    })
    if (free) return port
  }
}

/**
 * The whole product listening on loopback, its worker running, on a cloned county and a clock the test moves.
 */
export async function startLive(h5 = true) {
  const clock = { now: START }
  const now = () => clock.now
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const databaseUrl = await cloneDatabase()
  const keys = { jwt: KEY, field: KEY, identity: KEY, receipt: KEY, sign: KEY, audit: KEY }
  const dataDir = mkdtempSync(join(tmpdir(), 'bangban-live-'))
  const people: Awaited<ReturnType<typeof everybody>> = []
  const world = await startWorld(publicUrl, 0, people, () => clock.now.getTime())
  const h5Dir = h5 ? await buildClient(root, 'h5', join(root, '.data'), console.log) : ''
  const env = readEnv({
    ...demoEnv({ publicUrl, port, worldBase: world.base, dataDir, keys }),
    DATABASE_URL: databaseUrl,
    H5_DIR: h5Dir,
    SWEEP_MS: '200',
    OVERLOAD_MS: '0',
    LOG_LEVEL: 'error'
  })
  const { db, sql } = connect(databaseUrl, { max: 2 })
  people.push(...(await everybody(createDeps(env, db, now), sql)))
  const server = await startServer(env, { now })
  return {
    publicUrl,
    clock,
    world,
    people,
    sql,
    port,
    person: (key: string) => people.find((candidate) => candidate.key === key)!,
    /** Who holds a role in the department of an item. */
    staffOf: async (item: string, role: string): Promise<string> => {
      const [row] = await sql`select h.account_id from service_items i
        join posts p on p.tenant_id = i.tenant_id and p.org_id = i.department_id and p.role = ${role}
        join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
        where i.tenant_id = '370829' and i.name = ${item} limit 1`
      return people.find(({ accountId }) => accountId === row!.account_id)!.key
    },
    stop: async () => {
      await server.stop()
      await sql.end()
      await world.stop()
    }
  }
}
export type Live = Awaited<ReturnType<typeof startLive>>
