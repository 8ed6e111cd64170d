import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { sendPdf } from './reply.ts'

const MOST_BYTES = 48 * 1024 * 1024
type Making = { make: () => Promise<Uint8Array> }

/**
 * Papers that come out the same for the same input: made once however many ask at once, the latest used are
 * kept.
 */
const kept = new LRUCache<string, Uint8Array, Making>({
  maxSize: MOST_BYTES,
  sizeCalculation: (bytes) => bytes.length + 1,
  fetchMethod: (_, __, { context }) => context.make()
})

const tagOf = (input: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(input)).digest('base64url').slice(0, 27)}"`

/** Sends a PDF that depends on `input` alone; whoever has it already hears so (304), and nothing is drawn. */
export async function sendKept(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  name: string,
  input: unknown,
  make: () => Promise<Uint8Array>
) {
  const etag = tagOf(input)
  reply.header('etag', etag).header('cache-control', 'private, no-cache')
  if (headers['if-none-match'] === etag) return reply.code(304).send()
  const bytes = await kept.fetch(etag, { context: { make } })
  return sendPdf(reply, name, bytes!)
}
