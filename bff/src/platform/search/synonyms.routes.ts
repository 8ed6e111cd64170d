import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { audited } from '../audit/audit.repo.ts'
import { addSynonyms, changeSynonyms, listSynonyms } from './synonyms.repo.ts'

export const synonymRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, newId } = deps
  const change = audited(deps)

  app.route({
    ...on('GET /synonyms'),
    handler: async ({ actor }) => ({ items: await listSynonyms(db, actor.tenantId) })
  })

  app.route({
    ...on('POST /synonyms'),
    handler: ({ actor, body }) => {
      const group = { ...body, tenantId: actor.tenantId, id: newId() }
      return change(actor, 'synonyms.add', group.id, (tx) => addSynonyms(tx, group))
    }
  })

  app.route({
    ...on('POST /synonyms/:id'),
    handler: ({ actor, body, params: { id } }) =>
      change(actor, 'synonyms.change', id, (tx) =>
        changeSynonyms(tx, { ...body, tenantId: actor.tenantId, id })
      )
  })
}
