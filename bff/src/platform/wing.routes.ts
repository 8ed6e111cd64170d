import type { FastifyPluginAsync } from 'fastify'
import type { Deps } from '../kernel/lib/deps.ts'
import { anchorRoutes } from './audit/anchors.routes.ts'
import { fileRoutes } from './files/files.routes.ts'
import { deadJobRoutes } from './jobs/dead.routes.ts'
import { directoryRoutes } from './officials/directory.routes.ts'
import { dutyRoutes } from './officials/duties.routes.ts'
import { synonymRoutes } from './search/synonyms.routes.ts'
import { sessionRoutes } from './session/session.routes.ts'
import { uploadRoutes } from './uploads/uploads.routes.ts'
import { webhookRoutes } from './webhooks/webhooks.routes.ts'

const slices = [
  sessionRoutes,
  directoryRoutes,
  dutyRoutes,
  fileRoutes,
  webhookRoutes,
  synonymRoutes,
  uploadRoutes,
  anchorRoutes,
  deadJobRoutes
]

/** What every wing needs: sessions, officials and duties, files, uploads, jobs and their ends. */
export const platformWing: FastifyPluginAsync<Deps> = async (app, deps) => {
  for (const slice of slices) await app.register(slice, deps)
}
