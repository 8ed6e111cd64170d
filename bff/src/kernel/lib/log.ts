import type { Writable } from 'node:stream'
import { LogController } from 'fastify'

type Logged = Error & { code?: unknown; cause?: unknown }

/**
 * What a log line says of an error. A failed query carries its parameters in its text, and PostgreSQL its
 * values in `detail`: neither leaves the process. The stack keeps its frames only.
 */
export function describeError(error: Logged) {
  const inner = error.cause instanceof Error ? (error.cause as Logged) : error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: inner.name,
    code: inner.code,
    message: /^Failed query/.test(inner.message) ? 'query failed' : inner.message.replace(/\?\S*/g, '?…'),
    stack: frames.slice(0, 12).join('\n')
  }
}

/**
 * How the service logs: one line for what failed, with its route and its request's id; no token, address line
 * or query string.
 */
export const logging = (level: string, stream?: Writable) => ({
  logger: {
    level,
    redact: ['req.headers.authorization', 'req.url', 'req.query'],
    serializers: { err: describeError },
    ...(stream && { stream })
  },
  logController: new LogController({ disableRequestLogging: true })
})
