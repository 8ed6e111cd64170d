import { type Static, Type } from 'typebox'
import { QuestionAction, QuestionCommand } from './commands.ts'
import { ById, Cursor, DateTime, Id, Line, Name, Nullable, Page, Paged, Typed, Words } from './common.ts'
import { Attachment } from './files.ts'
import { QuestionKind } from './kinds.ts'
import { SEARCH } from './limits.ts'
import { Proposal } from './proposals.ts'
import { ROLES } from './rules/roles.ts'

export { QuestionKind } from './kinds.ts'

export const QuestionStatus = Type.Enum([
  'received',
  'dispatched',
  'accepted',
  'waiting',
  'returned',
  'deliberating',
  'answered',
  'closed',
  'refused',
  'withdrawn',
  'merged'
])
export type QuestionStatus = Static<typeof QuestionStatus>

export const AskQuestion = Type.Object({
  key: Type.String({ format: 'uuid', description: 'made once per draft: the second tap never asks twice' }),
  kind: QuestionKind,
  body: Words(4, 2000),
  villageId: Id,
  placeText: Type.Optional(Words(0, 100)),
  chosenPostId: Type.Optional(Id),
  onBehalfOf: Type.Optional(Type.Object({ name: Name(1), relation: Line(1, 10) })),
  fileIds: Type.Array(Id, { maxItems: 9 })
})
export type AskQuestion = Static<typeof AskQuestion>

/** What a caller told on the phone or at the counter; the clerk enters it under the caller's number. */
export const CallerQuestion = Type.Object({
  ...AskQuestion.properties,
  caller: Type.Object({ name: Name(2), phone: Typed })
})
export type CallerQuestion = Static<typeof CallerQuestion>

export const TimelineEntry = Type.Object({
  id: Id,
  at: DateTime,
  action: Type.String(),
  who: Type.String(),
  words: Type.String(),
  note: Nullable(Type.String()),
  files: Type.Array(Attachment)
})
export type TimelineEntry = Static<typeof TimelineEntry>

/**
 * green: more than half left; yellow: less than half; red: the last working day or late; grey: no clock runs.
 */
export const Urgency = Type.Enum(['green', 'yellow', 'red', 'grey'])
export type Urgency = Static<typeof Urgency>

export const QuestionLine = Type.Object({
  id: Id,
  no: Type.String(),
  kind: QuestionKind,
  status: QuestionStatus,
  summary: Type.String(),
  village: Type.String(),
  askedAt: DateTime,
  dueAt: Nullable(DateTime),
  overdue: Type.Boolean(),
  urgency: Urgency,
  clockWords: Type.String(),
  handler: Nullable(Type.String()),
  handlerPost: Nullable(Type.String()),
  /** What a leader is asked for; staff’s lists alone say it. */
  asks: Nullable(Type.String())
})
export type QuestionLine = Static<typeof QuestionLine>

/** The matter this one was merged into (并案), as its asker may know of it; staff open it by its id. */
const MergedInto = Type.Object({
  id: Nullable(Id),
  no: Type.String(),
  status: QuestionStatus,
  handler: Nullable(Type.String()),
  dueAt: Nullable(DateTime)
})
const MergedFrom = Type.Object({
  id: Id,
  no: Type.String(),
  body: Type.String(),
  added: Type.Array(Type.String()),
  askedAt: DateTime
})

/** An open matter that looks like the same one. */
export const Duplicate = Type.Object({
  id: Id,
  no: Type.String(),
  status: QuestionStatus,
  village: Type.String(),
  body: Type.String(),
  placeText: Type.String(),
  askedAt: DateTime,
  why: Type.String()
})
export type Duplicate = Static<typeof Duplicate>

/** A meeting a question came before, as its asker may know of it. */
const QuestionMeeting = Type.Object({
  words: Type.String(),
  at: DateTime,
  held: Type.Boolean(),
  decision: Nullable(Type.String()),
  files: Type.Array(Attachment)
})

export const Question = Type.Interface([QuestionLine], {
  body: Type.String(),
  placeText: Type.String(),
  topicId: Nullable(Id),
  topic: Nullable(Type.String()),
  asker: Type.String(),
  askerPhone: Nullable(Type.String()),
  onBehalfOf: Nullable(Type.String()),
  files: Type.Array(Attachment),
  handlerPhone: Nullable(Type.String()),
  leadPostId: Nullable(Id),
  /** Who assists, and whether they have signed for it; for staff. */
  assists: Type.Array(Type.Object({ postId: Id, words: Type.String(), signed: Type.Boolean() })),
  triageDueAt: Nullable(DateTime),
  why: Type.Array(Type.String()),
  timeline: Type.Array(TimelineEntry),
  rating: Nullable(Type.Integer()),
  forum: Nullable(Type.String()),
  /** The meetings it came before, with their pictures. */
  meetings: Type.Array(QuestionMeeting),
  noticeId: Nullable(Id),
  noticeNo: Nullable(Type.String()),
  pending: Nullable(
    Type.Object({
      /** Sent back with the decision on it; empty where it was asked for before this was kept. */
      id: Type.String(),
      kind: Type.Enum(['extension', 'forum', 'dispatch']),
      words: Type.String()
    })
  ),
  proposal: Nullable(Proposal),
  flags: Type.Array(Type.String()),
  callbackState: Nullable(Type.String()),
  // may: the asker is asked; agreed: they let it be made public; public: everybody reads it; declined: they
  // took it back.
  publication: Nullable(
    Type.Object({ id: Nullable(Id), state: Type.Enum(['may', 'agreed', 'public', 'declined']) })
  ),
  mergedInto: Nullable(MergedInto),
  mergedFrom: Type.Array(MergedFrom),
  // What this reader may do next. Clients render it; they never re-derive it.
  actions: Type.Array(QuestionAction)
})
export type Question = Static<typeof Question>

export const questionApi = {
  'POST /questions': {
    by: 'consented',
    body: AskQuestion,
    response: { 200: Type.Object({ id: Id, no: Type.String() }) }
  },
  'POST /caller-questions': {
    by: ['intakeClerk'],
    body: CallerQuestion,
    response: { 200: Type.Object({ id: Id, no: Type.String() }) }
  },
  'GET /questions/mine': { by: 'citizen', querystring: Paged, response: { 200: Page(QuestionLine) } },
  'GET /questions/:id': { by: 'member', params: ById, response: { 200: Question } },
  'POST /questions/:id/commands': {
    by: 'member',
    params: ById,
    body: QuestionCommand,
    response: { 200: Question }
  },
  'GET /questions/:id/duplicates': {
    by: ['intakeClerk'],
    params: ById,
    response: { 200: Type.Object({ items: Type.Array(Duplicate) }) }
  },
  // By number, name, phone or words: in a body, for an address is written into logs.
  'POST /question-search': {
    by: ROLES,
    limit: { cost: 2 * SEARCH },
    body: Type.Object({ q: Words(2, 60), cursor: Type.Optional(Cursor) }),
    response: { 200: Page(QuestionLine) }
  },
  'GET /work': { by: ROLES, querystring: Paged, response: { 200: Page(QuestionLine) } },
  'GET /work/assisting': { by: ROLES, querystring: Paged, response: { 200: Page(QuestionLine) } },
  'GET /work/triage': { by: ['intakeClerk'], querystring: Paged, response: { 200: Page(QuestionLine) } },
  'GET /work/leader': { by: ['leader'], querystring: Paged, response: { 200: Page(QuestionLine) } }
} as const
