import type { FastifyReply } from 'fastify'

/** A file to keep under this name. */
export const attachment = (reply: FastifyReply, type: string, name: string) =>
  reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)

/** A PDF to keep under this name. */
export const sendPdf = (reply: FastifyReply, name: string, bytes: Uint8Array) =>
  attachment(reply, 'application/pdf', `${name}.pdf`).send(Buffer.from(bytes) as never)

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
