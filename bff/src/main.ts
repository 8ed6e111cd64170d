import { enableCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import closeWithGrace from 'close-with-grace'

// Loading leaves 200 MB of garbage, which a small young generation takes away at once; under load it may grow
// again.
setFlagsFromString('--semi-space-growth-factor=1')
enableCompileCache(process.env.NODE_COMPILE_CACHE)
const { readEnv } = await import('./env.ts')
const { startServer } = await import('./server.ts')

process.umask(0o077) // what is written is ours alone
const env = readEnv(process.env)
const server = await startServer(env)
setFlagsFromString('--semi-space-growth-factor=2')
// A promise nobody waited for breaks nothing else: the process tells it and goes on.
process.on('unhandledRejection', (err) => server.app.log.error({ err }, 'a promise was rejected unheard'))
closeWithGrace(
  { delay: env.DRAIN_MS + 10_000, logger: false, skip: ['unhandledRejection'] },
  async ({ err }) => {
    if (err) server.app.log.error({ err }, 'stopped by an error')
    await server.stop({ drainMs: err ? 0 : env.DRAIN_MS })
  }
)
