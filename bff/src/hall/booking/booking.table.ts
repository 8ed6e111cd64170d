import { sql } from 'drizzle-orm'
import {
  bigint,
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
import type { BookingState } from 'shared/booking.ts'
import { LIVE_STATES } from 'shared/rules/bookings.ts'
import { itemVersions } from '../../catalogue/catalogue.table.ts'
import { counters } from '../../catalogue/counters/counters.table.ts'
import { id, instant, tenantId } from '../../kernel/lib/columns.ts'
import { literals } from '../../kernel/lib/sql-words.ts'

/** The live states as a statement lists them: `state in (${LIVE})`. */
export const LIVE = literals(LIVE_STATES)

/** One bookable stretch of time; `closed` says why it is no longer held though somebody had booked. */
export const slots = pgTable(
  'slots',
  {
    tenantId: tenantId(),
    counterId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    releasesAt: instant().notNull(),
    seats: integer().notNull(),
    staffSeats: integer().notNull(),
    closed: text()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.counterId, t.startsAt] }),
    foreignKey({ columns: [t.tenantId, t.counterId], foreignColumns: [counters.tenantId, counters.id] })
  ]
)

export type Pool = 'citizen' | 'staff'

/**
 * A seat of a slot. Whoever holds the row holds the seat: two bookings cannot stand in it (no overselling).
 */
export const seats = pgTable(
  'seats',
  {
    tenantId: tenantId(),
    counterId: uuid().notNull(),
    startsAt: instant().notNull(),
    pool: text().$type<Pool>().notNull(),
    no: integer().notNull(),
    bookingId: uuid()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.counterId, t.startsAt, t.pool, t.no] }),
    foreignKey({
      columns: [t.tenantId, t.counterId, t.startsAt],
      foreignColumns: [slots.tenantId, slots.counterId, slots.startsAt]
    }),
    foreignKey({ columns: [t.tenantId, t.bookingId], foreignColumns: [bookings.tenantId, bookings.id] }),
    index('seats_free').on(t.tenantId, t.counterId, t.startsAt, t.pool, t.no).where(sql`booking_id is null`),
    // A booking has at most one seat of a slot.
    uniqueIndex('seats_of_booking').on(t.tenantId, t.bookingId, t.startsAt)
  ]
)

/**
 * A booking (预约). Its person is an account, or somebody on the telephone known by a keyed hash of their
 * number.
 */
export const bookings = pgTable(
  'bookings',
  {
    tenantId: tenantId(),
    id: id(),
    counterId: uuid().notNull(),
    itemId: uuid().notNull(),
    itemVersion: integer().notNull(),
    answers: text().notNull(),
    personKey: text().notNull(),
    /** Of one tap: the same asked twice is one booking. */
    key: uuid().notNull(),
    accountId: uuid(),
    name: text().notNull(),
    phoneSealed: text(),
    madeBy: uuid(),
    day: date({ mode: 'string' }).notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    state: text().$type<BookingState>().notNull(),
    lock: integer().notNull().default(1),
    heldUntil: instant(),
    /** Their first, second … booking of that day: unique, so the limit holds whatever comes at once. */
    ordinal: integer().notNull(),
    /** Said at the door. */
    code: text().notNull(),
    ready: text().array().notNull(),
    travelMinutes: integer().notNull().default(30),
    createdAt: instant().notNull(),
    changedAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.counterId], foreignColumns: [counters.tenantId, counters.id] }),
    foreignKey({
      columns: [t.tenantId, t.itemId, t.itemVersion],
      foreignColumns: [itemVersions.tenantId, itemVersions.itemId, itemVersions.version]
    }),
    uniqueIndex('bookings_one_live').on(t.tenantId, t.personKey, t.itemId).where(sql`state in (${LIVE})`),
    uniqueIndex('bookings_daily')
      .on(t.tenantId, t.personKey, t.day, t.ordinal)
      .where(sql`state in (${LIVE})`),
    uniqueIndex('bookings_key').on(t.tenantId, t.personKey, t.key),
    uniqueIndex('bookings_code').on(t.tenantId, t.code).where(sql`state in (${LIVE})`),
    index('bookings_phones').on(t.tenantId, t.day).where(sql`phone_sealed is not null`),
    index('bookings_of_person').on(t.tenantId, t.accountId, t.id.desc()),
    index('bookings_of_day').on(t.tenantId, t.counterId, t.day, t.startsAt, t.id),
    index('bookings_missed').on(t.tenantId, t.personKey, t.startsAt).where(sql`state = 'missed'`)
  ]
)

/** How a person stands: barred after missed bookings, cooling after a cancellation, their appeal. */
export const standings = pgTable(
  'standings',
  {
    tenantId: tenantId(),
    personKey: text().notNull(),
    accountId: uuid(),
    barredUntil: instant(),
    /** Missed bookings before this no longer count. */
    clearedAt: instant(),
    coolUntil: instant(),
    appeal: text(),
    appealedAt: instant()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.personKey] }),
    index('standings_appeals').on(t.tenantId, t.appealedAt).where(sql`appeal is not null`)
  ]
)

/** 候补: who waits for a seat of a slot, in the order they came, which the slot's lock decides. */
export const waitlist = pgTable(
  'waitlist',
  {
    tenantId: tenantId(),
    id: id(),
    seq: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    counterId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    itemId: uuid().notNull(),
    itemVersion: integer().notNull(),
    answers: text().notNull(),
    personKey: text().notNull(),
    accountId: uuid().notNull(),
    name: text().notNull(),
    /** How many slots their item needs. */
    slots: integer().notNull(),
    state: text().$type<'waiting' | 'offered' | 'ended'>().notNull(),
    bookingId: uuid()
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.counterId, t.startsAt],
      foreignColumns: [slots.tenantId, slots.counterId, slots.startsAt]
    }),
    uniqueIndex('waiting_once')
      .on(t.tenantId, t.personKey, t.itemId, t.counterId, t.startsAt)
      .where(sql`state <> 'ended'`),
    index('waiting_line').on(t.tenantId, t.counterId, t.startsAt, t.seq).where(sql`state = 'waiting'`),
    index('waiting_turn').on(t.tenantId, t.bookingId).where(sql`state = 'offered'`),
    index('waiting_of_person').on(t.tenantId, t.accountId).where(sql`state <> 'ended'`)
  ]
)

export type SlotRow = typeof slots.$inferSelect
export type BookingRow = typeof bookings.$inferSelect
export type WaitlistRow = typeof waitlist.$inferSelect
