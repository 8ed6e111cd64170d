import { type Static, Type } from 'typebox'
import { QuestionCommand } from './commands.ts'
import { ById, DateTime, Id, Name, Nullable, Typed, typed, Words } from './common.ts'
import { Attachment } from './files.ts'
import { Question } from './questions.ts'
import { ROLES } from './rules/roles.ts'

/** `7KQM-3XWP-9RTD-2HVN-6YCF`: whoever holds it is the reporter; it never travels in an address. */
export const Receipt = typed(20, 100)
const ByReceipt = Type.Object({ receipt: Receipt })

export const NewReport = Type.Object({
  key: Type.String({
    format: 'uuid',
    description: 'made once per draft: the second tap never reports twice'
  }),
  kind: Type.Enum(['petition', 'crimeClue']),
  body: Words(10, 2000),
  villageId: Id,
  placeText: Type.Optional(Words(0, 100)),
  /** Officials it is about: they, their people and who stands above them never learn of it. */
  accusedPostIds: Type.Array(Id, { maxItems: 10 }),
  /** Left of the reporter's own will; sealed, opened by two persons only. */
  identity: Type.Optional(Type.Object({ name: Name(1), phone: Typed })),
  privacyVersion: Type.String({ maxLength: 20 })
})
export type NewReport = Static<typeof NewReport>

const Known = Type.Object({ postId: Id, words: Type.String() })
export const Opening = Type.Object({
  id: Id,
  who: Type.String(),
  reason: Type.String(),
  at: DateTime,
  approvedBy: Nullable(Type.String()),
  until: Nullable(DateTime),
  actions: Type.Array(Type.Enum(['approve', 'look']))
})
export type Opening = Static<typeof Opening>

/** Who may know of a sealed matter, and who opened the reporter's identity and why. */
export const Sealed = Type.Object({
  known: Type.Array(Known),
  /** May this reader say who else may know? */
  keeps: Type.Boolean(),
  hasIdentity: Type.Boolean(),
  openings: Type.Array(Opening)
})
export type Sealed = Static<typeof Sealed>

export const sealedApi = {
  'POST /reports': {
    by: 'anyone',
    body: NewReport,
    response: { 200: Type.Object({ receipt: Type.String(), no: Type.String() }) }
  },
  'POST /reports/look': {
    by: 'anyone',
    limit: { code: 'receipt' },
    body: ByReceipt,
    response: { 200: Question }
  },
  'POST /reports/commands': {
    by: 'anyone',
    limit: { code: 'receipt' },
    body: Type.Object({ receipt: Receipt, command: QuestionCommand }),
    response: { 200: Question }
  },
  'POST /reports/files': { by: 'anyone', limit: { code: 'x-receipt' }, response: { 200: Attachment } },
  'GET /questions/:id/sealed': { by: ROLES, params: ById, response: { 200: Sealed } },
  'POST /questions/:id/sealed/known': {
    by: ROLES,
    params: ById,
    body: Type.Object({ postId: Id, known: Type.Boolean() }),
    response: { 200: Sealed }
  },
  'POST /questions/:id/sealed/openings': {
    by: ROLES,
    params: ById,
    body: Type.Object({ reason: Words(5, 200) }),
    response: { 200: Sealed }
  },
  'POST /questions/:id/sealed/openings/:openingId/approve': {
    by: ROLES,
    params: Type.Object({ id: Id, openingId: Id }),
    response: { 200: Sealed }
  },
  'POST /questions/:id/sealed/openings/:openingId/look': {
    by: ROLES,
    params: Type.Object({ id: Id, openingId: Id }),
    response: { 200: Type.Object({ name: Type.String(), phone: Type.String() }) }
  }
} as const
