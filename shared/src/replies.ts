import { type Static, Type } from 'typebox'
import { ById, Id, Line, Nullable, Version, Words } from './common.ts'
import { ROLES } from './rules/roles.ts'

const NewTemplate = Type.Object({
  name: Line(2, 20),
  text: Words(5, 1000),
  /** Offered for this topic first; null: for every topic. */
  topicId: Nullable(Id),
  active: Type.Boolean()
})
const Changed = Type.Object({ ...NewTemplate.properties, version: Version })
export const ReplyTemplate = Type.Object({ id: Id, ...Changed.properties })
export type ReplyTemplate = Static<typeof ReplyTemplate>

/** What may be wrong with a reply, and where it stands in it (UTF-16); 0 to 0 when something is missing. */
export const Finding = Type.Object({ start: Type.Integer(), end: Type.Integer(), words: Type.String() })
export type Finding = Static<typeof Finding>

export const replyApi = {
  'POST /questions/:id/reply-check': {
    by: ROLES,
    limit: { frequent: true },
    params: ById,
    body: Type.Object({ text: Words(0, 2000) }),
    response: { 200: Type.Object({ findings: Type.Array(Finding) }) }
  },
  'GET /reply-templates': {
    by: ROLES,
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
