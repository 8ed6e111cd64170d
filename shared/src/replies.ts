import { type Static, Type } from 'typebox'
import { ById, Id, Version, Words } from './common.ts'
import { officials } from './roles.ts'

const NewTemplate = Type.Object({ name: Words(2, 20), text: Words(5, 1000), active: Type.Boolean() })
const Changed = Type.Object({ ...NewTemplate.properties, version: Version })
export const ReplyTemplate = Type.Object({ id: Id, ...Changed.properties })
export type ReplyTemplate = Static<typeof ReplyTemplate>

export const replyApi = {
  'GET /reply-templates': {
    by: officials,
    response: { 200: Type.Object({ items: Type.Array(ReplyTemplate) }) }
  },
  'POST /reply-templates': { by: ['countyAdmin'], body: NewTemplate, response: { 200: ReplyTemplate } },
  'POST /reply-templates/:id': {
    by: ['countyAdmin'],
    params: ById,
    body: Changed,
    response: { 200: ReplyTemplate }
  }
} as const
