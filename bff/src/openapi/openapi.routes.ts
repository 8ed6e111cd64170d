import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifySchema } from 'fastify'
import type { Access, Api } from 'shared/api.ts'
import { DRAWN } from 'shared/limits.ts'
import type { LimitScope } from '../platform/limits/limits.acts.ts'
import { exampleOf, type Schema } from './examples.rules.ts'
import { SUMMARIES } from './summaries.words.ts'

const PREFIX = '/api/:county'
const ERROR = {
  description: 'What happened, what was kept and what to do next, in Chinese',
  type: 'object',
  properties: { code: { type: 'string' }, message: { type: 'string' }, detail: { type: 'string' } },
  example: { code: 'not_found', message: '没有找到，可能已删除或不属于您' }
}

const whoMay = (by: Access): string => {
  if (by === 'anyone') return 'Anybody.'
  if (by === 'citizen') return 'Whoever signed in.'
  if (by === 'consented') return 'Whoever signed in and agreed to the privacy text.'
  if (by === 'member') return 'Whoever signed in; what is shown depends on the posts they hold.'
  return `Posts with one of these roles: ${by.join(', ')} (header x-post picks one of several).`
}

type Described = FastifySchema & Record<string, unknown>
const withExample = (schema: Schema): Schema => ({ ...schema, example: exampleOf(schema) })

/** A route's schema as the reference shows it: summary, who may call, examples, the form of errors. */
function describe(line: keyof Api, by: Access, schema: Described): Described {
  const ok = (schema.response as Record<number, Schema> | undefined)?.[200]
  return {
    ...schema,
    summary: SUMMARIES[line],
    description: whoMay(by),
    operationId: line
      .replace(/[ /:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())
      .replace(/^[A-Z]+/, (method) => method.toLowerCase()),
    tags: [line.split('/')[1]!],
    security: by === 'anyone' ? [] : [{ token: [] }],
    ...(schema.body ? { body: withExample(schema.body as Schema) } : {}),
    response: {
      ...(ok && { 200: { description: 'Done', ...withExample(ok) } }),
      '4xx': ERROR,
      '5xx': ERROR
    }
  }
}

/** OpenAPI 3.1 of every endpoint of the contract at /api/openapi.json, and a page to read it at /api/docs. */
export async function describeApi(app: FastifyInstance, publicUrl: string, limit: LimitScope): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bangban 帮办',
        version: '1.0.0',
        description:
          'Every endpoint of a county, under its six-digit division code. Open311 GeoReport v2 is at /open311/v2.'
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } }
      }
    },
    transform: ({ schema, url, route }) => {
      const by = route.config?.by
      const line = `${[route.method].flat()[0]} ${url.slice(PREFIX.length)}` as keyof Api
      if (!by || !SUMMARIES[line]) return { schema: { ...schema, hide: true } as never, url }
      return { schema: describe(line, by, (schema ?? {}) as Described) as never, url }
    }
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { docExpansion: 'none', validatorUrl: null } as never,
    staticCSP: true
  })
  // Written out once, when first asked for.
  let written: { plain: Buffer; zipped: Buffer; etag: string } | undefined
  // Its own scope: only this is limited here.
  await app.register(async (open) => {
    limit(open)
    open.get('/api/openapi.json', { config: { limit: { cost: DRAWN } } }, ({ headers }, reply) => {
      if (!written) {
        const plain = Buffer.from(JSON.stringify(app.swagger()))
        const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 27)
        written = { plain, zipped: gzipSync(plain), etag: `"${hash}"` }
      }
      reply
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', 'public, no-cache')
        .header('etag', written.etag)
      if (headers['if-none-match'] === written.etag) return reply.code(304).send()
      reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding')
      if (!/\bgzip\b/.test(String(headers['accept-encoding']))) return reply.send(written.plain)
      return reply.header('content-encoding', 'gzip').send(written.zipped)
    })
  })
}
