import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { writeAudit } from '../audit/audit.repo.ts'
import type { Actor } from '../lib/actor.ts'
import { on } from '../lib/contract.ts'
import type { Db, Deps } from '../lib/deps.ts'
import { addTemplate, changeTemplate, listTemplates } from './templates.repo.ts'

export const replyTemplateRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now, newId }) => {
  const audited = <T>(
    { tenantId, accountId }: Actor,
    act: string,
    subject: string,
    write: (tx: Db) => Promise<T>
  ) =>
    db.transaction(async (tx) => {
      const result = await write(tx)
      await writeAudit(tx, { id: newId(), tenantId, at: now(), actorId: accountId, act, subject })
      return result
    })

  app.route({
    ...on('GET /reply-templates'),
    handler: async ({ actor }) => ({ items: await listTemplates(db, actor.tenantId) })
  })

  app.route({
    ...on('POST /reply-templates'),
    handler: ({ actor, body }) => {
      const template = { ...body, tenantId: actor.tenantId, id: newId() }
      return audited(actor, 'replyTemplate.add', template.id, (tx) => addTemplate(tx, template))
    }
  })

  app.route({
    ...on('POST /reply-templates/:id'),
    handler: ({ actor, body, params: { id } }) =>
      audited(actor, 'replyTemplate.change', id, (tx) =>
        changeTemplate(tx, { ...body, tenantId: actor.tenantId, id })
      )
  })
}
