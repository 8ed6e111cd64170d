import formbody from '@fastify/formbody'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { listTopics } from '../../platform/officials/duties.repo.ts'
import { getTenant } from '../../platform/tenants/tenants.repo.ts'
import { clientByKey } from './clients.repo.ts'
import { filterOf } from './filter.present.ts'
import { createIntake } from './intake.acts.ts'
import { presentPublic, presentRequest, presentService } from './requests.present.ts'
import { listRequests } from './requests.repo.ts'
import type { Service } from './requests.rules.ts'
import { numberOf, UNSORTED } from './requests.rules.ts'
import {
  DEFINITION,
  ERRORS,
  type Fields,
  type Format,
  one,
  REQUESTS,
  Refusal,
  SERVICES,
  type Shape,
  TYPES,
  written
} from './wire.present.ts'

type Call = FastifyRequest<{ Params: { rest: string; format: Format }; Querystring: Fields; Body: Fields }>

/**
 * Two thousand characters of three bytes, each of which a form writes as three letters; twice that for the
 * rest.
 */
const MOST_BYTES = 2 * 2000 * 9

/** Open311 GeoReport v2 on the county's questions; `jurisdiction_id` is the county's division code. */
export const open311Routes: FastifyPluginAsync<Deps> = async (app, deps) => {
  const { db, now } = deps
  const handIn = createIntake(deps)
  // The standard sends forms; a body in XML, and with it every entity, is refused unread (415).
  await app.register(formbody, { bodyLimit: MOST_BYTES })
  app.removeContentTypeParser('application/json')

  const formatOf = ({ url }: FastifyRequest): Format => (/\.xml($|\?)/.test(url) ? 'xml' : 'json')
  const send = (
    request: FastifyRequest,
    reply: FastifyReply,
    shape: Shape,
    body: object | readonly object[]
  ) => reply.header('content-type', TYPES[formatOf(request)]).send(written(formatOf(request), shape, body))

  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const known =
      error instanceof Refusal ? error.code : error instanceof AppError ? error.statusCode : error.statusCode
    const code = known && known < 500 ? known : 500
    if (code === 500) request.log.error({ err: error }, 'open311 failed')
    const description = code === 500 ? 'internal error, try again later' : error.message
    return send(request, reply.code(code), ERRORS, [{ code, description }])
  })

  async function jurisdiction({ query, body }: Call): Promise<string> {
    const id = one(query.jurisdiction_id) ?? one(body?.jurisdiction_id)
    if (!id) throw new Refusal(400, 'jurisdiction_id was not provided')
    await getTenant(db, id).catch(() => {
      throw new Refusal(404, 'jurisdiction_id provided was not found')
    })
    return id
  }

  /** Does this caller hold a key of the county? Without one only what was published is told, by the day. */
  async function keyed(tenantId: string, { headers }: Call): Promise<boolean> {
    const key = one(headers['x-api-key'])
    if (key && !(await clientByKey(db, tenantId, key))) throw new Refusal(403, 'x-api-key is not valid')
    return key !== undefined
  }

  async function serviceOf(tenantId: string, code: string | undefined): Promise<Service> {
    if (!code) throw new Refusal(400, 'service_code was not provided')
    const topics = [...(await listTopics(db, tenantId)), UNSORTED]
    const topic = topics.find(({ id, active }) => active && id === code)
    if (!topic) throw new Refusal(404, 'service_code provided was not found')
    return topic
  }

  for (const format of ['json', 'xml'] as const) {
    app.get(`/services.${format}`, async (request: Call, reply) => {
      const topics = await listTopics(db, await jurisdiction(request))
      const services = [...topics.filter(({ active }) => active), UNSORTED]
      return send(request, reply, SERVICES, services.map(presentService))
    })

    app.get(`/services/:rest.${format}`, async (request: Call, reply) => {
      const topic = await serviceOf(await jurisdiction(request), request.params.rest)
      return send(request, reply, DEFINITION, { service_code: topic.id, attributes: [] })
    })

    app.get(`/requests.${format}`, async (request: Call, reply) => {
      const tenantId = await jurisdiction(request)
      const published = !(await keyed(tenantId, request))
      const filter = filterOf(request.query, published, now())
      const rows = await listRequests(db, tenantId, filter)
      if (filter.numbers && rows.length === 0)
        throw new Refusal(404, 'service_request_id provided was not found')
      return send(request, reply, REQUESTS, rows.map(published ? presentPublic : presentRequest))
    })

    app.get(`/requests/:rest.${format}`, async (request: Call, reply) => {
      const tenantId = await jurisdiction(request)
      const published = !(await keyed(tenantId, request))
      const number = numberOf(request.params.rest)
      const rows = number ? await listRequests(db, tenantId, { published, numbers: [number] }) : []
      if (rows.length === 0) throw new Refusal(404, 'service_request_id provided was not found')
      return send(request, reply, REQUESTS, rows.map(published ? presentPublic : presentRequest))
    })

    app.post(`/requests.${format}`, async (request: Call, reply) => {
      const tenantId = await jurisdiction(request)
      const fields: Fields = request.body ?? {}
      const key = one(fields.api_key)
      const client = key && (await clientByKey(db, tenantId, key))
      if (!client) throw new Refusal(403, 'api_key was missing or is not valid')
      const topic = await serviceOf(tenantId, one(fields.service_code))
      const created = await handIn(tenantId, client.id, topic, fields)
      return send(request, reply, REQUESTS, [
        { service_request_id: created, service_notice: null, account_id: client.id }
      ])
    })
  }
}
