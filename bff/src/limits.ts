import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Api } from 'shared/api.ts'
import { CODES, COSTS, FREQUENT, OUTSIDE } from './costs.ts'
import { AppError } from './lib/errors.ts'

export type Limits = Readonly<{
  /** Writes a minute of one person. */
  writes: number
  /** Cost of what one person reads in a minute. */
  reads: number
}>

const MINUTE_S = 60
/** Under one address a whole village may live behind one line: it has as much as so many persons. */
const VILLAGE = 20
const CODE_TRIES = 20
const WRITE = 4 // points of a write, so that a frequent one can count a quarter

const hashOf = (code: string) => createHash('sha256').update(code).digest('base64url')
const lineOf = ({ method, routeOptions }: FastifyRequest) =>
  `${method === 'HEAD' ? 'GET' : method} ${(routeOptions.url ?? '').replace('/api/:county', '')}` as keyof Api

/** One line of IPv6 has a whole /64 (RFC 6177): it counts as one address. */
const networkOf = (ip: string) => (ip.includes('.') ? ip : ip.split(':').slice(0, 4).join(':'))

async function take(
  limiter: RateLimiterMemory,
  key: string,
  points: number,
  reply: FastifyReply
): Promise<void> {
  try {
    await limiter.consume(key, points)
  } catch (refused) {
    const { msBeforeNext } = refused as RateLimiterRes
    reply.header('retry-after', String(Math.ceil(msBeforeNext / 1000)))
    throw new AppError('too_many_requests')
  }
}

/**
 * What one caller may ask in a minute: a person by his account, whoever has not signed in by his address, generously; a
 * code that opens something by itself, wherever it is tried from. Counted in this process.
 */
export function limitRates(api: FastifyInstance, { writes, reads }: Limits): void {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: MINUTE_S })
  const person = { reads: limiter(reads), writes: limiter(writes * WRITE) }
  const address = { reads: limiter(reads * VILLAGE), writes: limiter(writes * WRITE * VILLAGE) }
  const codes = limiter(CODE_TRIES)

  api.addHook('onRequest', async (request, reply) => {
    const line = lineOf(request)
    const { tenantId, accountId, ip } = request
    const [of, key] = accountId ? [person, `${tenantId}/${accountId}`] : [address, networkOf(ip)]
    await take(of.reads, key, COSTS[line] ?? (tenantId ? 1 : OUTSIDE), reply)
    if (request.method === 'POST') await take(of.writes, key, FREQUENT.has(line) ? 1 : WRITE, reply)
  })
  api.addHook('preHandler', async (request, reply) => {
    const name = CODES[lineOf(request)]
    if (!name) return
    const code =
      name === 'x-receipt' ? request.headers[name] : (request.body as Record<string, unknown> | null)?.[name]
    if (typeof code === 'string') await take(codes, `${request.tenantId}/${hashOf(code)}`, 1, reply)
  })
}
