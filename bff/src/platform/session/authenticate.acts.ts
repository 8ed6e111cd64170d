import '@fastify/jwt'
import type { FastifyInstance } from 'fastify'
import type { Role } from 'shared/roles.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { actorReader } from '../officials/actor.repo.ts'
import { areSound } from './claims.rules.ts'
import { revocationReader } from './revocations.repo.ts'

/** Whose token a request carries, read from it alone; without a good one nobody's. */
export function identify(app: FastifyInstance, { now }: Deps): void {
  app.decorateRequest('tenantId', '')
  app.decorateRequest('accountId', '')
  app.decorateRequest('callerId', '')
  app.decorateRequest('tokenMadeAt', 0)
  app.addHook('onRequest', async (request) => {
    request.tenantId = (request.params as { county: string }).county
    if (!request.headers.authorization) return
    const claims = await request.jwtVerify<Record<string, unknown>>().catch(() => undefined)
    if (!claims || !areSound(claims, request.tenantId, now())) return
    request.callerId = claims.sub
    if (request.routeOptions.config.by === 'anyone') return
    request.accountId = claims.sub
    request.tokenMadeAt = claims.at
  })
}

/** Who may call: the contract's `by`, checked for every route of this scope before its body is even read. */
export function authorise(app: FastifyInstance, { db, now }: Deps): void {
  app.decorateRequest('actor')
  const actorOf = actorReader(db)
  const isRevoked = revocationReader(db, now)
  app.addHook('onRequest', async (request) => {
    const { tenantId, accountId, tokenMadeAt } = request
    const by = request.routeOptions.config.by
    if (by === 'anyone') return
    if (!accountId || (await isRevoked(tenantId, accountId, tokenMadeAt)))
      throw new AppError('sign_in_needed')
    if (by === 'citizen' || by === 'consented') return
    const wanted = request.headers['x-post']
    const post = typeof wanted === 'string' ? wanted : undefined
    const actor = await actorOf(tenantId, accountId, post, now())
    request.actor = by === 'member' ? actor : actingAs(actor, by ?? [])
  })
}

/** Role endpoints answer only to the post the caller acts for now. */
function actingAs(actor: Actor, roles: readonly Role[]): Actor {
  if (!actor.post || !roles.includes(actor.post.role)) throw new AppError('not_allowed')
  return actor
}
