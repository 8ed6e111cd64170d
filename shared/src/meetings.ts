import { type Static, Type } from 'typebox'
import { ById, DateTime, Done, Id, Nullable, Page, Paged, Words } from './common.ts'
import { Attachment } from './files.ts'
import type { Role } from './roles.ts'
import { ADMINS, OVERSEERS } from './rules/roles.ts'

export const Forum = Type.Object({
  id: Id,
  rank: Type.Integer(),
  name: Type.String(),
  limit: Type.String(),
  publicity: Type.String()
})
export type Forum = Static<typeof Forum>

/** Who keeps a township’s meetings, and the secretaries those of their own place. */
export const KEEPERS: readonly Role[] = ['intakeClerk', ...ADMINS, 'villageSecretary', 'districtSecretary']
const readers: readonly Role[] = [...OVERSEERS, 'villageSecretary', 'districtSecretary']

export const AgendaItem = Type.Object({
  id: Id,
  questionId: Id,
  questionNo: Type.String(),
  summary: Type.String(),
  dueAt: Nullable(DateTime),
  outcome: Nullable(Type.Enum(['resolved', 'climbed'])),
  decision: Nullable(Type.String()),
  responsible: Nullable(Type.String())
})
export type AgendaItem = Static<typeof AgendaItem>

export const Meeting = Type.Object({
  id: Id,
  forum: Type.String(),
  place: Type.String(),
  plannedAt: DateTime,
  heldAt: Nullable(DateTime),
  minutes: Nullable(Type.String()),
  room: Type.String(),
  attendees: Nullable(Type.Integer()),
  /** False: it makes public what others decided. */
  decides: Type.Boolean(),
  files: Type.Array(Attachment),
  /** This reader may move it, cancel it and write its minutes. */
  keeps: Type.Boolean(),
  publicity: Type.String(),
  agenda: Type.Array(AgendaItem)
})
export type Meeting = Static<typeof Meeting>

const MeetingLine = Type.Object({
  id: Id,
  forum: Type.String(),
  place: Type.String(),
  plannedAt: DateTime,
  heldAt: Nullable(DateTime),
  items: Type.Integer(),
  open: Type.Integer()
})
export type MeetingLine = Static<typeof MeetingLine>

export const Decision = Type.Object({
  outcome: Type.Enum(['resolved', 'climbed']),
  decision: Words(5, 1000),
  responsiblePostId: Type.Optional(Id),
  workingDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 }))
})
export type Decision = Static<typeof Decision>

export const meetingApi = {
  'GET /forums': { by: OVERSEERS, response: { 200: Type.Object({ items: Type.Array(Forum) }) } },
  'GET /meetings': { by: readers, querystring: Paged, response: { 200: Page(MeetingLine) } },
  'GET /meetings/:id': { by: readers, params: ById, response: { 200: Meeting } },
  'POST /meetings/:id/plan': {
    by: KEEPERS,
    params: ById,
    body: Type.Object({ plannedAt: DateTime, room: Words(0, 60) }),
    response: { 200: Meeting }
  },
  'POST /meetings/:id/cancel': {
    by: KEEPERS,
    params: ById,
    body: Type.Object({ reason: Words(2, 200) }),
    response: { 200: Done }
  },
  'POST /meetings/:id/minutes': {
    by: KEEPERS,
    params: ById,
    body: Type.Object({
      minutes: Words(10, 10000),
      attendees: Type.Integer({ minimum: 1, maximum: 5000 }),
      fileIds: Type.Array(Id, { maxItems: 9 })
    }),
    response: { 200: Meeting }
  },
  'POST /meetings/:id/agenda/:itemId': {
    by: ['intakeClerk', 'leader', ...ADMINS],
    params: Type.Object({ id: Id, itemId: Id }),
    body: Decision,
    response: { 200: Meeting }
  }
} as const
