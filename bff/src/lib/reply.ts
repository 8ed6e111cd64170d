import type { FastifyReply } from 'fastify'

/** A file to keep under this name. */
export const attachment = (reply: FastifyReply, type: string, name: string) =>
  reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
