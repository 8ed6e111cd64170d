import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'

/** Where a code opens something without a sign-in. */
const GUESSED = /\/reports\/(look|commands|files)$/
const GUESSES = 20
/** What is asked while somebody types, and the parts of one file. */
const FREQUENT = /\/(similar|reply-check|catalogue\/check|parts\/:no)$/
/** Whole books, drawn anew for anybody. */
const BOUND = /\/handbook$/
const BOOKS = 10

/** Limits writes, sign-ins and books per person (or address before sign-in: whole villages share one); reads stay free. */
export async function limitRates(api: FastifyInstance, perMinute: number): Promise<void> {
  // Before the plugin's own hook, which reads what this one writes.
  api.addHook('onRoute', (route) => {
    const bound = BOUND.test(route.url)
    if (route.method === 'POST' || bound) {
      const most = FREQUENT.test(route.url) ? perMinute * 4 : perMinute
      const few = bound ? BOOKS : GUESSES
      const max = bound || GUESSED.test(route.url) ? Math.min(most, few) : most
      route.config = { ...route.config, rateLimit: { max, timeWindow: 60_000 } }
    }
  })
  await api.register(rateLimit, {
    global: false,
    hook: 'preHandler',
    keyGenerator: (request) => `${request.tenantId}/${request.accountId || request.ip}`
  })
}
