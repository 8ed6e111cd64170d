import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { addTemplate, changeTemplate, listTemplates } from './templates.repo.ts'

export const replyTemplateRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, newId } = deps
  const change = audited(deps)

  app.route({
    ...on('GET /reply-templates'),
    handler: async ({ actor }) => ({ items: await listTemplates(db, actor.tenantId) })
  })

  app.route({
    ...on('POST /reply-templates'),
    handler: ({ actor, body }) => {
      const template = { ...body, tenantId: actor.tenantId, id: newId() }
      return change(actor, 'replyTemplate.add', template.id, (tx) => addTemplate(tx, template))
    }
  })

  app.route({
    ...on('POST /reply-templates/:id'),
    handler: ({ actor, body, params: { id } }) =>
      change(actor, 'replyTemplate.change', id, (tx) =>
        changeTemplate(tx, { ...body, tenantId: actor.tenantId, id })
      )
  })
}
