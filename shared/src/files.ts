import { type Static, Type } from 'typebox'
import { ById, Id } from './common.ts'
import { PICTURE } from './limits.ts'

/** An upload and what the content check says of it; `review` wants a person's eye. */
export const Attachment = Type.Object({
  id: Id,
  url: Type.String(),
  thumb: Type.String(),
  mime: Type.String(),
  check: Type.Enum(['pending', 'pass', 'review', 'risky'])
})
export type Attachment = Static<typeof Attachment>

export const MAX_FILE_BYTES = 10 * 1024 * 1024

export const fileApi = {
  'POST /files': { by: 'consented', limit: { cost: PICTURE }, response: { 200: Attachment } },
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
