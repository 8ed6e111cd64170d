import fastifyJwt from '@fastify/jwt'
import multipart from '@fastify/multipart'
import underPressure from '@fastify/under-pressure'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyServerOptions } from 'fastify'
import { MAX_FILE_BYTES } from 'shared/files.ts'
import { anchorRoutes } from './audit/anchors.routes.ts'
import { bagRoutes } from './bags/bags.routes.ts'
import { boardRoutes } from './boards/boards.routes.ts'
import { bookingRoutes } from './booking/bookings.routes.ts'
import { hallBookingRoutes } from './booking/hall-bookings.routes.ts'
import { waitlistRoutes } from './booking/waitlist.routes.ts'
import { bulletinRoutes } from './bulletins/bulletins.routes.ts'
import { bundleRoutes } from './bundles/bundles.routes.ts'
import { caseRoutes } from './cases/cases.routes.ts'
import { worklistRoutes } from './cases/worklist.routes.ts'
import { catalogueRoutes } from './catalogue/catalogue.routes.ts'
import { guideRoutes } from './catalogue/guide.routes.ts'
import { handbookRoutes } from './catalogue/handbook.routes.ts'
import { workbookRoutes } from './catalogue/workbook/workbook.routes.ts'
import type { TemplatesOf } from './deps.ts'
import { dialogueRoutes } from './dialogue/dialogue.routes.ts'
import { liveRoutes } from './dialogue/live.routes.ts'
import { documentRoutes } from './documents/documents.routes.ts'
import { fileRoutes } from './files/files.routes.ts'
import { pushRoutes } from './files/push.routes.ts'
import { forumRoutes } from './forums/forums.routes.ts'
import { minutesRoutes } from './forums/minutes.routes.ts'
import { counterRoutes } from './hall/counters.routes.ts'
import { findRoutes } from './hall/find.routes.ts'
import { hotspotRoutes } from './hotspots/hotspots.routes.ts'
import { deadJobRoutes } from './jobs/dead.routes.ts'
import type { Deps } from './lib/deps.ts'
import { AppError, replyWithError } from './lib/errors.ts'
import { BARE_HEADERS, setHeaders } from './lib/headers.ts'
import { endLateBodies } from './lib/late-bodies.ts'
import { compileSerializer, compileValidator } from './lib/validation.ts'
import { createLimits, type Limits } from './limits/limits.ts'
import { noticeRoutes } from './notices/notices.routes.ts'
import { linkRoutes } from './notifications/links.routes.ts'
import { phoneTaskRoutes } from './notifications/phone-tasks.routes.ts'
import { directoryRoutes } from './officials/directory.routes.ts'
import { dutyRoutes } from './officials/duties.routes.ts'
import { clientRoutes } from './open311/clients.routes.ts'
import { open311Routes } from './open311/open311.routes.ts'
import { describeApi } from './openapi/openapi.ts'
import { archiveRoutes } from './oversight/archive.routes.ts'
import { caseBoardRoutes } from './oversight/board.routes.ts'
import { deliveryRoutes } from './oversight/deliveries.routes.ts'
import { placeRoutes } from './places/places.routes.ts'
import { posterRoutes } from './posters/posters.routes.ts'
import { answerRoutes } from './publications/answers.routes.ts'
import { publicationRoutes } from './publications/publications.routes.ts'
import { synonymRoutes } from './publications/synonyms.routes.ts'
import { callerRoutes } from './questions/caller.routes.ts'
import { questionListRoutes } from './questions/lists.routes.ts'
import { questionRoutes } from './questions/questions.routes.ts'
import { queueRoutes } from './queue/queue.routes.ts'
import { ratingRoutes } from './ratings/ratings.routes.ts'
import { replyCheckRoutes } from './replies/check.routes.ts'
import { replyTemplateRoutes } from './replies/templates.routes.ts'
import { reportRoutes } from './sealed/reports.routes.ts'
import { sealedRoutes } from './sealed/sealed.routes.ts'
import { authorise, identify } from './session/authenticate.ts'
import { meRoutes } from './session/me.routes.ts'
import { sessionRoutes } from './session/session.routes.ts'
import { ledgerRoutes } from './supervision/ledger.routes.ts'
import { uploadRoutes } from './uploads/uploads.routes.ts'
import type { PushSettings } from './vendors/wechat.push.ts'
import { webhookRoutes } from './webhooks/webhooks.routes.ts'
import { whatIfRoutes } from './whatif/whatif.routes.ts'

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
