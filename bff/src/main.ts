import closeWithGrace from 'close-with-grace'
import { readEnv } from './env.ts'
import { startServer } from './server.ts'

const server = await startServer(readEnv(process.env))
closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
  if (err) server.app.log.error({ err }, 'stopped by an error')
  await server.stop()
})
