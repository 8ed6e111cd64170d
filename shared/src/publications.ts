import { type Static, Type } from 'typebox'
import { ById, DateTime, Done, Id, Line, Nullable, Page, Paged, Version, Words } from './common.ts'
import { SEARCH } from './limits.ts'
import { ADMINS, ROLES } from './rules/roles.ts'

/**
 * A passage that tells who somebody is, in UTF-16 positions of the original; `hidden` is what people decided.
 */
export const Span = Type.Object({
  start: Type.Integer({ minimum: 0, maximum: 4000 }),
  end: Type.Integer({ minimum: 1, maximum: 4000 }),
  kind: Type.Enum(['idNumber', 'bankCard', 'phone', 'plate', 'mail', 'wechat', 'address', 'name', 'other']),
  hidden: Type.Boolean()
})
export type Span = Static<typeof Span>
const Spans = Type.Array(Span, { maxItems: 300 })

/** changing: published, with a correction waiting for its review. */
export const PublicationState = Type.Enum([
  'consented',
  'review',
  'returned',
  'published',
  'changing',
  'withdrawn'
])
export type PublicationState = Static<typeof PublicationState>
export const PublicationAction = Type.Enum(['submit', 'approve', 'sendBack', 'withdraw'])
export type PublicationAction = Static<typeof PublicationAction>

export const PublicationCommand = Type.Union([
  Type.Object({
    action: Type.Literal('submit'),
    version: Type.Integer({ minimum: 1 }),
    title: Line(4, 40),
    questionSpans: Spans,
    answerSpans: Spans,
    note: Words(0, 200)
  }),
  Type.Object({ action: Type.Literal('approve'), version: Type.Integer({ minimum: 1 }) }),
  Type.Object({
    action: Type.Literal('sendBack'),
    version: Type.Integer({ minimum: 1 }),
    reason: Words(2, 200)
  }),
  Type.Object({
    action: Type.Literal('withdraw'),
    version: Type.Integer({ minimum: 1 }),
    reason: Words(2, 200)
  })
])
export type PublicationCommand = Static<typeof PublicationCommand>

const PublicationLine = Type.Object({
  id: Id,
  questionNo: Type.String(),
  title: Type.String(),
  state: PublicationState,
  village: Type.String(),
  topic: Nullable(Type.String())
})
export type PublicationLine = Static<typeof PublicationLine>

/** The editor's desk: both originals, what is to be hidden in them, and what a reader would see. */
export const Publication = Type.Interface([PublicationLine], {
  version: Type.Integer(),
  questionId: Id,
  question: Type.String(),
  answer: Type.String(),
  questionSpans: Spans,
  answerSpans: Spans,
  /** Found by the machine, and yet not hidden. */
  inSight: Type.Array(Type.String()),
  /** May be somebody's: for the second person to look at. */
  possible: Type.Array(Type.String()),
  note: Type.String(),
  draftedBy: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  actions: Type.Array(PublicationAction)
})
export type Publication = Static<typeof Publication>

export const AnswerLine = Type.Object({
  id: Id,
  title: Type.String(),
  question: Type.String(),
  /** How the answer begins. */
  beginning: Type.String(),
  topic: Nullable(Type.String()),
  village: Type.String(),
  publishedAt: DateTime,
  followers: Type.Integer()
})
export type AnswerLine = Static<typeof AnswerLine>

/** A published question and answer as anybody reads it. */
export const Answer = Type.Interface([AnswerLine], {
  answer: Type.String(),
  askedAt: DateTime,
  answeredAt: DateTime,
  answeredBy: Type.String(),
  corrections: Type.Array(Type.Object({ at: DateTime, words: Type.String() }))
})
export type Answer = Static<typeof Answer>

const Follow = Type.Object({ follow: Type.Boolean() })

/** Words that mean the same to whoever searches, the local ones among them. */
export const Synonyms = Type.Object({ id: Id, words: Type.Array(Type.String()), version: Version })
export type Synonyms = Static<typeof Synonyms>

export const Month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' })

export const publicationApi = {
  'POST /questions/:id/publication': {
    by: 'member',
    params: ById,
    body: Type.Object({ agree: Type.Boolean() }),
    response: { 200: Done }
  },
  'GET /publications': {
    by: ROLES,
    querystring: Type.Interface([Paged], { state: Type.Optional(PublicationState) }),
    response: { 200: Page(PublicationLine) }
  },
  'GET /publications/:id': { by: ROLES, params: ById, response: { 200: Publication } },
  'POST /publications/:id/commands': {
    by: ROLES,
    params: ById,
    body: PublicationCommand,
    response: { 200: Publication }
  },
  'GET /answers': {
    by: 'anyone',
    limit: { cost: 2 * SEARCH },
    querystring: Type.Interface([Paged], {
      topicId: Type.Optional(Id),
      villageId: Type.Optional(Id),
      month: Type.Optional(Month),
      q: Type.Optional(Words(0, 40))
    }),
    response: { 200: Page(AnswerLine) }
  },
  'POST /answers/similar': {
    by: 'anyone',
    limit: { cost: 3, frequent: true },
    body: Type.Object({ q: Words(0, 300) }),
    response: { 200: Type.Object({ items: Type.Array(AnswerLine) }) }
  },
  'GET /answers/:id': { by: 'anyone', params: ById, response: { 200: Answer } },
  'GET /answers/:id/follow': { by: 'citizen', params: ById, response: { 200: Follow } },
  'POST /answers/:id/follow': { by: 'citizen', params: ById, body: Follow, response: { 200: Follow } },
  'GET /synonyms': { by: ADMINS, response: { 200: Type.Object({ items: Type.Array(Synonyms) }) } },
  'POST /synonyms': {
    by: ['countyAdmin'],
    body: Type.Object({ words: Type.Array(Words(2, 12), { minItems: 2, maxItems: 20 }) }),
    response: { 200: Synonyms }
  },
  'POST /synonyms/:id': {
    by: ['countyAdmin'],
    params: ById,
    body: Type.Object({ words: Type.Array(Words(2, 12), { maxItems: 20 }), version: Version }),
    response: { 200: Synonyms }
  }
} as const
