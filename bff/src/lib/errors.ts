import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, errors } from 'shared/errors.ts'
import { CalendarMissing } from './worktime.ts'

/** A failure the client may read about; `detail` adds which field or year, never personal data. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly statusCode: number
  readonly detail: string | undefined

  constructor(code: ErrorCode, detail?: string) {
    const [statusCode, message] = errors[code]
    super(message)
    this.code = code
    this.statusCode = statusCode
    this.detail = detail
  }
}

/** SQLSTATE classes that say the database is away or overloaded: connection, resources, shutdown, read-only. */
const DATABASE_AWAY = /^(08|53|57|25006|40001|40P01|CONNECT|ECONN|ETIMEDOUT|EPIPE)/

/** The SQLSTATE or socket code of an error or of what caused it. */
function sqlState(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (cause instanceof Error) return sqlState(cause)
  return typeof code === 'string' ? code : ''
}

function understand(error: FastifyError | AppError | Error): AppError {
  if (error instanceof AppError) return error
  if (error instanceof CalendarMissing) return new AppError('calendar_missing', `${error.year}`)
  const state = sqlState(error)
  if (DATABASE_AWAY.test(state)) return new AppError('busy')
  if (/^(22|23503)/.test(state)) return new AppError('invalid_input')
  if (state === '23505') return new AppError('name_taken')
  const { statusCode, validation, message } = error as FastifyError
  if (statusCode === 429) return new AppError('too_many_requests')
  if (statusCode === 503) return new AppError('busy')
  if (statusCode === 413) return new AppError('file_too_large')
  if (statusCode && statusCode < 500) return new AppError('invalid_input', validation && message)
  return new AppError('internal')
}

/** The only place an error becomes a reply. What we did not foresee is logged and stays private. */
export function replyWithError(
  error: FastifyError | AppError | Error,
  request: FastifyRequest,
  reply: FastifyReply
) {
  const { statusCode, code, message, detail } = understand(error)
  if (statusCode >= 500) request.log.error({ err: error, code }, 'request failed')
  if (statusCode === 503) reply.header('retry-after', '5')
  return reply.code(statusCode).send({ code, message, ...(detail && { detail }) })
}
