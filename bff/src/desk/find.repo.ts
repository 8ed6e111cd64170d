import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { EXPECTED_STATES } from 'shared/rules/bookings.ts'
import { itemVersions } from '../catalogue/catalogue.table.ts'
import { counters } from '../catalogue/counters/counters.table.ts'
import { bookings } from '../hall/booking/booking.table.ts'
import { tickets } from '../hall/queue/queue.table.ts'
import type { Db } from '../kernel/lib/deps.ts'
import { literals } from '../kernel/lib/sql-words.ts'

export type Sought = { code: string } | { personKey: string } | { letter: string; seq: number }

/**
 * Bookings of a day at a hall that are still to be served, by code, person or ticket; none when nothing of
 * that kind was typed.
 */
export async function comingOf(db: Db, tenantId: string, orgId: string, day: string, wanted: Sought | null) {
  if (!wanted) return []
  const by: SQL | undefined =
    'code' in wanted
      ? eq(bookings.code, wanted.code)
      : 'personKey' in wanted
        ? eq(bookings.personKey, wanted.personKey)
        : and(eq(tickets.letter, wanted.letter), eq(tickets.seq, wanted.seq))
  return db
    .select({
      booking: bookings,
      item: sql<string>`${itemVersions.content} ->> 'name'`,
      letter: tickets.letter,
      seq: tickets.seq
    })
    .from(bookings)
    .innerJoin(
      counters,
      and(
        eq(counters.tenantId, bookings.tenantId),
        eq(counters.id, bookings.counterId),
        eq(counters.orgId, orgId)
      )
    )
    .innerJoin(
      itemVersions,
      and(
        eq(itemVersions.tenantId, bookings.tenantId),
        eq(itemVersions.itemId, bookings.itemId),
        eq(itemVersions.version, bookings.itemVersion)
      )
    )
    .leftJoin(
      tickets,
      and(eq(tickets.tenantId, bookings.tenantId), eq(tickets.key, bookings.id), eq(tickets.day, day))
    )
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        eq(bookings.day, day),
        sql`${bookings.state} in (${literals(EXPECTED_STATES)})`,
        by
      )
    )
    .orderBy(asc(bookings.startsAt))
    .limit(10)
}
