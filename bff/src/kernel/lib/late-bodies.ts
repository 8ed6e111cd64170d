import type { FastifyInstance } from 'fastify'

const GRACE_MS = 10_000 // a phone on a thin line still sends its picture

/** Whoever was answered before their whole body came has time to read the answer; then their line ends. */
export function endLateBodies(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ raw }) => {
    if (!raw.complete) setTimeout(() => raw.complete || raw.destroy(), GRACE_MS).unref()
  })
}
