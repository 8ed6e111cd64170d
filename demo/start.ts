import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { readEnv } from 'bff/env.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import { startServer } from 'bff/server.ts'
import closeWithGrace from 'close-with-grace'
import type { Person } from 'mock-server/world.ts'
import { buildClient } from './build-client.ts'
import { isSeeded, seedDemo } from './seed.ts'
import { demoEnv, demoKeys, startWorld } from './world.ts'

const root = resolve(import.meta.dirname, '..')
const dataDir = process.env.DATA_DIR ?? join(root, '.data')
const port = Number(process.env.PORT ?? 8080)
const publicUrl = process.env.PUBLIC_URL ?? `http://127.0.0.1:${port}`
const say = (text: string) => console.log(text)

// Before minutes of work: a port that is taken ends the start with a word.
for (const wanted of [port, port + 1]) {
  const probe = createServer().listen(wanted, '127.0.0.1')
  await once(probe, 'listening').catch((error: NodeJS.ErrnoException): never => {
    console.error(
      `端口 ${wanted} 用不了 port ${wanted} cannot be used (${error.code}). ` +
        `Bangban needs ${port} and ${port + 1}: PORT=8090 npm start`
    )
    process.exit(1)
  })
  probe.close()
  await once(probe, 'close')
}
if (process.argv.includes('--fresh')) rmSync(dataDir, { recursive: true, force: true })
const keys = demoKeys(join(dataDir, 'keys.json'))
const peopleFile = join(dataDir, 'people.json')
const seedOnly = process.argv.includes('--seed')
// Beside the demo data: the one waits for the processor, the other for the database.
const building = seedOnly ? Promise.resolve('') : buildClient(root, 'h5', dataDir, say)
building.catch(() => undefined) // told where it is awaited

const people: Person[] = existsSync(peopleFile)
  ? (JSON.parse(readFileSync(peopleFile, 'utf8')) as Person[])
  : []
const world = await startWorld(publicUrl, port + 1, people)
const env = readEnv({
  LOG_LEVEL: 'warn',
  ...demoEnv({ publicUrl, port, worldBase: world.base, dataDir, keys }),
  H5_DIR: seedOnly ? '' : join(root, 'miniapp/dist-h5'),
  ...process.env,
  DATA_DIR: dataDir
})
async function seed(deps: Deps): Promise<void> {
  if (await isSeeded(deps))
    throw new Error('the demo data was cut off half-way: npm start -- --fresh starts over')
  const began = performance.now()
  const size = { questions: Number(process.env.DEMO_QUESTIONS ?? 320), days: 180, until: new Date() }
  const told = (step: string) => say(`${Math.round((performance.now() - began) / 1000)} s  ${step}`)
  people.push(...(await seedDemo(deps, size, told)))
  writeFileSync(peopleFile, JSON.stringify(people))
}
const server = await startServer(env, {
  prepare: async (deps) => {
    if (!existsSync(peopleFile)) await seed(deps)
    await building
  }
})

if (seedOnly) {
  await server.stop()
  await world.stop()
  say(`演示数据在 ${dataDir}`)
  process.exit(0)
}

const who = [
  'villager1',
  'village4',
  'head11',
  'clerk',
  'leader1',
  'supervisor',
  'admin',
  'county-admin',
  'hall1'
]
say(`
  帮办 Bangban   ${publicUrl}/
  消息 Phones    ${world.base}/mock/phones   (what WeChat and SMS delivered)

  Sign in as (choose on the sign-in page):
${who.map((key) => `    ${people.find((person) => person.key === key)?.name ?? key}  ${people.find((person) => person.key === key)?.about ?? ''}`).join('\n')}

  Ctrl-C stops everything. npm start -- --fresh starts over.
`)

closeWithGrace({ delay: 15_000, logger: false }, async ({ err }) => {
  if (err) console.error(err)
  await server.stop()
  await world.stop()
})
