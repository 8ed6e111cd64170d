import { createDeps } from 'bff/deps.ts'
import { readEnv } from 'bff/env.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { demoEnv, startWorld } from 'demo/world.ts'
import { KEY } from '../support/settings.ts'
import { everybody } from '../support/stack.ts'
import { startReal } from './real.ts'

const PUBLIC_URL = 'http://bangban.test'

/**
 * The real service in front of its own database, and WeChat and the carrier beside it, which may go away and
 * come back.
 */
export async function startWithOutside(settings: Record<string, string> = {}) {
  const people: Awaited<ReturnType<typeof everybody>> = []
  let world = await startWorld(PUBLIC_URL, 0, people)
  const { base } = world
  const real = await startReal({ WECHAT_API: base, WECHAT_OPEN: base, SMS_API: `${base}/`, ...settings })
  const keys = { jwt: KEY, field: KEY, identity: KEY, receipt: KEY, sign: KEY, audit: KEY }
  const env = readEnv(demoEnv({ publicUrl: PUBLIC_URL, port: 0, worldBase: base, dataDir: real.dir, keys }))
  const { db, sql } = connect(real.databaseUrl, { max: 2 })
  const deps = createDeps(env, db, () => new Date())
  people.push(...(await everybody(deps, sql)))
  await sql.end()
  return {
    real,
    people,
    world: () => world.world,
    leave: () => world.stop(),
    async comeBack(): Promise<void> {
      world = await startWorld(PUBLIC_URL, Number(new URL(base).port), people)
    },
    async stop(): Promise<void> {
      await real.stop()
      await world.stop()
    }
  }
}
export type Outside = Awaited<ReturnType<typeof startWithOutside>>
