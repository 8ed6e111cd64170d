import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { audited } from '../audit/audit.repo.ts'
import { listDead, revive } from './dead.repo.ts'

/** The county's jobs that were given up, and another try for one of them. */
export const deadJobRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db } = deps
  const change = audited(deps)

  app.route({
    ...on('GET /dead-jobs'),
    handler: async ({ tenantId }) => ({
      items: (await listDead(db, tenantId)).map((job) => ({
        ...job,
        failedAt: new Date(job.failedAt).toISOString()
      }))
    })
  })

  app.route({
    ...on('POST /dead-jobs/:id/retry'),
    handler: async ({ actor, params }) => {
      await change(actor, 'job.retry', params.id, async (tx) => {
        if (!(await revive(tx, actor.tenantId, params.id))) throw new AppError('not_found')
      })
      return {}
    }
  })
}
