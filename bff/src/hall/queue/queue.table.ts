import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import type { TicketState } from 'shared/booking.ts'
import { counters } from '../../catalogue/counters/counters.table.ts'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { bookings } from '../booking/booking.table.ts'

/** A place in the queue (号): a letter and a number of the day. */
export const tickets = pgTable(
  'tickets',
  {
    tenantId: tenantId(),
    id: id(),
    counterId: uuid().notNull(),
    day: date({ mode: 'string' }).notNull(),
    seq: integer().notNull(),
    letter: text().notNull(),
    bookingId: uuid(),
    /** Of one tap, or the booking: nobody gets two numbers for one thing. */
    key: uuid().notNull(),
    itemId: uuid(),
    /** The elderly and the disabled are called first. */
    priority: boolean().notNull(),
    /** When they were asked to come; null for who came without a booking. */
    bookedFor: instant(),
    /** When they joined anew after they had not come to their call. */
    requeuedAt: instant(),
    arrivedAt: instant().notNull(),
    state: text().$type<TicketState>().notNull(),
    windowId: uuid(),
    calls: integer().notNull().default(0),
    calledAt: instant(),
    servedAt: instant(),
    endedAt: instant(),
    lock: integer().notNull().default(1)
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.counterId], foreignColumns: [counters.tenantId, counters.id] }),
    foreignKey({ columns: [t.tenantId, t.bookingId], foreignColumns: [bookings.tenantId, bookings.id] }),
    // A ticket keeps its letter when it is sent on to another counter.
    uniqueIndex('tickets_no').on(t.tenantId, t.day, t.letter, t.seq),
    uniqueIndex('tickets_key').on(t.tenantId, t.key),
    // A window serves one at a time.
    uniqueIndex('tickets_at_window').on(t.tenantId, t.windowId).where(sql`state in ('called', 'serving')`),
    index('tickets_waiting')
      .on(t.tenantId, t.counterId, t.day, t.arrivedAt)
      .where(sql`state in ('waiting', 'called', 'serving', 'parked', 'missed')`),
    index('tickets_called')
      .on(t.tenantId, t.counterId, t.day, t.calledAt.desc())
      .where(sql`called_at is not null`),
    index('tickets_served').on(t.tenantId, t.counterId, t.endedAt.desc()).where(sql`state = 'done'`)
  ]
)

/** The last number given at a counter on a day. */
export const counterDays = pgTable(
  'counter_days',
  {
    tenantId: tenantId(),
    counterId: uuid().notNull(),
    day: date({ mode: 'string' }).notNull(),
    lastSeq: integer().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.counterId, t.day] }),
    foreignKey({ columns: [t.tenantId, t.counterId], foreignColumns: [counters.tenantId, counters.id] })
  ]
)

export type TicketRow = typeof tickets.$inferSelect
