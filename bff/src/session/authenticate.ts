import '@fastify/jwt'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Role } from 'shared/roles.ts'
import type { Actor } from '../lib/actor.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { actorReader } from '../officials/actor.repo.ts'
import { areSound } from './claims.rules.ts'
import { revocationReader } from './revocations.repo.ts'

const nobody = null as unknown as Actor

/** Who may call: the contract's `by`, checked for every route of this scope before its body is even read. */
export async function authenticate(app: FastifyInstance, { db, now }: Deps): Promise<void> {
  app.decorateRequest('tenantId', '')
  app.decorateRequest('accountId', '')
  app.decorateRequest('actor', nobody)
  const actorOf = actorReader(db)
  const isRevoked = revocationReader(db, now)

  app.addHook('onRequest', async (request) => {
    request.tenantId = (request.params as { county: string }).county
    const by = request.routeOptions.config.by
    if (by === 'anyone') return
    const claims = await claimsOf(request)
    if (!areSound(claims, request.tenantId, now())) throw new AppError('sign_in_needed')
    const { sub, at } = claims
    if (await isRevoked(request.tenantId, sub, at)) throw new AppError('sign_in_needed')
    request.accountId = sub
    if (by === 'citizen' || by === 'consented') return
    const wanted = request.headers['x-post']
    const actor = await actorOf(request.tenantId, sub, typeof wanted === 'string' ? wanted : undefined, now())
    request.actor = by === 'member' ? actor : actingAs(actor, by ?? [])
  })
}

async function claimsOf(request: FastifyRequest): Promise<Record<string, unknown>> {
  try {
    return await request.jwtVerify<Record<string, unknown>>()
  } catch {
    throw new AppError('sign_in_needed')
  }
}

/** Role endpoints answer only to the post the caller acts for now. */
function actingAs(actor: Actor, roles: readonly Role[]): Actor {
  if (!actor.post || !roles.includes(actor.post.role)) throw new AppError('not_allowed')
  return actor
}
