import type { FastifyPluginAsync } from 'fastify'
import { AppError } from '../../kernel/lib/errors.ts'
import { openedLink } from './links.rules.ts'

/** Short links of text messages lead to their page; nothing is looked up on the way. */
export const linkRoutes: FastifyPluginAsync = async (app) => {
  app.get<{ Params: { code: string } }>('/m/:code', async ({ params }, reply) => {
    const page = openedLink(params.code)
    if (!page) throw new AppError('not_found')
    return reply.header('cache-control', 'no-store').redirect(page, 302)
  })
}
