import { createHash } from 'node:crypto'
import formbody from '@fastify/formbody'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Topic } from 'shared/directory.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { listTopics } from '../officials/duties.repo.ts'
import { asker } from '../questions/ask.repo.ts'
import { triageDue } from '../questions/clock.rules.ts'
import { questionNo } from '../questions/messages.rules.ts'
import { getTenant, listVillages } from '../tenants/tenants.repo.ts'
import { clientByKey } from './clients.repo.ts'
import { presentPublic, presentRequest, presentService } from './present.ts'
import { addCaller, listRequests, type RequestFilter } from './requests.repo.ts'
import { numberOf, spanOf, villageIn } from './requests.rules.ts'
import { DEFINITION, ERRORS, type Format, REQUESTS, SERVICES, type Shape, TYPES, written } from './wire.ts'

type Fields = Readonly<Record<string, string | undefined>>
type Call = FastifyRequest<{ Params: { rest: string; format: Format }; Querystring: Fields; Body: Fields }>

/** A refusal in the standard's own form: a code and what the caller should do. */
class Refusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
const LONGEST = 2000
const one = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

/** Open311 GeoReport v2 on the county's questions; `jurisdiction_id` is the county's division code. */
export const open311Routes: FastifyPluginAsync<Deps> = async (app, deps) => {
  const { db, now, newId, calendarOf, sealer, privacyVersion } = deps
  const ask = asker(db)
  // The standard sends forms; a body in XML, and with it every entity, is refused unread (415).
  await app.register(formbody, { bodyLimit: 16 * 1024 })
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

  async function serviceOf(tenantId: string, code: string | undefined): Promise<Topic> {
    if (!code) throw new Refusal(400, 'service_code was not provided')
    const topic = (await listTopics(db, tenantId)).find(({ id, active }) => active && id === code)
    if (!topic) throw new Refusal(404, 'service_code provided was not found')
    return topic
  }

  for (const format of ['json', 'xml'] as const) {
    app.get(`/services.${format}`, async (request: Call, reply) => {
      const topics = await listTopics(db, await jurisdiction(request))
      return send(request, reply, SERVICES, topics.filter(({ active }) => active).map(presentService))
    })

    app.get(`/services/:rest.${format}`, async (request: Call, reply) => {
      const topic = await serviceOf(await jurisdiction(request), request.params.rest)
      return send(request, reply, DEFINITION, { service_code: topic.id, attributes: [] })
    })

    app.get(`/requests.${format}`, async (request: Call, reply) => {
      const tenantId = await jurisdiction(request)
      const { service_request_id: ids, service_code: codes, start_date, end_date, status } = request.query
      const span = spanOf(one(start_date), one(end_date), now())
      if (!span)
        throw new Refusal(
          400,
          'start_date or end_date is not a W3C datetime, or they are the wrong way round'
        )
      const wanted = one(codes)?.split(',')
      if (wanted?.some((code) => !/^[0-9a-f-]{36}$/i.test(code)))
        throw new Refusal(404, 'service_code provided was not found')
      const published = !(await keyed(tenantId, request))
      const filter: RequestFilter = one(ids)
        ? { published, numbers: ids!.split(',').slice(0, 1000).map(numberOf) }
        : {
            published,
            ...span,
            ...(wanted && { topicIds: wanted }),
            ...(one(status) && status !== 'open,closed' && { open: status === 'open' })
          }
      const rows = await listRequests(db, tenantId, filter)
      return send(request, reply, REQUESTS, rows.map(published ? presentPublic : presentRequest))
    })

    app.get(`/requests/:rest.${format}`, async (request: Call, reply) => {
      const tenantId = await jurisdiction(request)
      const published = !(await keyed(tenantId, request))
      const rows = await listRequests(db, tenantId, { published, numbers: [numberOf(request.params.rest)] })
      if (rows.length === 0) throw new Refusal(404, 'service_request_id provided was not found')
      return send(request, reply, REQUESTS, rows.map(published ? presentPublic : presentRequest))
    })

    app.post(`/requests.${format}`, async (request: Call, reply) => {
      const tenantId = await jurisdiction(request)
      const fields: Fields = request.body ?? {}
      const client = one(fields.api_key) && (await clientByKey(db, tenantId, fields.api_key!))
      if (!client) throw new Refusal(403, 'api_key was missing or is not valid')
      const topic = await serviceOf(tenantId, one(fields.service_code))
      const village = villageIn(
        await listVillages(db, tenantId),
        one(fields.address_id),
        one(fields.address_string)
      )
      if (!village) throw new Refusal(400, 'address_string or address_id must name a village of this county')
      const description = one(fields.description)?.trim() ?? ''
      if (description.length < 4 || description.length > LONGEST)
        throw new Refusal(400, `description must have 4 to ${LONGEST} characters`)
      const created = await handIn(tenantId, { topic, villageId: village.id, description, fields })
      return send(request, reply, REQUESTS, [
        { service_request_id: created, service_notice: null, account_id: client.id }
      ])
    })
  }

  /** Asks in the caller's name, with his phone, so that he hears of the answer. */
  async function handIn(
    tenantId: string,
    {
      topic,
      villageId,
      description,
      fields
    }: { topic: Topic; villageId: string; description: string; fields: Fields }
  ): Promise<string> {
    const at = now()
    const accountId = newId()
    const phone = one(fields.phone)?.replace(/[^\d]/g, '').slice(0, 20)
    const name = [one(fields.last_name), one(fields.first_name)].filter(Boolean).join('').slice(0, 20)
    await addCaller(db, {
      tenantId,
      id: accountId,
      name: name || null,
      phoneSealed: phone ? sealer.seal(tenantId, phone) : null,
      villageId,
      consentVersion: privacyVersion,
      createdAt: at
    })
    const asked = {
      key: newId(),
      kind: 'problemReport' as const,
      body: `【${topic.name}】${description}`,
      villageId,
      placeText: (one(fields.address_string) ?? '').slice(0, 100),
      fileIds: []
    }
    const found = await ask({
      tenantId,
      accountId,
      id: newId(),
      eventId: newId(),
      auditId: newId(),
      requestHash: createHash('sha256').update(JSON.stringify(asked)).digest('base64url'),
      privacyVersion,
      confidential: false,
      askedAt: at,
      triageDueAt: triageDue(await calendarOf(tenantId), at),
      asked
    })
    return questionNo({ askedAt: at, no: Number(found.no) })
  }
}
