import fastifyJwt from '@fastify/jwt'
import multipart from '@fastify/multipart'
import underPressure from '@fastify/under-pressure'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyServerOptions } from 'fastify'
import { MAX_FILE_BYTES } from 'shared/files.ts'
import { forumRoutes } from './assistant/forums/forums.routes.ts'
import { minutesRoutes } from './assistant/forums/minutes.routes.ts'
import { noticeRoutes } from './assistant/notices/notices.routes.ts'
import { clientRoutes } from './assistant/open311/clients.routes.ts'
import { open311Routes } from './assistant/open311/open311.routes.ts'
import { phoneTaskRoutes } from './assistant/phone-tasks/phone-tasks.routes.ts'
import { placeRoutes } from './assistant/places/places.routes.ts'
import { posterRoutes } from './assistant/posters/posters.routes.ts'
import { answerRoutes } from './assistant/publications/answers.routes.ts'
import { publicationRoutes } from './assistant/publications/publications.routes.ts'
import { callerRoutes } from './assistant/questions/caller.routes.ts'
import { questionListRoutes } from './assistant/questions/lists.routes.ts'
import { questionRoutes } from './assistant/questions/questions.routes.ts'
import { ratingRoutes } from './assistant/ratings/ratings.routes.ts'
import { replyCheckRoutes } from './assistant/replies/check.routes.ts'
import { replyTemplateRoutes } from './assistant/replies/templates.routes.ts'
import { boardRoutes } from './assistant/reporting/boards/boards.routes.ts'
import { bulletinRoutes } from './assistant/reporting/bulletins/bulletins.routes.ts'
import { hotspotRoutes } from './assistant/reporting/hotspots/hotspots.routes.ts'
import { ledgerRoutes } from './assistant/reporting/supervision/ledger.routes.ts'
import { whatIfRoutes } from './assistant/reporting/whatif/whatif.routes.ts'
import { reportRoutes } from './assistant/sealed/reports.routes.ts'
import { sealedRoutes } from './assistant/sealed/sealed.routes.ts'
import { bagRoutes } from './cases/bags/bags.routes.ts'
import { bundleRoutes } from './cases/bundles/bundles.routes.ts'
import { caseRoutes } from './cases/core/cases.routes.ts'
import { worklistRoutes } from './cases/core/worklist.routes.ts'
import { dialogueRoutes } from './cases/dialogue/dialogue.routes.ts'
import { liveRoutes } from './cases/dialogue/live.routes.ts'
import { documentRoutes } from './cases/documents/documents.routes.ts'
import { archiveRoutes } from './cases/oversight/archive.routes.ts'
import { caseBoardRoutes } from './cases/oversight/board.routes.ts'
import { deliveryRoutes } from './cases/oversight/deliveries.routes.ts'
import { catalogueRoutes } from './catalogue/catalogue.routes.ts'
import { guideRoutes } from './catalogue/guide.routes.ts'
import { handbookRoutes } from './catalogue/handbook.routes.ts'
import { workbookRoutes } from './catalogue/workbook/workbook.routes.ts'
import { findRoutes } from './desk/find.routes.ts'
import { bookingRoutes } from './hall/booking/bookings.routes.ts'
import { hallBookingRoutes } from './hall/booking/hall-bookings.routes.ts'
import { waitlistRoutes } from './hall/booking/waitlist.routes.ts'
import { counterRoutes } from './hall/counters.routes.ts'
import { queueRoutes } from './hall/queue/queue.routes.ts'
import type { Deps } from './kernel/lib/deps.ts'
import { AppError, replyWithError } from './kernel/lib/errors.ts'
import { BARE_HEADERS, setHeaders } from './kernel/lib/headers.ts'
import { endLateBodies } from './kernel/lib/late-bodies.ts'
import { compileSerializer, compileValidator } from './kernel/lib/validation.ts'
import type { PushSettings } from './kernel/vendors/wechat.push.ts'
import { meRoutes } from './me.routes.ts'
import { describeApi } from './openapi/openapi.routes.ts'
import { anchorRoutes } from './platform/audit/anchors.routes.ts'
import { fileRoutes } from './platform/files/files.routes.ts'
import { pushRoutes } from './platform/files/push.routes.ts'
import { deadJobRoutes } from './platform/jobs/dead.routes.ts'
import { createLimits, type Limits } from './platform/limits/limits.acts.ts'
import { linkRoutes } from './platform/notifications/links.routes.ts'
import type { TemplatesOf } from './platform/notifications/templates.types.ts'
import { directoryRoutes } from './platform/officials/directory.routes.ts'
import { dutyRoutes } from './platform/officials/duties.routes.ts'
import { synonymRoutes } from './platform/search/synonyms.routes.ts'
import { authorise, identify } from './platform/session/authenticate.acts.ts'
import { sessionRoutes } from './platform/session/session.routes.ts'
import { uploadRoutes } from './platform/uploads/uploads.routes.ts'
import { webhookRoutes } from './platform/webhooks/webhooks.routes.ts'

