import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, errors } from 'shared/errors.ts'
import { faultIn } from 'shared/rules/faults.ts'
import { isDatabaseAway, sqlState } from './outage.ts'
import { CalendarMissing } from './worktime.ts'

/**
 * A failure the client may read about; `detail` adds which field or year, `message` says it better; never
 * personal data.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly statusCode: number
  readonly detail: string | undefined

  constructor(code: ErrorCode, detail?: string, message: string = errors[code][1]) {
    const [statusCode] = errors[code]
    super(message)
    this.code = code
    this.statusCode = statusCode
    this.detail = detail
  }
}

function understand(error: FastifyError | AppError | Error): AppError {
  if (error instanceof AppError) return error
  if (error instanceof CalendarMissing) return new AppError('calendar_missing', `${error.year}`)
  if (isDatabaseAway(error)) return new AppError('busy')
  const state = sqlState(error)
  if (/^(22|23503)/.test(state)) return new AppError('invalid_input')
  if (state === '23505') return new AppError('name_taken')
  const { statusCode, validation, message } = error as FastifyError
  if (statusCode === 429) return new AppError('too_many_requests')
  if (statusCode === 503) return new AppError('busy')
  if (statusCode === 413) return new AppError('file_too_large')
  if (validation?.[0])
    return new AppError(
      'invalid_input',
      message,
      `${faultIn(validation[0])}，没有提交，填的都还在。请改好再试`
    )
  if (statusCode && statusCode < 500) return new AppError('invalid_input')
  return new AppError('internal')
}

/** No sign-in, no right, nothing there, too fast: who tries doors leaves lines (ASVS 5.0, V16.3). */
const REFUSED = new Set([400, 401, 403, 404, 429])

/** The only place an error becomes a reply. What we did not foresee is logged and stays private. */
export function replyWithError(
  error: FastifyError | AppError | Error,
  request: FastifyRequest,
  reply: FastifyReply
) {
  const { statusCode, code, message, detail } = understand(error)
  if (statusCode >= 500)
    request.log.error(
      { err: error, code, method: request.method, route: request.routeOptions.url },
      'request failed'
    )
  else if (REFUSED.has(statusCode) && request.routeOptions.url) {
    const { method, routeOptions, tenantId, callerId } = request
    request.log.info({ code, method, route: routeOptions.url, tenantId, callerId }, 'request refused')
  }
  if (statusCode === 503) reply.header('retry-after', '5')
  return reply.code(statusCode).send({ code, message, ...(detail && { detail }) })
}
