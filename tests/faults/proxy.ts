import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

const READY_FOR_QUERY = 'Z'.charCodeAt(0)
const HEADER = 5 // one byte of type, four of length

/** Tells each whole message of the server's side of PostgreSQL's protocol by its type byte. */
function messagesOf(tell: (type: number) => void): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0)
  return (chunk) => {
    held = held.length ? Buffer.concat([held, chunk]) : chunk
    while (held.length >= HEADER) {
      const length = 1 + held.readUInt32BE(1)
      if (held.length < length) return
      tell(held[0]!)
      held = held.subarray(length)
    }
  }
}

/** Stands between a process and its database and calls `strike` right after the armed-th statement has run, before its reply goes on. */
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
    const count = messagesOf((type) => {
      if (type === READY_FOR_QUERY && --left === 0) strike()
    })
    client.pipe(upstream)
    upstream.on('data', (chunk) => {
      count(chunk)
      if (left > 0) client.write(chunk)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    /** The process dies after this many statements from now; Infinity lets it live. */
    arm: (statements: number) => {
      left = statements
    },
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    }
  }
}
