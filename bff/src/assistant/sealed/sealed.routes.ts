import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Role } from 'shared/roles.ts'
import type { Sealed } from 'shared/sealed.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { namedPost } from '../../platform/officials/officials.repo.ts'
import { posts } from '../questions/messages.rules.ts'
import { canRead } from '../questions/moves.rules.ts'
import { factsOf } from '../questions/questions.present.ts'
import { questionReader } from '../questions/questions.repo.ts'
import { tell } from '../questions/tell.repo.ts'
import { sealedReadAuditor } from './looks.repo.ts'
import { openingActions, openUntil } from './openings.rules.ts'
import {
  approveOpening,
  grantAccess,
  identityOf,
  knownPosts,
  letForget,
  openingsOf,
  requestOpening
} from './sealed.repo.ts'
import type { OpeningRow } from './sealed.table.ts'

/** The desk that takes reports in says who else may know of one. */
const KEEPERS: readonly Role[] = ['intakeClerk', 'leader']

/**
 * Of those who know of a sealed matter: who they are, and the two-person opening of the reporter's identity.
 */
export const sealedRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, identitySealer } = deps
  const change = audited(deps)
  const read = questionReader(db)
  const auditSealedRead = sealedReadAuditor(deps)

  async function load(actor: Actor, id: string) {
    const view = await read(actor.tenantId, id)
    const { question } = view
    if (!question.confidential || !canRead(question, factsOf(view), actor)) throw new AppError('not_found')
    await auditSealedRead(question, actor)
    return question
  }

  async function present({ tenantId, accountId, post }: Actor, id: string): Promise<Sealed> {
    const [known, identity, openings] = await Promise.all([
      knownPosts(db, tenantId, id),
      identityOf(db, tenantId, id),
      openingsOf(db, tenantId, id)
    ])
    return {
      known: known.map(({ postId, title, name }) => ({ postId, words: `${title} ${name ?? ''}`.trim() })),
      keeps: KEEPERS.includes(post!.role),
      hasIdentity: identity !== null,
      openings: openings.map((opening) => ({
        id: opening.id,
        who: opening.requestedByName,
        reason: opening.reason,
        at: opening.requestedAt.toISOString(),
        approvedBy: opening.approvedByName,
        until: openUntil(opening)?.toISOString() ?? null,
        actions: openingActions(opening, accountId, now())
      }))
    }
  }

  async function openingFor(
    actor: Actor,
    id: string,
    openingId: string,
    action: 'approve' | 'look'
  ): Promise<OpeningRow> {
    await load(actor, id)
    const opening = (await openingsOf(db, actor.tenantId, id)).find((row) => row.id === openingId)
    if (!opening) throw new AppError('not_found')
    if (!openingActions(opening, actor.accountId, now()).includes(action)) throw new AppError('not_allowed')
    return opening
  }

  app.route({
    ...on('GET /questions/:id/sealed'),
    handler: async ({ actor, params }) => {
      await load(actor, params.id)
      return present(actor, params.id)
    }
  })

  app.route({
    ...on('POST /questions/:id/sealed/known'),
    handler: async ({ actor, params, body }) => {
      const { tenantId, post } = actor
      await load(actor, params.id)
      // Whoever handles it works with whom they were given; the desk that took it in says who else may know.
      if (!KEEPERS.includes(post!.role)) throw new AppError('not_allowed')
      if (!(await namedPost(db, tenantId, body.postId))) throw new AppError('not_found')
      await change(actor, body.known ? 'sealed.letKnow' : 'sealed.letForget', params.id, (tx) =>
        body.known
          ? grantAccess(tx, tenantId, params.id, [body.postId])
          : letForget(tx, tenantId, params.id, body.postId)
      )
      return present(actor, params.id)
    }
  })

  app.route({
    ...on('POST /questions/:id/sealed/openings'),
    handler: async ({ actor, params, body }) => {
      const { tenantId, accountId, post } = actor
      const question = await load(actor, params.id)
      if ((await identityOf(db, tenantId, params.id)) === null) throw new AppError('not_found')
      const opening = {
        tenantId,
        id: newId(),
        questionId: params.id,
        requestedBy: accountId,
        requestedByName: `${post!.title} ${post!.name}`,
        reason: body.reason,
        requestedAt: now()
      }
      await change(actor, 'identity.request', opening.id, async (tx) => {
        await requestOpening(tx, opening)
        const others = (await knownPosts(tx, tenantId, params.id)).filter(({ postId }) => postId !== post!.id)
        const second = posts(
          others.map(({ postId }) => postId),
          'task',
          '请同意查看身份'
        )
        await tell(tx, question, [second], { eventId: opening.id }, { now: now(), newId })
      })
      return present(actor, params.id)
    }
  })

  app.route({
    ...on('POST /questions/:id/sealed/openings/:openingId/approve'),
    handler: async ({ actor, params }) => {
      const opening = await openingFor(actor, params.id, params.openingId, 'approve')
      const by = {
        approvedBy: actor.accountId,
        approvedByName: `${actor.post!.title} ${actor.post!.name}`,
        approvedAt: now()
      }
      await change(actor, 'identity.approve', opening.id, (tx) => approveOpening(tx, opening, by))
      return present(actor, params.id)
    }
  })

  app.route({
    ...on('POST /questions/:id/sealed/openings/:openingId/look'),
    handler: async ({ actor, params }) => {
      const opening = await openingFor(actor, params.id, params.openingId, 'look')
      const sealed = await change(actor, 'identity.look', opening.id, (tx) =>
        identityOf(tx, actor.tenantId, params.id)
      )
      if (sealed === null) throw new AppError('not_found')
      return JSON.parse(identitySealer.open(actor.tenantId, sealed)) as { name: string; phone: string }
    }
  })
}
