import { randomBytes } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { audited } from '../audit/audit.repo.ts'
import { sendHook } from './webhooks.jobs.ts'
import { addWebhook, endWebhook, getWebhook, listWebhooks } from './webhooks.repo.ts'

export const webhookRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, sealer } = deps
  const change = audited(deps)

  app.route({
    ...on('GET /webhooks'),
    handler: async ({ actor }) => ({
      items: (await listWebhooks(db, actor.tenantId)).map(({ webhook, waiting }) => ({
        id: webhook.id,
        url: webhook.url,
        active: webhook.endedAt === null,
        createdAt: webhook.createdAt.toISOString(),
        waiting,
        lastStatus: webhook.lastStatus,
        lastAt: webhook.lastAt?.toISOString() ?? null
      }))
    })
  })

  app.route({
    ...on('POST /webhooks'),
    handler: async ({ actor, body }) => {
      const { tenantId } = actor
      if (!URL.canParse(body.url)) throw new AppError('invalid_input', 'url')
      const [id, secret] = [newId(), randomBytes(32).toString('base64url')]
      const row = {
        tenantId,
        id,
        url: body.url,
        secretSealed: sealer.seal(tenantId, secret),
        createdAt: now()
      }
      await change(actor, 'webhook.add', id, (tx) => addWebhook(tx, row))
      return { id, secret }
    }
  })

  app.route({
    ...on('POST /webhooks/:id/test'),
    handler: async ({ actor, params }) => {
      const webhook = await getWebhook(db, actor.tenantId, params.id)
      return sendHook(deps, webhook, { id: newId(), event: 'test', payload: {}, createdAt: now() })
    }
  })

  app.route({
    ...on('POST /webhooks/:id/end'),
    handler: async ({ actor, params }) => {
      await change(actor, 'webhook.end', params.id, (tx) => endWebhook(tx, actor.tenantId, params.id, now()))
      return {}
    }
  })
}
