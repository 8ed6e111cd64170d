import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { questions } from '../assistant/questions/questions.table.ts'
import { cases } from '../cases/core/cases.table.ts'
import { itemVersions } from '../catalogue/catalogue.table.ts'
import { counters, serviceWindows } from '../catalogue/counters/counters.table.ts'
import { bookings } from '../hall/booking/booking.table.ts'
import { tickets } from '../hall/queue/queue.table.ts'
import type { Db } from '../kernel/lib/deps.ts'

const MOST = 10 // of each kind: whoever has more begins with the newest

/** Questions the asker must add to, or may rate; newest first. */
export const askedBack = (db: Db, tenantId: string, accountId: string) =>
  db
    .select({
      id: questions.id,
      status: questions.status,
      body: questions.body,
      until: questions.reopenUntil
    })
    .from(questions)
    .where(
      and(
        eq(questions.tenantId, tenantId),
        eq(questions.askerId, accountId),
        or(eq(questions.status, 'waiting'), and(eq(questions.status, 'answered'), isNull(questions.rating)))
      )
    )
    .orderBy(desc(questions.id))
    .limit(MOST)

/** A citizen’s open cases; whose turn it is, their own state says. */
export const openCases = (db: Db, tenantId: string, accountId: string) =>
  db
    .select({
      id: cases.id,
      itemName: cases.itemName,
      status: cases.status,
      channel: cases.channel,
      state: cases.state
    })
    .from(cases)
    .where(and(eq(cases.tenantId, tenantId), eq(cases.accountId, accountId), isNull(cases.closedAt)))
    .orderBy(desc(cases.id))
    .limit(MOST)

/** Seats kept for a citizen until they say yes, and the call to a window. */
export const keptSeats = (db: Db, tenantId: string, accountId: string) =>
  db
    .select({
      id: bookings.id,
      state: bookings.state,
      item: sql<string>`${itemVersions.content} ->> 'name'`,
      until: bookings.heldUntil,
      ticket: tickets.state,
      letter: tickets.letter,
      seq: tickets.seq,
      counter: counters.name,
      window: serviceWindows.no
    })
    .from(bookings)
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, bookings.tenantId),
        eq(itemVersions.itemId, bookings.itemId),
        eq(itemVersions.version, bookings.itemVersion)
      )
    )
    .leftJoin(tickets, and(eq(tickets.tenantId, bookings.tenantId), eq(tickets.key, bookings.id)))
    .leftJoin(counters, and(eq(counters.tenantId, tickets.tenantId), eq(counters.id, tickets.counterId)))
    .leftJoin(
      serviceWindows,
      and(eq(serviceWindows.tenantId, tickets.tenantId), eq(serviceWindows.id, tickets.windowId))
    )
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        eq(bookings.accountId, accountId),
        inArray(bookings.state, ['held', 'offered', 'arrived'])
      )
    )
    .orderBy(asc(bookings.startsAt))
    .limit(MOST)
