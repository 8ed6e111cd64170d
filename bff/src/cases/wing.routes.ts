import type { FastifyPluginAsync } from 'fastify'
import { bagRoutes } from './bags/bags.routes.ts'
import { bundleRoutes } from './bundles/bundles.routes.ts'
import type { CaseDeps } from './core/cases.acts.ts'
import { caseRoutes } from './core/cases.routes.ts'
import { worklistRoutes } from './core/worklist.routes.ts'
import { dialogueRoutes } from './dialogue/dialogue.routes.ts'
import { liveRoutes } from './dialogue/live.routes.ts'
import { documentRoutes } from './documents/documents.routes.ts'
import { archiveRoutes } from './oversight/archive.routes.ts'
import { caseBoardRoutes } from './oversight/board.routes.ts'
import { deliveryRoutes } from './oversight/deliveries.routes.ts'

const slices = [
  caseRoutes,
  worklistRoutes,
  bundleRoutes,
  caseBoardRoutes,
  archiveRoutes,
  deliveryRoutes,
  documentRoutes,
  bagRoutes,
  dialogueRoutes,
  liveRoutes
]

/** A case from the first material to the certificate. */
export const casesWing: FastifyPluginAsync<CaseDeps> = async (app, deps) => {
  for (const slice of slices) await app.register(slice, deps)
}
