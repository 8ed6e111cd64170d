import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { typedCode } from 'shared/rules/typed.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { type Pace, spend } from './pace.rules.ts'

export type Limits = Readonly<{
  /** Writes a minute of one person. */
  writes: number
  /** Cost of what one person reads in a minute. */
  reads: number
}>

/** A list of the open interface, which is outside the contract. */
const OUTSIDE = 20
const MINUTE_S = 60
const SECOND_MS = 1000
/** Under one address a whole village may live behind one line: it has as much as so many persons. */
const VILLAGE = { reads: 10, writes: 20 }
const CODE_TRIES = 20
const WRITE = 4 // points of a write, so that a frequent one can count a quarter
const PERSON_BURST_S = 30
/**
 * What one line may make this process do before others are asked too; a meeting where forty sign in at once
 * goes through.
 */
const ADDRESS_BURST_S = { reads: 0.5, writes: 2 }
const MOST_WAIT_MS = { person: 2000, address: 4000 }
const MOST_CALLERS = 100_000
/**
 * A refusal is told after a second: whoever asks in a loop costs next to nothing. So many may wait for
 * theirs.
 */
const HOLD_MS = 1000
const MOST_HELD = 1000

const hashOf = (code: string) => createHash('sha256').update(code).digest('base64url')
const limitOf = ({ routeOptions }: FastifyRequest) => routeOptions.config.limit ?? {}

/** One line of IPv6 has a whole /64 (RFC 6177): it counts as one address. */
export function networkOf(ip: string): string {
  if (ip.includes('.')) return ip
  const [head = '', tail] = ip.split('::')
  const [left, right] = [head, tail ?? ''].map((half) => half.split(':').filter(Boolean))
  const gap = tail === undefined ? 0 : 8 - left!.length - right!.length
  return [...left!, ...Array(gap).fill('0'), ...right!].slice(0, 4).join(':')
}
const paceOf = (perMinute: number, burstS: number, mostWaitMs: number): Pace => ({
  perSecond: perMinute / MINUTE_S,
  burst: (perMinute / MINUTE_S) * burstS,
  mostWaitMs
})

/**
 * What one caller may ask: a person by their account, whoever has not signed in by their address, generously;
 * a code that opens something by itself, wherever it is tried from. Who is too fast waits a little, then is
 * refused. Counted in this process.
 */
export function createLimits({ writes, reads }: Limits) {
  const dues = new LRUCache<string, number>({ max: MOST_CALLERS })
  const person = {
    reads: paceOf(reads, PERSON_BURST_S, MOST_WAIT_MS.person),
    writes: paceOf(writes * WRITE, PERSON_BURST_S, MOST_WAIT_MS.person)
  }
  const address = {
    reads: paceOf(reads * VILLAGE.reads, ADDRESS_BURST_S.reads, MOST_WAIT_MS.address),
    writes: paceOf(writes * WRITE * VILLAGE.writes, ADDRESS_BURST_S.writes, MOST_WAIT_MS.address)
  }
  const codes: Pace = { ...paceOf(CODE_TRIES, MINUTE_S, 0), burst: CODE_TRIES - 1 } // the twentieth is the last
  let held = 0

  async function refuse(reply: FastifyReply, ms: number): Promise<never> {
    if (held < MOST_HELD) {
      held += 1
      await wait(HOLD_MS).finally(() => {
        held -= 1
      })
    }
    reply.header('retry-after', String(Math.ceil(ms / SECOND_MS)))
    throw new AppError('too_many_requests')
  }

  async function take(pace: Pace, key: string, points: number, reply: FastifyReply): Promise<void> {
    const spent = spend(dues.get(key), performance.now(), points, pace)
    if ('refusedForMs' in spent) return refuse(reply, spent.refusedForMs)
    dues.set(key, spent.due)
    if (spent.waitMs) await wait(spent.waitMs)
  }

  /**
   * Limits every route of a scope; comes after the caller is known and before anything is looked up for them.
   */
  return (api: FastifyInstance): void => {
    api.addHook('onRequest', async (request, reply) => {
      const limit = limitOf(request)
      const { tenantId, callerId, ip, method } = request
      const [paces, key] = callerId ? [person, `${tenantId}/${callerId}`] : [address, networkOf(ip)]
      const cost = limit.cost ?? (tenantId ? 1 : OUTSIDE)
      // What others behind the same line read never stands in the way of a sign-in.
      if (method !== 'POST' || limit.cost) await take(paces.reads, `read ${key}`, cost, reply)
      if (method === 'POST') await take(paces.writes, `write ${key}`, limit.frequent ? 1 : WRITE, reply)
    })
    api.addHook('preHandler', async (request, reply) => {
      const name = limitOf(request).code
      if (!name) return
      const code =
        name === 'x-receipt'
          ? request.headers[name]
          : (request.body as Record<string, unknown> | null)?.[name]
      if (typeof code === 'string')
        await take(codes, `${request.tenantId}/${hashOf(typedCode(code))}`, 1, reply)
    })
  }
}
export type LimitScope = ReturnType<typeof createLimits>
