import { randomBytes } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { addClient, hashKey, listClients, revokeClient } from './clients.repo.ts'

export const clientRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId } = deps
  const change = audited(deps)

  app.route({
    ...on('GET /api-clients'),
    handler: async ({ actor }) => ({
      items: (await listClients(db, actor.tenantId)).map(({ id, name, createdAt, revokedAt }) => ({
        id,
        name,
        createdAt: createdAt.toISOString(),
        revokedAt: revokedAt?.toISOString() ?? null
      }))
    })
  })

  app.route({
    ...on('POST /api-clients'),
    handler: async ({ actor, body }) => {
      const [id, key] = [newId(), randomBytes(32).toString('base64url')]
      const client = {
        tenantId: actor.tenantId,
        id,
        name: body.name,
        keyHash: hashKey(key),
        createdAt: now()
      }
      await change(actor, 'apiClient.add', id, (tx) => addClient(tx, client))
      return { id, key }
    }
  })

  app.route({
    ...on('POST /api-clients/:id/revoke'),
    handler: async ({ actor, params }) => {
      await change(actor, 'apiClient.revoke', params.id, (tx) =>
        revokeClient(tx, actor.tenantId, params.id, now())
      )
      return {}
    }
  })
}
