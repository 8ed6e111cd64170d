import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isSealedKind } from 'shared/rules/kinds.ts'
import { inScope } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { listVillages } from '../../platform/tenants/tenants.repo.ts'
import { askedOr, askedTwice, createAsk } from './ask.repo.ts'
import { triageDue } from './clock.rules.ts'
import { findDuplicates } from './duplicates.rules.ts'
import { openMatters } from './merge.repo.ts'
import { questionNo } from './messages.rules.ts'
import type { QuestionDeps } from './questions.acts.ts'
import { findQuestion } from './questions.repo.ts'

/** An older matter still open is rarely meant again. */
const LOOK_BACK_MS = 60 * 86_400_000

export const questionRoutes: FastifyPluginAsyncTypebox<QuestionDeps> = async (app, deps) => {
  const { db, now, newId, calendarOf, privacyVersion } = deps
  const ask = createAsk(db)
  const { commands } = deps

  app.route({
    ...on('POST /questions'),
    handler: async ({ body, tenantId, accountId }) => {
      const at = now()
      const triageDueAt = triageDue(await calendarOf(tenantId), at)
      const requestHash = createHash('sha256').update(JSON.stringify(body)).digest('base64url')
      if (isSealedKind(body.kind)) throw new AppError('sealed_channel')
      const attempt = () =>
        ask({
          tenantId,
          accountId,
          id: newId(),
          eventId: newId(),
          auditId: newId(),
          requestHash,
          privacyVersion,
          confidential: false,
          askedAt: at,
          triageDueAt,
          asked: body
        })
      return askedOr(await askedTwice(attempt), requestHash)
    }
  })

  app.route({
    ...on('GET /questions/:id'),
    handler: ({ params, actor }) => commands.show(params.id, actor)
  })

  app.route({
    ...on('GET /questions/:id/duplicates'),
    handler: async ({ params, actor }) => {
      const question = await findQuestion(db, actor.tenantId, params.id)
      if (!question || question.confidential || !inScope(actor.post!, question.townshipId))
        throw new AppError('not_found')
      const since = new Date(question.askedAt.getTime() - LOOK_BACK_MS)
      const [others, villages] = await Promise.all([
        openMatters(db, question, since),
        listVillages(db, actor.tenantId)
      ])
      const found = findDuplicates(question, others)
      return {
        items: found.map(({ matter, why }) => ({
          id: matter.id,
          no: questionNo(matter),
          status: matter.status,
          village: villages.find(({ id }) => id === matter.villageId)?.name ?? '',
          body: matter.body,
          placeText: matter.placeText,
          askedAt: matter.askedAt.toISOString(),
          why
        }))
      }
    }
  })

  app.route({
    ...on('POST /questions/:id/commands'),
    handler: ({ params, body, actor }) => commands.runIdempotent(params.id, body, actor)
  })
}
