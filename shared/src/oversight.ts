import { type Static, Type } from 'typebox'
import { caseReaders } from './case-work.ts'
import { CaseLine } from './cases.ts'
import { ById, DateTime, Day, Id, Nullable, Page, Paged, Words } from './common.ts'
import { BOOK } from './limits.ts'
import { CASE_OVERSEERS, DESKS } from './rules/roles.ts'

const Count = Type.Object({
  name: Type.String(),
  open: Type.Integer(),
  soon: Type.Integer(),
  late: Type.Integer()
})

/** What is open now, by step and by unit: all of it, what is on its last day, what is late. */
export const CaseBoard = Type.Object({
  at: DateTime,
  /** The whole county, or the one unit whose figures these are. */
  whose: Type.String(),
  /** Cases in hand, each once. */
  open: Type.Integer(),
  steps: Type.Array(Count),
  units: Type.Array(Type.Interface([Count], { id: Id, oldestDue: Nullable(DateTime) })),
  decidedToday: Type.Integer(),
  decidedWeek: Type.Integer(),
  lateWeek: Type.Integer()
})
export type CaseBoard = Static<typeof CaseBoard>

/**
 * What cases decided in a period took and spared: working days against the law, visits against earlier
 * practice.
 */
const Spared = Type.Object({
  name: Type.String(),
  cases: Type.Integer(),
  late: Type.Integer(),
  meanDays: Nullable(Type.Number()),
  /** Of the days the law allows, which share was spared; null where it sets none. */
  daysShare: Nullable(Type.Number()),
  visits: Type.Integer()
})
export type Spared = Static<typeof Spared>
const Period = Type.Object({ from: Day, until: Day })

export const ArchiveLine = Type.Interface([CaseLine], {
  acceptedAt: Nullable(DateTime),
  decidedAt: Nullable(DateTime),
  closedAt: DateTime,
  usedDays: Nullable(Type.Number()),
  savedDays: Nullable(Type.Number()),
  savedVisits: Nullable(Type.Integer()),
  late: Type.Boolean(),
  rating: Nullable(Type.Integer()),
  /** Ruled to be no fault of the department's: it counts in no figure. */
  ratingSetAside: Type.Boolean()
})
export type ArchiveLine = Static<typeof ArchiveLine>

/** Who was told what of a case, when, and on which way it reached them. */
const Delivery = Type.Object({
  id: Id,
  at: DateTime,
  unit: Type.String(),
  who: Type.String(),
  text: Type.String(),
  /** `09:00:12 微信订阅消息已送达`, or that it waits. */
  words: Type.String()
})
export type Delivery = Static<typeof Delivery>

export const oversightApi = {
  'GET /case-board': { by: CASE_OVERSEERS, response: { 200: CaseBoard } },
  'GET /case-savings': {
    by: CASE_OVERSEERS,
    querystring: Period,
    response: {
      200: Type.Object({
        whose: Type.String(),
        total: Spared,
        departments: Type.Array(Spared),
        items: Type.Array(Spared)
      })
    }
  },
  'GET /archive': {
    by: caseReaders,
    querystring: Type.Interface([Paged], Period.properties),
    response: { 200: Page(ArchiveLine) }
  },
  'GET /archive/csv': {
    by: CASE_OVERSEERS,
    limit: { cost: BOOK },
    querystring: Period,
    response: { 200: Type.String() }
  },
  'GET /red-list/csv': { by: CASE_OVERSEERS, limit: { cost: BOOK }, response: { 200: Type.String() } },
  'GET /cases/:id/deliveries': {
    by: caseReaders,
    params: ById,
    response: { 200: Type.Object({ items: Type.Array(Delivery) }) }
  },
  // Somebody at the window: by booking code, ticket, phone, identity number or application number.
  'POST /desk/find': {
    by: DESKS,
    body: Type.Object({ q: Words(2, 30) }),
    response: {
      200: Type.Object({
        bookings: Type.Array(
          Type.Object({
            id: Id,
            itemId: Id,
            item: Type.String(),
            answers: Type.String(),
            name: Type.String(),
            whenWords: Type.String(),
            ticket: Nullable(Type.String())
          })
        ),
        cases: Type.Array(CaseLine)
      })
    }
  }
} as const
