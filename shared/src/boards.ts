import { type Static, Type } from 'typebox'
import { BulletinLine, Compared } from './bulletins.ts'
import { DateTime, Day, Id, Nullable } from './common.ts'
import { QuestionKind } from './questions.ts'
import { OVERSEERS } from './rules/roles.ts'

const Urgent = Type.Object({
  id: Id,
  no: Type.String(),
  summary: Type.String(),
  handler: Nullable(Type.String()),
  /** When it is due; of what is late, since when it is. */
  dueAt: DateTime
})

/** Everything a leader has to know on one screen of the phone. */
export const Overview = Type.Object({
  today: Type.Object({ day: Day, received: Type.Integer(), answered: Type.Integer(), due: Type.Integer() }),
  open: Type.Integer(),
  overdue: Type.Integer(),
  untriaged: Type.Integer(),
  awaitsLeader: Type.Integer(),
  callbacks: Type.Integer(),
  /** The last seven days beside the seven before them. */
  week: Compared,
  late: Type.Array(Urgent),
  soon: Type.Array(Urgent),
  bulletin: Nullable(BulletinLine)
})
export type Overview = Static<typeof Overview>

/** The days, weeks back, a board may look at. */
export const BoardSpan = Type.Object({ days: Type.Optional(Type.Integer({ minimum: 7, maximum: 366 })) })

const Named = Type.Object({ id: Id, name: Type.String() })

export const Board = Type.Object({
  from: Day,
  until: Day,
  days: Type.Array(Type.Object({ day: Day, received: Type.Integer(), answered: Type.Integer() })),
  kinds: Type.Array(Type.Object({ kind: QuestionKind, received: Type.Integer() })),
  units: Type.Array(
    Type.Interface([Named], { received: Type.Integer(), open: Type.Integer(), overdue: Type.Integer() })
  ),
  topics: Type.Array(Named),
  villages: Type.Array(Named),
  /** How often a topic came from a village: positions in `topics` and `villages`. */
  heat: Type.Array(Type.Object({ topic: Type.Integer(), village: Type.Integer(), count: Type.Integer() }))
})
export type Board = Static<typeof Board>

export const boardApi = {
  'GET /overview': { by: OVERSEERS, response: { 200: Overview } },
  'GET /board': { by: OVERSEERS, querystring: BoardSpan, response: { 200: Board } }
} as const
