import type { FastifyInstance } from 'fastify'
import { isAstray, type Pulse } from './kernel/lib/database-time.ts'
import type { RunningWorker } from './worker.ts'

/** A round that takes longer than this is stuck. */
const MOST_ROUND_MS = 60_000

type Parts = Readonly<{
  pulse: () => Pulse
  worker: () => ReturnType<RunningWorker['state']> | undefined
  draining: () => boolean
}>

/**
 * `/ready` says whether to send requests here: 200, or 503 with Retry-After while the database is away or the
 * process ends. It asks nobody, so that it answers at once whatever waits. It names what else is wrong, which
 * no other process would do better: the clock, the worker.
 */
export function reportHealth(app: FastifyInstance, { pulse, worker, draining }: Parts): void {
  app.get('/ready', (_, reply) => {
    const beat = pulse()
    const work = worker()
    const ready = beat.reachable && !draining()
    if (!ready) reply.code(503).header('retry-after', '1')
    return reply.header('cache-control', 'no-store').send({
      ready,
      database: beat.reachable ? 'ok' : 'away',
      clock: isAstray(beat) ? 'astray' : 'ok',
      worker: work?.jobs && work.roundAgeMs < MOST_ROUND_MS ? 'ok' : 'away'
    })
  })
}
