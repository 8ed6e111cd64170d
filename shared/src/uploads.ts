import { type Static, Type } from 'typebox'
import { ById, Id } from './common.ts'
import { Attachment } from './files.ts'
import { PICTURE } from './limits.ts'

/** Bytes of a part; wx.request carries at most 1 MB comfortably, and a lost part costs no more than this. */
export const PART_BYTES = 512 * 1024
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** Where an upload stands: the parts still wanted, by number from 0. */
const Upload = Type.Object({ id: Id, missing: Type.Array(Type.Integer()) })
export type Upload = Static<typeof Upload>

/** What a picture of a paper lacks, told before somebody reviews it: dark, blurred, or an edge cut off. */
export const Flaw = Type.Enum(['dark', 'blurred', 'cut'])
export type Flaw = Static<typeof Flaw>

export const uploadApi = {
  // The same file of the same person is the same upload, after a lost network or a new start too.
  'POST /uploads': {
    by: 'consented',
    body: Type.Object({
      bytes: Type.Integer({ minimum: 1, maximum: MAX_UPLOAD_BYTES }),
      /** SHA-256 of each part, in order. */
      hashes: Type.Array(Hash, { minItems: 1, maxItems: MAX_UPLOAD_BYTES / PART_BYTES })
    }),
    response: { 200: Upload }
  },
  'POST /uploads/:id/parts/:no': {
    by: 'consented',
    limit: { frequent: true },
    params: Type.Object({ id: Id, no: Type.Integer({ minimum: 0, maximum: 39 }) }),
    response: { 200: Upload }
  },
  'POST /uploads/:id/finish': {
    by: 'consented',
    limit: { cost: PICTURE },
    params: ById,
    response: { 200: Type.Interface([Attachment], { flaws: Type.Array(Flaw) }) }
  }
} as const
