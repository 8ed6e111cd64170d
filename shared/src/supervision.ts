import { type Static, Type } from 'typebox'
import { ById, DateTime, Day, Done, Id, Nullable, Page, Paged, Words } from './common.ts'
import { BOOK, DRAWN } from './limits.ts'
import { QuestionKind, QuestionLine, QuestionStatus } from './questions.ts'
import { DESKS, OVERSEERS } from './rules/roles.ts'

export const LedgerFilter = Type.Object({
  kind: Type.Optional(QuestionKind),
  status: Type.Optional(QuestionStatus),
  unitId: Type.Optional(Id),
  villageId: Type.Optional(Id),
  topicId: Type.Optional(Id),
  postId: Type.Optional(Id),
  overdue: Type.Optional(Type.Boolean()),
  /** Neither answered nor closed. */
  open: Type.Optional(Type.Boolean()),
  dueOn: Type.Optional(Day),
  from: Type.Optional(Day),
  until: Type.Optional(Day)
})
export type LedgerFilter = Static<typeof LedgerFilter>

export const LedgerLine = Type.Interface([QuestionLine], {
  topic: Nullable(Type.String()),
  noticeNo: Nullable(Type.String()),
  answeredAt: Nullable(DateTime),
  rating: Nullable(Type.Integer()),
  /** Ruled to be no fault of the unit's: it counts in no figure. */
  ratingSetAside: Type.Boolean(),
  overdueReason: Nullable(Type.String())
})
export type LedgerLine = Static<typeof LedgerLine>

export const Counts = Type.Object({
  received: Type.Integer(),
  resolved: Type.Integer(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  onTime: Type.Integer(),
  rated: Type.Integer(),
  satisfied: Type.Integer()
})
export type Counts = Static<typeof Counts>

export const CountRow = Type.Interface([Counts], { name: Type.String() })
export type CountRow = Static<typeof CountRow>

/** Many questions about one matter: how many, where, since when, and whether they grow. */
export const Hotspot = Type.Object({
  title: Type.String(),
  count: Type.Integer(),
  places: Type.Array(Type.String()),
  words: Type.Array(Type.String()),
  first: DateTime,
  last: DateTime,
  trend: Type.Object({ lately: Type.Integer(), before: Type.Integer() }),
  matters: Type.Array(Type.Object({ id: Id, no: Type.String(), status: QuestionStatus }))
})
export type Hotspot = Static<typeof Hotspot>

/** 未诉先办: one topic from one village three times in four weeks. */
export const Repeat = Type.Object({
  village: Type.String(),
  topic: Type.String(),
  count: Type.Integer(),
  before: Type.Integer(),
  open: Type.Integer(),
  handler: Nullable(Type.String())
})
export type Repeat = Static<typeof Repeat>

export const PhoneTask = Type.Object({
  id: Id,
  name: Type.String(),
  phone: Nullable(Type.String()),
  text: Type.String(),
  at: DateTime
})
export type PhoneTask = Static<typeof PhoneTask>

export const supervisionApi = {
  'GET /ledger': {
    by: OVERSEERS,
    querystring: Type.Interface([LedgerFilter], { cursor: Paged.properties.cursor }),
    response: { 200: Page(LedgerLine) }
  },
  'GET /ledger/units': {
    by: OVERSEERS,
    response: { 200: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String() })) }) }
  },
  'GET /ledger/counts': {
    by: OVERSEERS,
    querystring: LedgerFilter,
    response: {
      200: Type.Object({
        total: Counts,
        byKind: Type.Array(CountRow),
        byUnit: Type.Array(CountRow),
        byVillage: Type.Array(CountRow),
        byPerson: Type.Array(CountRow)
      })
    }
  },
  'GET /ledger/csv': {
    by: OVERSEERS,
    limit: { cost: BOOK },
    querystring: LedgerFilter,
    response: { 200: Type.String() }
  },
  'GET /hotspots': {
    by: OVERSEERS,
    limit: { cost: DRAWN },
    response: {
      200: Type.Object({ madeAt: DateTime, items: Type.Array(Hotspot), repeats: Type.Array(Repeat) })
    }
  },
  'GET /phone-tasks': {
    by: ['intakeClerk', ...DESKS],
    querystring: Paged,
    response: { 200: Page(PhoneTask) }
  },
  'POST /phone-tasks/:id/done': {
    by: ['intakeClerk', ...DESKS],
    params: ById,
    body: Type.Object({ note: Words(2, 200) }),
    response: { 200: Done }
  }
} as const
