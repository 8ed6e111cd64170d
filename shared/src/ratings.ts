import { type Static, Type } from 'typebox'
import { ById, DateTime, Id, Nullable, Page, Paged, Words } from './common.ts'
import { ROLES } from './rules/roles.ts'

export const CallbackState = Type.Enum(['toCall', 'rectifying', 'appealed', 'done'])
export type CallbackState = Static<typeof CallbackState>

export const CallbackCommand = Type.Union([
  Type.Object({ action: Type.Literal('called'), reached: Type.Boolean(), note: Words(2, 500) }),
  Type.Object({ action: Type.Literal('rectified'), note: Words(5, 1000) }),
  Type.Object({ action: Type.Literal('appeal'), note: Words(10, 1000) }),
  Type.Object({ action: Type.Literal('ruled'), setAside: Type.Boolean(), note: Words(5, 500) })
])
export type CallbackCommand = Static<typeof CallbackCommand>

/**
 * What a bad rating sets off: a call within 1 working day, put right within 15 (好差评). The unit may appeal
 * once; a supervisor rules within 5. A rating set aside stays readable and counts in no figure.
 */
export const Callback = Type.Object({
  id: Id,
  questionId: Id,
  questionNo: Type.String(),
  summary: Type.String(),
  /** Who answered it and puts it right. */
  handler: Nullable(Type.String()),
  level: Type.Integer(),
  comment: Type.String(),
  state: CallbackState,
  dueAt: Nullable(DateTime),
  overdue: Type.Boolean(),
  asker: Type.String(),
  phone: Nullable(Type.String()),
  callNote: Nullable(Type.String()),
  rectifyNote: Nullable(Type.String()),
  appealNote: Nullable(Type.String()),
  rulingNote: Nullable(Type.String()),
  actions: Type.Array(Type.Enum(['called', 'rectified', 'appeal', 'ruled']))
})
export type Callback = Static<typeof Callback>

export const ratingApi = {
  'GET /callbacks': { by: ROLES, querystring: Paged, response: { 200: Page(Callback) } },
  'POST /callbacks/:id/commands': {
    by: ROLES,
    params: ById,
    body: CallbackCommand,
    response: { 200: Callback }
  }
} as const
