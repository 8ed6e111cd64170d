import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { rankItems } from '../../kernel/lib/find/rank.rules.ts'
import { getVillage } from '../tenants/tenants.repo.ts'
import { answerersFor, getOfficial, officialsById, searchOfficials } from './directory.repo.ts'
import { listTopics } from './duties.repo.ts'
import { officialIndex } from './find.repo.ts'

const MOST_FOUND = 40

export const directoryRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now }) => {
  const indexOf = officialIndex(db)
  app.route({
    ...on('GET /directory'),
    handler: async ({ tenantId, query }) => {
      const { areas } = await getVillage(db, tenantId, query.villageId)
      return {
        items: await answerersFor(
          db,
          tenantId,
          now(),
          areas.map(({ id }) => id)
        )
      }
    }
  })

  app.route({
    ...on('GET /directory/search'),
    handler: async ({ tenantId, query }) => {
      if (!query.q.trim()) return { items: [] }
      const found = rankItems(await indexOf(tenantId), query.q, { most: MOST_FOUND })
      return {
        items: found.length
          ? await officialsById(db, tenantId, now(), found)
          : await searchOfficials(db, tenantId, now(), query.q)
      }
    }
  })

  app.route({
    ...on('GET /posts/:id'),
    handler: ({ tenantId, params }) => getOfficial(db, tenantId, now(), params.id)
  })

  app.route({
    ...on('GET /topics'),
    handler: async ({ tenantId }) => ({ items: await listTopics(db, tenantId) })
  })
}
