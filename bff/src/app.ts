import fastifyJwt from '@fastify/jwt'
import multipart from '@fastify/multipart'
import underPressure from '@fastify/under-pressure'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyServerOptions } from 'fastify'
import { MAX_FILE_BYTES } from 'shared/files.ts'
import { open311Routes } from './assistant/open311/open311.routes.ts'
import { assistantWing } from './assistant/wing.routes.ts'
import { createCaseCommands } from './cases/core/cases.acts.ts'
import { casesWing } from './cases/wing.routes.ts'
import { catalogueWing } from './catalogue/wing.routes.ts'
import { findRoutes } from './desk/find.routes.ts'
import { hallWing } from './hall/wing.routes.ts'
import type { Deps } from './kernel/lib/deps.ts'
import { AppError, replyWithError } from './kernel/lib/errors.ts'
import { BARE_HEADERS, setHeaders } from './kernel/lib/headers.ts'
import { endLateBodies } from './kernel/lib/late-bodies.ts'
import { compileSerializer, compileValidator } from './kernel/lib/validation.ts'
import type { PushSettings } from './kernel/vendors/wechat.push.ts'
import { meRoutes } from './me.routes.ts'
import { mineRoutes } from './mine/mine.routes.ts'
import { describeApi } from './openapi/openapi.routes.ts'
import { pushRoutes } from './platform/files/push.routes.ts'
import { createLimits, type Limits } from './platform/limits/limits.acts.ts'
import { linkRoutes } from './platform/notifications/links.routes.ts'
import type { TemplatesOf } from './platform/notifications/templates.types.ts'
import { authorise, identify } from './platform/session/authenticate.acts.ts'
import { platformWing } from './platform/wing.routes.ts'

export type AppSettings = Readonly<{
  jwtSecret: string
  templates: TemplatesOf
  pushOf: (tenantId: string) => PushSettings | undefined
  limits: Limits
  /** Above this delay of the event loop new requests get 503; 0 never refuses. */
  overloadMs: number
}>

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
      const caseDeps = { ...deps, commands: createCaseCommands(deps) }
      await api.register(platformWing, deps)
      await api.register(assistantWing, deps)
      await api.register(catalogueWing, deps)
      await api.register(hallWing, deps)
      await api.register(casesWing, caseDeps)
      await api.register(findRoutes, caseDeps)
      await api.register(mineRoutes, caseDeps)
      await api.register(meRoutes, { ...deps, templates: settings.templates })
    },
    { prefix: '/api/:county' }
  )
  return app
}
