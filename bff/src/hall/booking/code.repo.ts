import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { EXPECTED_STATES } from 'shared/rules/bookings.ts'
import type { HallScope } from '../../catalogue/counters/counters.repo.ts'
import { counters } from '../../catalogue/counters/counters.table.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { literals } from '../../kernel/lib/sql-words.ts'
import { bookings } from './booking.table.ts'

/** The booking with a code at one's own hall, confirmed or checked in, and its counter's letter. */
export const findByCode = (db: Db, scope: HallScope, code: string) => find(db, scope, eq(bookings.code, code))

/** The next such booking, one to come before one checked in, a person has there that day, by their key. */
export const findByPerson = (db: Db, scope: HallScope, personKey: string, day: string) =>
  find(db, scope, and(eq(bookings.personKey, personKey), eq(bookings.day, day))!)

async function find(db: Db, { tenantId, orgId }: HallScope, wanted: SQL) {
  const [row] = await db
    .select({ id: bookings.id, letter: counters.letter })
    .from(bookings)
    .innerJoin(counters, and(eq(counters.tenantId, bookings.tenantId), eq(counters.id, bookings.counterId)))
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        wanted,
        sql`${bookings.state} in (${literals(EXPECTED_STATES)})`,
        orgId ? eq(counters.orgId, orgId) : undefined
      )
    )
    .orderBy(sql`${bookings.state} = 'arrived'`, asc(bookings.startsAt))
    .limit(1)
  if (!row) throw new AppError('booking_code_unknown')
  return row
}
