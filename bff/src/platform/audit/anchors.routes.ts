import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { listAnchors } from './anchors.repo.ts'

/** How far the county's audit was on each day: what anybody may copy, nobody can later say otherwise. */
export const anchorRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db }) => {
  app.route({
    ...on('GET /audit/anchors'),
    handler: async ({ tenantId, query }) => listAnchors(db, tenantId, query.cursor)
  })
}
