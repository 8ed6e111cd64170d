import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

const LENGTH = 4
const [PARSE, BIND, QUERY, SYNC, READY] = ['P', 'B', 'Q', 'S', 'Z'].map((type) => type.charCodeAt(0))
/** What may leave a mark: a read before which the process dies is a death after the write before it. */
const WRITES = /\b(insert|update|delete|begin|commit|add_jobs?|complete_jobs?|fail_jobs?)\b/i

/**
 * Tells each whole message of one direction of PostgreSQL's protocol; the client's very first has no type.
 */
function messagesOf(tell: (type: number, body: Buffer) => void, untyped = 0): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0)
  let bare = untyped
  return (chunk) => {
    held = held.length ? Buffer.concat([held, chunk]) : chunk
    for (;;) {
      const type = bare ? 0 : 1
      if (held.length < type + LENGTH) return
      const length = type + held.readUInt32BE(type)
      if (held.length < length) return
      tell(type ? held[0]! : 0, held.subarray(type + LENGTH, length))
      held = held.subarray(length)
      if (bare) bare -= 1
    }
  }
}

/**
 * Follows a connection: `asked` what the client sends, `answered` gives whether the statement that is now
 * done may write.
 */
function statementsOf() {
  const writing = new Set<string>()
  const running: boolean[] = []
  let writes = false
  const text = (body: Buffer, from: number) => body.toString('utf8', from, body.indexOf(0, from))
  const asked = messagesOf((type, body) => {
    if (type === PARSE) {
      const name = text(body, 0)
      if (WRITES.test(text(body, Buffer.byteLength(name) + 1))) writing.add(name)
      else writing.delete(name)
    }
    if (type === BIND) writes ||= writing.has(text(body, body.indexOf(0) + 1))
    if (type === QUERY) writes ||= WRITES.test(text(body, 0))
    if (type !== QUERY && type !== SYNC) return
    running.push(writes)
    writes = false
  }, 1)
  return { asked, answered: () => running.shift() ?? false }
}

/**
 * Stands between a process and its database and calls `strike` right after the armed-th statement that may
 * write has run, before its reply goes on.
 */
export async function statementProxy(database: { host: string; port: number }, strike: () => void) {
  let left = Number.POSITIVE_INFINITY
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(database.port, database.host)
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    const { asked, answered } = statementsOf()
    const count = messagesOf((type) => {
      if (type === READY && answered() && --left === 0) strike()
    })
    client.on('data', (chunk) => {
      asked(chunk)
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      count(chunk)
      if (left > 0) client.write(chunk)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    /** The process dies after this many writing statements from now; Infinity lets it live. */
    arm: (statements: number) => {
      left = statements
    },
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    }
  }
}
