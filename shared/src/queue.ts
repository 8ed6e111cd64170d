import { type Static, Type } from 'typebox'
import { Ticket } from './booking.ts'
import { ById, DateTime, Id, Nullable, Typed, Version } from './common.ts'
import { HALL } from './rules/roles.ts'

export const TicketAction = Type.Enum([
  'again',
  'serve',
  'miss',
  'park',
  'resume',
  'done',
  'transfer',
  'ordinary'
])
export type TicketAction = Static<typeof TicketAction>

/** A ticket in the queue as the window sees it. */
export const QueueTicket = Type.Interface([Ticket], {
  id: Id,
  lock: Type.Integer(),
  item: Nullable(Type.String()),
  name: Nullable(Type.String()),
  priority: Type.Boolean(),
  bookedFor: Nullable(DateTime),
  requeuedAt: Nullable(DateTime),
  arrivedAt: DateTime,
  calls: Type.Integer(),
  actions: Type.Array(TicketAction)
})
export type QueueTicket = Static<typeof QueueTicket>

export const queueApi = {
  // By the six figures of a booking, or by the phone it was made with.
  'POST /hall/check-ins': {
    by: HALL,
    body: Type.Object({ code: Typed, priority: Type.Boolean() }),
    response: { 200: QueueTicket }
  },
  'POST /hall/walk-ins': {
    by: HALL,
    body: Type.Object({ key: Id, counterId: Id, itemId: Nullable(Id), priority: Type.Boolean() }),
    response: { 200: QueueTicket }
  },
  'GET /hall/queue': {
    by: HALL,
    querystring: Type.Object({ counterId: Id }),
    response: { 200: Type.Object({ items: Type.Array(QueueTicket) }) }
  },
  'POST /hall/windows/:id/call': {
    by: HALL,
    params: ById,
    response: { 200: Type.Object({ ticket: Nullable(QueueTicket) }) }
  },
  'POST /hall/tickets/:id/commands': {
    by: HALL,
    params: ById,
    body: Type.Object({
      action: TicketAction,
      lock: Version,
      counterId: Type.Optional(Id)
    }),
    response: { 200: QueueTicket }
  },
  'GET /hall/screen': {
    by: HALL,
    response: {
      200: Type.Object({
        /** Newest call first; `calls` grows when it is called again. */
        called: Type.Array(
          Type.Object({
            no: Type.String(),
            window: Type.String(),
            counter: Type.String(),
            at: DateTime,
            calls: Type.Integer()
          })
        ),
        waiting: Type.Array(
          Type.Object({ letter: Type.String(), counter: Type.String(), count: Type.Integer() })
        ),
        /** The QR code with which a phone checks in by itself, as a picture; it changes every minute. */
        door: Type.String()
      })
    }
  }
} as const
