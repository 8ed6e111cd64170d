import { type Static, Type } from 'typebox'
import { caseReaders } from './case-work.ts'
import { ById, DateTime, Done, Id, Nullable, Words } from './common.ts'
import { Attachment } from './files.ts'
import { CASE_WORKERS } from './rules/roles.ts'

/** callMe: “ring me up”, with the number of the writer's post. */
export const DialogueKind = Type.Enum(['text', 'callMe'])
const Seq = Type.Integer({ minimum: 0, maximum: 1_000_000 })

/**
 * 平台对话框: what desk, departments and agent say to one another inside a case; numbered from 1 without a gap.
 */
export const DialogueMessage = Type.Object({
  seq: Seq,
  id: Id,
  at: DateTime,
  unit: Type.String(),
  who: Type.String(),
  mine: Type.Boolean(),
  kind: DialogueKind,
  text: Type.String(),
  phone: Nullable(Type.String()),
  files: Type.Array(Attachment)
})
export type DialogueMessage = Static<typeof DialogueMessage>

/** How far somebody has read. */
export const ReadMark = Type.Object({
  unit: Type.String(),
  who: Type.String(),
  seq: Seq,
  mine: Type.Boolean()
})
export type ReadMark = Static<typeof ReadMark>

/** Messages from after a number on, and all read marks; `more` when another page follows. */
export const Dialogue = Type.Object({
  items: Type.Array(DialogueMessage),
  reads: Type.Array(ReadMark),
  more: Type.Boolean(),
  mayWrite: Type.Boolean()
})
export type Dialogue = Static<typeof Dialogue>

export const dialogueApi = {
  'GET /cases/:id/dialogue': {
    by: caseReaders,
    params: ById,
    querystring: Type.Object({ after: Type.Optional(Seq) }),
    response: { 200: Dialogue }
  },
  // `key` makes a second arrival of the same words the same message.
  'POST /cases/:id/dialogue': {
    by: CASE_WORKERS,
    params: ById,
    body: Type.Object({
      key: Id,
      kind: DialogueKind,
      text: Words(0, 1000),
      fileIds: Type.Array(Id, { maxItems: 9 })
    }),
    response: { 200: DialogueMessage }
  },
  'POST /cases/:id/dialogue/read': {
    by: CASE_WORKERS,
    params: ById,
    body: Type.Object({ seq: Seq }),
    response: { 200: Done }
  },
  // Opens the live line /cases/:id/dialogue/live?ticket=…&after=…, a WebSocket, within a minute.
  'POST /cases/:id/dialogue/ticket': {
    by: caseReaders,
    params: ById,
    response: { 200: Type.Object({ ticket: Type.String() }) }
  }
} as const
