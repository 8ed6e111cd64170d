type Logged = Error & { code?: unknown; cause?: unknown }

/**
 * What a log line says of an error. A failed query carries its parameters in its text, and PostgreSQL its values in
 * `detail`: neither leaves the process. The stack keeps its frames only.
 */
export function describeError(error: Logged) {
  const inner = error.cause instanceof Error ? (error.cause as Logged) : error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: inner.name,
    code: inner.code,
    message: /^Failed query/.test(inner.message) ? 'query failed' : inner.message,
    stack: frames.slice(0, 12).join('\n')
  }
}
