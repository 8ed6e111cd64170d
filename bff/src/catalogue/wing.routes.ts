import type { FastifyPluginAsync } from 'fastify'
import type { Deps } from '../kernel/lib/deps.ts'
import { catalogueRoutes } from './catalogue.routes.ts'
import { guideRoutes } from './guide.routes.ts'
import { handbookRoutes } from './handbook.routes.ts'
import { workbookRoutes } from './workbook/workbook.routes.ts'

const slices = [catalogueRoutes, guideRoutes, handbookRoutes, workbookRoutes]

/** Service items, their guides and their workbook. */
export const catalogueWing: FastifyPluginAsync<Deps> = async (app, deps) => {
  for (const slice of slices) await app.register(slice, deps)
}
