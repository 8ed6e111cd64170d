import { type Static, Type } from 'typebox'
import { ById, Day, Done, Id, Line, Nullable, Version, Words } from './common.ts'
import { QuestionKind } from './kinds.ts'
import { SEARCH } from './limits.ts'
import { Role } from './roles.ts'
import { ADMINS } from './rules/roles.ts'

export const Official = Type.Object({
  postId: Id,
  title: Type.String(),
  role: Role,
  unit: Type.String(),
  unitKind: Type.String(),
  name: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  duties: Type.Array(Type.String()),
  officeHours: Type.String(),
  absent: Nullable(
    Type.Object({
      until: Day,
      deputyPostId: Nullable(Id),
      deputy: Nullable(Type.String()),
      deputyPhone: Nullable(Type.String())
    })
  )
})
export type Official = Static<typeof Official>
const Officials = Type.Object({ items: Type.Array(Official) })

/**
 * When a leader reads a notice (批阅): before it goes out (上报批阅, then 转交), beside the work on it, or not at
 * all. Of a topic it may be left to the kind of the question; a kind nobody settled is `beside`.
 */
export const Endorsement = Type.Enum(['before', 'beside', 'none'])
export type Endorsement = Static<typeof Endorsement>

/** On which duty list (履行职责事项清单) of the townships a topic stands, and on which line. */
export const DutyLine = Type.Object({ list: Type.Enum(['basic', 'assist', 'raised']), line: Line(1, 60) })
export type DutyLine = Static<typeof DutyLine>

/**
 * Where routing looks for an owner: whom the asker named, a duty of that level, or the secretary who answers
 * for the rest.
 */
export const RoutingStep = Type.Enum(['chosen', 'village', 'serviceArea', 'township', 'county', 'secretary'])
export type RoutingStep = Static<typeof RoutingStep>
/** Every step once, so that nobody’s order leaves a question without an owner. */
const RoutingOrder = Type.Object({
  steps: Type.Array(RoutingStep, { minItems: 6, maxItems: 6, uniqueItems: true })
})

export const Topic = Type.Object({
  id: Id,
  name: Type.String(),
  limit: Type.Object({
    amount: Type.Integer({ minimum: 1, maximum: 365 }),
    unit: Type.Enum(['wm', 'wh', 'wd', 'd'])
  }),
  keywords: Type.Array(Type.String()),
  active: Type.Boolean(),
  endorsement: Nullable(Endorsement),
  dutyLine: Nullable(DutyLine),
  version: Version
})
export type Topic = Static<typeof Topic>

export const Duty = Type.Object({
  id: Id,
  topicId: Id,
  topic: Type.String(),
  /** Null is the whole county. */
  orgId: Nullable(Id),
  area: Type.String(),
  postId: Id,
  post: Type.String(),
  name: Nullable(Type.String()),
  /** How much of the work it takes, beside the shares of others with the same duty. */
  share: Type.Integer()
})
export type Duty = Static<typeof Duty>

export const Absence = Type.Object({
  id: Id,
  postId: Id,
  post: Type.String(),
  name: Nullable(Type.String()),
  from: Day,
  until: Day,
  reason: Type.String(),
  deputy: Nullable(Type.String())
})
export type Absence = Static<typeof Absence>

const NewTopic = Type.Object({
  name: Line(1, 20),
  limit: Topic.properties.limit,
  keywords: Type.Array(Words(1, 12), { maxItems: 40 }),
  active: Type.Boolean(),
  endorsement: Nullable(Endorsement),
  dutyLine: Nullable(DutyLine)
})

export const directoryApi = {
  'GET /directory': {
    by: 'anyone',
    querystring: Type.Object({ villageId: Id }),
    response: { 200: Officials }
  },
  'GET /directory/search': {
    by: 'anyone',
    limit: { cost: SEARCH },
    querystring: Type.Object({ q: Words(0, 30) }),
    response: { 200: Officials }
  },
  'GET /posts/:id': { by: 'anyone', params: ById, response: { 200: Official } },
  'GET /topics': { by: 'anyone', response: { 200: Type.Object({ items: Type.Array(Topic) }) } },
  'POST /topics': { by: ['countyAdmin'], body: NewTopic, response: { 200: Topic } },
  'POST /topics/:id': {
    by: ['countyAdmin'],
    params: ById,
    body: Type.Object({ ...NewTopic.properties, version: Version }),
    response: { 200: Topic }
  },
  'GET /endorsements': {
    by: ADMINS,
    response: {
      200: Type.Object({ items: Type.Array(Type.Object({ kind: QuestionKind, mode: Endorsement })) })
    }
  },
  'POST /endorsements': {
    by: ['countyAdmin'],
    body: Type.Object({ kind: QuestionKind, mode: Endorsement }),
    response: { 200: Done }
  },
  'GET /routing-order': { by: ADMINS, response: { 200: RoutingOrder } },
  'POST /routing-order': { by: ['countyAdmin'], body: RoutingOrder, response: { 200: Done } },
  'GET /duties': { by: ADMINS, response: { 200: Type.Object({ items: Type.Array(Duty) }) } },
  'POST /duties': {
    by: ADMINS,
    body: Type.Object({
      topicId: Id,
      orgId: Nullable(Id),
      postId: Id,
      /**
       * Absent: the post has the duty alone. A number: it shares the duty with those who have it, by this
       * weight.
       */
      share: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 }))
    }),
    response: { 200: Done }
  },
  'POST /duties/:id/end': { by: ADMINS, params: ById, response: { 200: Done } },
  'GET /absences': { by: ADMINS, response: { 200: Type.Object({ items: Type.Array(Absence) }) } },
  'POST /absences': {
    by: ADMINS,
    body: Type.Object({
      postId: Id,
      from: Day,
      until: Day,
      reason: Words(1, 50),
      deputyPostId: Type.Optional(Id)
    }),
    response: { 200: Done }
  },
  'POST /absences/:id/end': { by: ADMINS, params: ById, response: { 200: Done } }
} as const
