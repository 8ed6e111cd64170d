import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { publicPhones } from '../../platform/officials/officials.repo.ts'
import { canRead } from '../questions/moves.rules.ts'
import { factsOf } from '../questions/questions.present.ts'
import { questionReader } from '../questions/questions.repo.ts'
import { opened } from '../sealed/texts.rules.ts'
import { checkReply } from './reply.rules.ts'
import { listTemplates } from './templates.repo.ts'

/** The check while a reply is being written; nothing of it is kept. */
export const replyCheckRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, identitySealer }) => {
  const read = questionReader(db)
  app.route({
    ...on('POST /questions/:id/reply-check'),
    handler: async ({ actor, params, body }) => {
      const view = await read(actor.tenantId, params.id)
      if (!canRead(view.question, factsOf(view), actor)) throw new AppError('not_found')
      const [templates, openPhones] = await Promise.all([
        listTemplates(db, actor.tenantId),
        publicPhones(db, actor.tenantId)
      ])
      const context = {
        templates: templates.map(({ text }) => text),
        openPhones,
        question: opened(identitySealer, view.question).body,
        ...(view.question.hasMerged && { sharedName: view.asker.name ?? '' })
      }
      return { findings: checkReply(body.text, context) }
    }
  })
}
