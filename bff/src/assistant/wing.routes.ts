import type { FastifyPluginAsync } from 'fastify'
import type { Deps } from '../kernel/lib/deps.ts'
import { forumRoutes } from './forums/forums.routes.ts'
import { minutesRoutes } from './forums/minutes.routes.ts'
import { noticeRoutes } from './notices/notices.routes.ts'
import { clientRoutes } from './open311/clients.routes.ts'
import { phoneTaskRoutes } from './phone-tasks/phone-tasks.routes.ts'
import { placeRoutes } from './places/places.routes.ts'
import { posterRoutes } from './places/posters/posters.routes.ts'
import { answerRoutes } from './publications/answers.routes.ts'
import { publicationRoutes } from './publications/publications.routes.ts'
import { callerRoutes } from './questions/caller.routes.ts'
import { questionListRoutes } from './questions/lists.routes.ts'
import { createQuestionCommands } from './questions/questions.acts.ts'
import { questionRoutes } from './questions/questions.routes.ts'
import { ratingRoutes } from './ratings/ratings.routes.ts'
import { replyCheckRoutes } from './replies/check.routes.ts'
import { replyTemplateRoutes } from './replies/templates.routes.ts'
import { boardRoutes } from './reporting/boards/boards.routes.ts'
import { bulletinRoutes } from './reporting/bulletins/bulletins.routes.ts'
import { hotspotRoutes } from './reporting/hotspots/hotspots.routes.ts'
import { ledgerRoutes } from './reporting/supervision/ledger.routes.ts'
import { whatIfRoutes } from './reporting/whatif/whatif.routes.ts'
import { reportRoutes } from './sealed/reports.routes.ts'
import { sealedRoutes } from './sealed/sealed.routes.ts'

const slices = [
  placeRoutes,
  posterRoutes,
  questionRoutes,
  questionListRoutes,
  callerRoutes,
  noticeRoutes,
  forumRoutes,
  minutesRoutes,
  ratingRoutes,
  replyTemplateRoutes,
  replyCheckRoutes,
  ledgerRoutes,
  phoneTaskRoutes,
  hotspotRoutes,
  boardRoutes,
  bulletinRoutes,
  reportRoutes,
  sealedRoutes,
  whatIfRoutes,
  clientRoutes,
  publicationRoutes,
  answerRoutes
]

/** The digital assistant (数字帮办员): questions, sealed reports, notices, forums, ratings, answers, reporting. */
export const assistantWing: FastifyPluginAsync<Deps> = async (app, deps) => {
  const commands = createQuestionCommands(deps)
  for (const slice of slices) await app.register(slice, { ...deps, commands })
}
