import type { HTTPMethods } from 'fastify'
import { type Access, type Api, api } from 'shared/api.ts'
import type { Limit } from 'shared/limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    by?: Access
    limit?: Limit | undefined
  }
}

/** Route options for one endpoint of the contract: `app.route({ ...on('GET /x'), handler })`. */
export function on<K extends keyof Api>(endpoint: K) {
  const [method, url] = endpoint.split(' ') as [HTTPMethods, string]
  const line: Readonly<{ by: Access; limit?: Limit }> = api[endpoint]
  const { by, limit, ...schema } = line
  return { method, url, schema: schema as Omit<Api[K], 'by' | 'limit'>, config: { by, limit } }
}
