import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/**
 * Sends a file to keep under this name. The contract calls its reply a string, for what JSON has no word for:
 * the one cast stands here.
 */
export const sendFile = (
  reply: FastifyReply,
  type: string,
  name: string,
  body: Uint8Array | string | Readable
) =>
  reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send((body instanceof Uint8Array ? Buffer.from(body) : body) as never)

/** A PDF to keep under this name. */
export const sendPdf = (reply: FastifyReply, name: string, bytes: Uint8Array) =>
  sendFile(reply, 'application/pdf', `${name}.pdf`, bytes)

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
