/** Somebody else is away: what was tried is tried again until they are back. */
export class Outage extends Error {}

/**
 * SQLSTATE classes and driver codes that say the database is away or overloaded: connection, resources,
 * shutdown, disk, read-only.
 */
const DATABASE_AWAY =
  /^(08|53|57|58|25006|40001|40P01|55P03|CONNECT|QUERY_TIMEOUT|QUEUE_FULL|ECONN|ETIMEDOUT|EPIPE)/

/** The SQLSTATE or socket code of an error or of what caused it. */
export function sqlState(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (cause instanceof Error) return sqlState(cause)
  return typeof code === 'string' ? code : ''
}

export const isDatabaseAway = (error: unknown): boolean => DATABASE_AWAY.test(sqlState(error))
export const isOutage = (error: unknown): boolean => error instanceof Outage || isDatabaseAway(error)
/** Is there no room left on the disk of uploads? */
export const isDiskFull = (error: unknown): boolean => /^(ENOSPC|EDQUOT)$/.test(sqlState(error))
