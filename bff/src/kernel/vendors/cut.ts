const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/**
 * Was a call cut off after it may have reached the vendor? A timeout or a broken line leaves that open; an
 * answer, bad as it may be, and a line that never came about do not.
 */
export function mayHaveArrived(error: unknown): boolean {
  const { cause, code, name } = error as { cause?: unknown; code?: unknown; name?: unknown }
  if (name === 'TimeoutError' || name === 'AbortError') return true
  if (cause instanceof Error) return mayHaveArrived(cause)
  return typeof code === 'string' && !NEVER_SENT.test(code)
}
