import { type Static, Type } from 'typebox'
import { ById, Id } from './common.ts'

export const Uploaded = Type.Object({ id: Id, url: Type.String(), mime: Type.String() })
export type Uploaded = Static<typeof Uploaded>

export const MAX_FILE_BYTES = 10 * 1024 * 1024

export const fileApi = {
  'POST /files': { by: 'consented', response: { 200: Uploaded } },
  'GET /files/:id': {
    by: 'anyone',
    params: ById,
    querystring: Type.Object({
      until: Type.Integer(),
      size: Type.Enum(['full', 'thumb']),
      sign: Type.String({ maxLength: 64 })
    }),
    response: { 200: Type.Any() }
  }
} as const
