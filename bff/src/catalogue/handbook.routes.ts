import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import { inChild } from '../kernel/lib/children.ts'
import { on } from '../kernel/lib/contract.ts'
import type { Deps } from '../kernel/lib/deps.ts'
import { AppError } from '../kernel/lib/errors.ts'
import { sendKept } from '../kernel/lib/kept.ts'
import { getTenant } from '../platform/tenants/tenants.repo.ts'
import { HANDBOOK } from './handbook.layout.ts'
import { handbookParts, handbookRevision } from './handbook.repo.ts'

const HANDBOOK_MS = 90_000
const DRAW_MS = 80_000
const DRAW = new URL('./handbook.child.ts', import.meta.url)

/** The whole handbook of papers, or a department's, drawn once for as long as nothing in it changes. */
export const handbookRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now }) => {
  app.route({
    ...on('GET /handbook'),
    handlerTimeout: HANDBOOK_MS,
    handler: async (request, reply) => {
      const { tenantId, query } = request
      const [found, { name, sponsor }] = await Promise.all([
        handbookRevision(db, tenantId, query.departmentId),
        getTenant(db, tenantId)
      ])
      if (!found) throw new AppError('not_found')
      const printedAt = beijingDay(now())
      const key = { tenantId, revision: found.revision, name, sponsor, printedAt, of: query.departmentId }
      const title = `${query.departmentId ? found.department : name}${HANDBOOK}`
      return sendKept(request, reply, title, key, async () => {
        const parts = await handbookParts(db, tenantId, query.departmentId)
        const handbook = { county: name, sponsor, printedAt, parts }
        return inChild<Uint8Array>('book', DRAW, { handbook, at: startOfDay(printedAt) }, DRAW_MS)
      })
    }
  })
}
