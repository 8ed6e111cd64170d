import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import type { Interval } from '../../kernel/lib/worktime.ts'
import { organisations } from '../../platform/tenants/tenants.table.ts'

/**
 * A stretch of the hall with one queue (专区): its letter stands on the tickets, its windows share the work.
 */
export const counters = pgTable(
  'counters',
  {
    tenantId: tenantId(),
    id: id(),
    orgId: uuid().notNull(),
    letter: text().notNull(),
    name: text().notNull(),
    // Stored names stay where the release before would miss them.
    slotMinutes: integer('band_minutes').notNull(),
    /** Places open so many days ahead, at this minute of the day. */
    releaseDays: integer().notNull(),
    releaseMinute: integer().notNull(),
    /** Of each slot's seats: kept for bookings by telephone, and for who simply comes. */
    staffSeats: integer('staff_places').notNull(),
    walkInSeats: integer('walk_in_places').notNull(),
    holdMinutes: integer().notNull(),
    dailyLimit: integer().notNull(),
    coolMinutes: integer().notNull(),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1)
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.orgId],
      foreignColumns: [organisations.tenantId, organisations.id]
    }),
    uniqueIndex().on(t.tenantId, t.letter)
  ]
)
/** A window with its number; hours of its own, or the county's office hours. */
export const serviceWindows = pgTable(
  'service_windows',
  {
    tenantId: tenantId(),
    id: id(),
    counterId: uuid().notNull(),
    no: text().notNull(),
    seatsPerSlot: integer('places_per_band').notNull(),
    weekly: jsonb().$type<readonly (readonly Interval[])[]>(),
    active: boolean().notNull().default(true),
    version: integer().notNull().default(1)
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.counterId], foreignColumns: [counters.tenantId, counters.id] }),
    uniqueIndex().on(t.tenantId, t.no)
  ]
)

/** 停约: a counter, or one of its windows, does not serve on these minutes of a day. */
export const closures = pgTable(
  'closures',
  {
    tenantId: tenantId(),
    id: id(),
    counterId: uuid().notNull(),
    windowId: uuid(),
    day: date({ mode: 'string' }).notNull(),
    fromMinute: integer().notNull(),
    untilMinute: integer().notNull(),
    reason: text().notNull(),
    endedAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.counterId], foreignColumns: [counters.tenantId, counters.id] }),
    index().on(t.tenantId, t.counterId, t.day)
  ]
)

export type CounterRow = typeof counters.$inferSelect
export type WindowRow = typeof serviceWindows.$inferSelect
export type ClosureRow = typeof closures.$inferSelect
