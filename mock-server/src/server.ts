import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { getResponse, type RequestHandler } from 'msw'

function toRequest(base: string, message: IncomingMessage): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers.set(name, String(value))
  const hasBody = !['GET', 'HEAD'].includes(message.method ?? 'GET')
  const body = hasBody ? { body: Readable.toWeb(message) as ReadableStream, duplex: 'half' } : {}
  return new Request(base + message.url, { method: message.method, headers, ...body } as RequestInit)
}

async function answer(
  handlers: RequestHandler[],
  base: string,
  message: IncomingMessage,
  reply: ServerResponse
) {
  const response = await getResponse(handlers, toRequest(base, message))
  if (!response) return reply.writeHead(404).end('no handler')
  reply.writeHead(response.status, Object.fromEntries(response.headers))
  return response.body ? Readable.fromWeb(response.body as ReadableStream).pipe(reply) : reply.end()
}

/** msw's handlers behind a real port. @mswjs/http-middleware crashes with msw 3, hence these few lines. */
export async function serve(
  handlers: (base: string) => RequestHandler[],
  port: number
): Promise<{ base: string; server: Server }> {
  let ready: RequestHandler[] = []
  let base = ''
  const server = createServer((message, reply) => {
    answer(ready, base, message, reply).catch((error: Error) => reply.writeHead(500).end(error.message))
  })
  await new Promise<void>((listening, failed) =>
    server.once('error', failed).listen(port, '127.0.0.1', listening)
  )
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  ready = handlers(base)
  return { base, server }
}
