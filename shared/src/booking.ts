import { type Static, Type } from 'typebox'
import { ById, DateTime, Day, Done, Id, Line, Nullable, Page, Paged, Version, Words } from './common.ts'
import { AnswersText } from './guide.ts'

/**
 * held: chosen, not confirmed; offered: a waiting person's turn; missed: they did not come; left: they came
 * and went before their turn.
 */
export const BookingState = Type.Enum([
  'held',
  'offered',
  'booked',
  'arrived',
  'served',
  'missed',
  'left',
  'cancelled',
  'lapsed'
])
export type BookingState = Static<typeof BookingState>

/** One bookable stretch of a day; `free` counts seats a citizen may still take. */
export const Slot = Type.Object({
  startsAt: DateTime,
  endsAt: DateTime,
  words: Type.String(),
  free: Type.Integer(),
  state: Type.Enum(['open', 'full', 'unreleased', 'closed', 'past']),
  releaseWords: Type.String()
})
export type Slot = Static<typeof Slot>

export const BookingAction = Type.Enum(['confirm', 'change', 'cancel', 'checkIn'])
export type BookingAction = Static<typeof BookingAction>

export const BookingLine = Type.Object({
  id: Id,
  state: BookingState,
  item: Type.String(),
  counter: Type.String(),
  windows: Type.String(),
  startsAt: DateTime,
  endsAt: DateTime,
  whenWords: Type.String(),
  /** Why the hall does not serve then after all; they are to choose another time. */
  affected: Nullable(Type.String())
})
export type BookingLine = Static<typeof BookingLine>

/** left: they went, or the hall closed before their turn. */
export const TicketState = Type.Enum(['waiting', 'called', 'serving', 'parked', 'missed', 'done', 'left'])
export type TicketState = Static<typeof TicketState>
export const Ticket = Type.Object({
  /** `B012` */
  no: Type.String(),
  state: TicketState,
  /** Where they are to wait now; another than they booked when they were sent on. */
  counter: Type.String(),
  window: Nullable(Type.String()),
  ahead: Type.Integer(),
  /** Minutes until the call, from shortest to longest; null while nobody knows. */
  wait: Nullable(Type.Object({ from: Type.Integer(), to: Type.Integer() }))
})
export type Ticket = Static<typeof Ticket>

export const Booking = Type.Interface([BookingLine], {
  lock: Type.Integer(),
  counterId: Id,
  itemId: Id,
  itemVersion: Type.Integer(),
  answers: Type.String(),
  name: Type.String(),
  /** What they say at the door; null unless the booking holds. */
  code: Nullable(Type.String()),
  /** How long it is still held; counted here, for a phone's clock may be wrong. */
  heldSeconds: Nullable(Type.Integer()),
  travelMinutes: Type.Integer(),
  leaveWords: Type.String(),
  leaveNow: Type.Boolean(),
  /** Papers of their case, and those they say they have put together. */
  papers: Type.Array(Type.String()),
  /** The questions of their case were not all answered: the list is not the whole of it. */
  unasked: Type.Boolean(),
  ready: Type.Array(Type.String()),
  /** How long nobody may book anew after they cancel. */
  coolMinutes: Type.Integer(),
  ticket: Nullable(Ticket),
  actions: Type.Array(BookingAction)
})
export type Booking = Static<typeof Booking>

const lock = Version
export const BookingCommand = Type.Union([
  Type.Object({ action: Type.Literal('confirm'), lock }),
  Type.Object({ action: Type.Literal('change'), lock, startsAt: DateTime }),
  Type.Object({ action: Type.Literal('cancel'), lock }),
  Type.Object({
    action: Type.Literal('prepare'),
    paper: Type.Optional(Type.Object({ name: Line(1, 100), on: Type.Boolean() })),
    travelMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 240 }))
  }),
  Type.Object({
    action: Type.Literal('checkIn'),
    lock,
    door: Type.String({ maxLength: 60 }),
    /** They say that they are over 70 or disabled; the window looks at the card. */
    priority: Type.Boolean()
  })
])
export type BookingCommand = Static<typeof BookingCommand>

export const Wanted = { itemId: Id, startsAt: DateTime, answers: Type.Optional(AnswersText) }
const WaitlistLine = Type.Object({
  id: Id,
  item: Type.String(),
  counter: Type.String(),
  whenWords: Type.String(),
  /** 1: whoever is offered the next free seat. */
  position: Type.Integer()
})
export type WaitlistLine = Static<typeof WaitlistLine>

/** Why somebody may come to the desk only, and whether they have asked a clerk to look at it. */
export const Standing = Type.Object({
  barredUntil: Nullable(DateTime),
  barredWords: Type.String(),
  appeal: Type.Enum(['none', 'waiting', 'refused']),
  missed: Type.Integer()
})
export type Standing = Static<typeof Standing>

/** Where and when an item is taken; a counter's coming slots day by day. */
export const ItemSlots = Type.Object({
  item: Type.String(),
  counter: Type.String(),
  windows: Type.String(),
  holdMinutes: Type.Integer(),
  days: Type.Array(Type.Object({ day: Day, words: Type.String(), slots: Type.Array(Slot) }))
})

export const bookingApi = {
  'GET /items/:id/slots': { by: 'anyone', params: ById, response: { 200: ItemSlots } },
  'POST /bookings': {
    by: 'consented',
    body: Type.Object({ key: Id, ...Wanted }),
    response: { 200: Booking }
  },
  'GET /bookings': { by: 'citizen', querystring: Paged, response: { 200: Page(BookingLine) } },
  'GET /bookings/:id': { by: 'citizen', params: ById, response: { 200: Booking } },
  'POST /bookings/:id/commands': {
    by: 'citizen',
    params: ById,
    body: BookingCommand,
    response: { 200: Booking }
  },
  'GET /bookings/:id/calendar': {
    by: 'citizen',
    params: ById,
    response: { 200: Type.Unsafe<ArrayBuffer>({}) }
  },
  'GET /booking-standing': { by: 'citizen', response: { 200: Standing } },
  'POST /booking-standing/appeal': {
    by: 'citizen',
    body: Type.Object({ reason: Words(4, 200) }),
    response: { 200: Done }
  },
  'GET /waitlist': { by: 'citizen', response: { 200: Type.Object({ items: Type.Array(WaitlistLine) }) } },
  'POST /waitlist': {
    by: 'consented',
    body: Type.Object(Wanted),
    response: { 200: WaitlistLine }
  },
  'POST /waitlist/:id/leave': { by: 'citizen', params: ById, response: { 200: Done } }
} as const
