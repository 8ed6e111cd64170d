import type { HTTPMethods } from 'fastify'
import { type Access, type Api, api } from 'shared/api.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    by?: Access
  }
}

/** Route options for one endpoint of the contract: `app.route({ ...on('GET /x'), handler })`. */
export function on<K extends keyof Api>(endpoint: K) {
  const [method, url] = endpoint.split(' ') as [HTTPMethods, string]
  const { by, ...schema } = api[endpoint]
  return { method, url, schema: schema as Omit<Api[K], 'by'>, config: { by: by as Access } }
}
