import { type Static, Type } from 'typebox'
import { BookingLine, ItemSlots, Wanted } from './booking.ts'
import {
  ById,
  DateTime,
  Day,
  Done,
  Id,
  Line,
  Name,
  Nullable,
  Page,
  Paged,
  Typed,
  Version,
  Words
} from './common.ts'
import type { Role } from './roles.ts'
import { HALL } from './rules/roles.ts'

const hallAdmins: readonly Role[] = ['countyAdmin']
const lock = Version

export const HallAction = Type.Enum(['move', 'cancel'])
export type HallAction = Static<typeof HallAction>

/** A line of the window's day: who comes, with what, ready or not. */
export const HallBooking = Type.Interface([BookingLine], {
  itemId: Id,
  lock: Type.Integer(),
  name: Type.String(),
  phone: Nullable(Type.String()),
  papers: Type.Integer(),
  ready: Type.Integer(),
  unasked: Type.Boolean(),
  byStaff: Type.Boolean(),
  actions: Type.Array(HallAction)
})
export type HallBooking = Static<typeof HallBooking>

const Minute = Type.Integer({ minimum: 0, maximum: 1440 })
const Hours = Type.Array(Type.Array(Type.Tuple([Minute, Minute]), { maxItems: 6 }), {
  minItems: 7,
  maxItems: 7
})
const WindowSettings = Type.Object({
  no: Words(1, 8),
  seatsPerSlot: Type.Integer({ minimum: 0, maximum: 100 }),
  /** Sunday first; null: the county's office hours. */
  weekly: Nullable(Hours),
  active: Type.Boolean()
})
const Window = Type.Interface([WindowSettings], { id: Id, version: Type.Integer() })
const CounterSettings = Type.Object({
  name: Line(2, 20),
  releaseDays: Type.Integer({ minimum: 1, maximum: 30 }),
  releaseMinute: Minute,
  staffSeats: Type.Integer({ minimum: 0, maximum: 100 }),
  walkInSeats: Type.Integer({ minimum: 0, maximum: 100 }),
  holdMinutes: Type.Integer({ minimum: 1, maximum: 60 }),
  dailyLimit: Type.Integer({ minimum: 1, maximum: 10 }),
  coolMinutes: Type.Integer({ minimum: 0, maximum: 1440 }),
  active: Type.Boolean()
})
const Closure = Type.Object({
  id: Id,
  day: Day,
  fromMinute: Minute,
  untilMinute: Minute,
  windowId: Nullable(Id),
  reason: Type.String()
})
/** What stays as it was when the counter was opened: bookings stand on it. */
const CounterLasting = {
  letter: Type.String({ pattern: '^[A-Z]$' }),
  slotMinutes: Type.Integer({ minimum: 10, maximum: 240 })
}
export const Counter = Type.Interface([CounterSettings], {
  ...CounterLasting,
  id: Id,
  version: Type.Integer(),
  windows: Type.Array(Window),
  closures: Type.Array(Closure)
})
export type Counter = Static<typeof Counter>

export const hallApi = {
  'GET /counters': {
    by: HALL,
    response: { 200: Type.Object({ items: Type.Array(Counter), today: Day }) }
  },
  // The halls of the county, for a new counter to stand in.
  'GET /halls': {
    by: hallAdmins,
    response: { 200: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String() })) }) }
  },
  'POST /counters': {
    by: hallAdmins,
    body: Type.Interface([CounterSettings], { ...CounterLasting, orgId: Id }),
    response: { 200: Counter }
  },
  'POST /counters/:id': {
    by: hallAdmins,
    params: ById,
    body: Type.Interface([CounterSettings], { version: Version }),
    response: { 200: Counter }
  },
  'POST /counters/:id/windows': {
    by: hallAdmins,
    params: ById,
    body: Type.Interface([WindowSettings], { id: Nullable(Id), version: Type.Integer({ minimum: 0 }) }),
    response: { 200: Counter }
  },
  'POST /counters/:id/closures': {
    by: HALL,
    params: ById,
    body: Type.Object({
      day: Day,
      fromMinute: Minute,
      untilMinute: Minute,
      windowId: Nullable(Id),
      reason: Words(2, 60)
    }),
    response: { 200: Counter }
  },
  'POST /closures/:id/end': { by: HALL, params: ById, response: { 200: Counter } },

  'GET /hall/bookings': {
    by: HALL,
    querystring: Type.Interface([Paged], {
      counterId: Id,
      day: Day,
      affected: Type.Optional(Type.Boolean())
    }),
    // over: slots in which more have booked than there are seats now.
    response: { 200: Type.Interface([Page(HallBooking)], { over: Type.Array(Type.String()) }) }
  },
  // With the seats kept for the telephone, and those not released yet.
  'GET /hall/items/:id/slots': { by: HALL, params: ById, response: { 200: ItemSlots } },
  'POST /hall/bookings': {
    by: HALL,
    body: Type.Object({
      key: Id,
      ...Wanted,
      name: Name(2),
      phone: Typed
    }),
    response: { 200: HallBooking }
  },
  'POST /hall/bookings/:id/cancel': {
    by: HALL,
    params: ById,
    body: Type.Object({ lock, reason: Words(2, 100) }),
    response: { 200: HallBooking }
  },
  'POST /hall/bookings/:id/move': {
    by: HALL,
    params: ById,
    body: Type.Object({ lock, startsAt: DateTime }),
    response: { 200: HallBooking }
  },
  'GET /hall/appeals': {
    by: HALL,
    response: {
      200: Type.Object({
        items: Type.Array(
          Type.Object({
            accountId: Id,
            name: Type.String(),
            reason: Type.String(),
            missed: Type.Integer(),
            barredUntil: DateTime
          })
        )
      })
    }
  },
  'POST /hall/appeals/:id': {
    by: HALL,
    params: ById,
    body: Type.Object({ lift: Type.Boolean() }),
    response: { 200: Done }
  }
} as const