export type AppSettings = Readonly<{
  jwtSecret: string
  templates: TemplatesOf
  pushOf: (tenantId: string) => PushSettings | undefined
  limits: Limits
  /** Above this delay of the event loop new requests get 503; 0 never refuses. */
  overloadMs: number
}>

const modules = [
  sessionRoutes,
  placeRoutes,
  posterRoutes,
  directoryRoutes,
  dutyRoutes,
  fileRoutes,
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
  webhookRoutes,
  publicationRoutes,
  answerRoutes,
  synonymRoutes,
  catalogueRoutes,
  guideRoutes,
  handbookRoutes,
  workbookRoutes,
  counterRoutes,
  bookingRoutes,
  waitlistRoutes,
  hallBookingRoutes,
  queueRoutes,
  caseRoutes,
  worklistRoutes,
  bundleRoutes,
  caseBoardRoutes,
  archiveRoutes,
  deliveryRoutes,
  findRoutes,
  documentRoutes,
  uploadRoutes,
  bagRoutes,
  dialogueRoutes,
  liveRoutes,
  anchorRoutes,
  deadJobRoutes
]
const HEADERS_MS = 15_000
const CHECK_MS = 1000 // how often the server looks for heads and bodies that are late
const BODY_MS = 120_000 // a picture over a village's thin line; other bodies end with their handler
const HANDLER_MS = 12_000 // before the phone gives up at 15 s, so that it learns why
const MAX_BODY = 64 * 1024

/** The whole service over its dependencies; main.ts and the tests build the same one. */
export async function buildApp(deps: Deps, settings: AppSettings, options: FastifyServerOptions = {}) {
  const app = Fastify({
    bodyLimit: MAX_BODY,
    requestTimeout: BODY_MS,
    // No limit on silence: whoever waits for a long answer gets it, or a word why not.
    connectionTimeout: 0,
    handlerTimeout: HANDLER_MS,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => replyWithError(error, request, reply.headers(BARE_HEADERS)),
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS },
    ...options
  })
  app.setValidatorCompiler(compileValidator)
  app.setSerializerCompiler(compileSerializer)
  app.setErrorHandler(replyWithError)
  await setHeaders(app, deps.publicUrl)
  endLateBodies(app)
  app.setNotFoundHandler(() => {
    throw new AppError('not_found')
  })
  await app.register(underPressure, {
    maxEventLoopDelay: settings.overloadMs,
    exposeStatusRoute: { routeOpts: {}, url: '/live' }
  })
  // Lifetimes are checked against our own clock; verified tokens are kept, by hash, for a minute.
  await app.register(fastifyJwt, {
    secret: settings.jwtSecret,
    verify: { algorithms: ['HS256'], cache: 1000, cacheTTL: 60_000, ignoreExpiration: true }
  })
  // Live lines only listen: what is said comes in by plain requests.
  await app.register(websocket, { options: { maxPayload: 1024 } })
  const limit = createLimits(settings.limits)
  await describeApi(app, deps.publicUrl, limit)
  await app.register(
    async (open) => {
      limit(open)
      await open.register(open311Routes, deps)
    },
    { prefix: '/open311/v2' }
  )
  await app.register(linkRoutes)
  await app.register(pushRoutes, { ...deps, pushOf: settings.pushOf, prefix: '/wechat/push' })
  await app.register(
    async (api) => {
      identify(api, deps)
      limit(api)
      authorise(api, deps)
      await api.register(multipart, {
        limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 4, parts: 5, fieldSize: 1000 }
      })
      for (const routes of modules) await api.register(routes, deps)
      await api.register(meRoutes, { ...deps, templates: settings.templates })
    },
    { prefix: '/api/:county' }
  )
  return app
}
