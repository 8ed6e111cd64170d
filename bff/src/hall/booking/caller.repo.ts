import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import { getBooking } from './bookings.repo.ts'
import { type NewBooking, refusalOf, tryHoldSeats } from './seats.repo.ts'

const POOLS = ['staff', 'citizen'] as const
const STANDS = new Set(['booked', 'arrived', 'served'])

/**
 * Books at once for somebody on the telephone, in a place kept for it or else in any, with its line in the
 * audit; the same tap again gives what it had, as long as that still stands. Returns the booking's id.
 */
export async function takeForCaller(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  booking: NewBooking,
  terms: Readonly<{ slots: number; dailyLimit: number }>
): Promise<string> {
  const { tenantId, id, madeBy } = booking
  const taken = await db.transaction(async (tx) => {
    for (const pool of POOLS)
      if (await tryHoldSeats(tx, booking, { ...terms, pool }, now())) {
        await writeAudit(tx, {
          id: newId(),
          tenantId,
          at: now(),
          actorId: madeBy,
          act: 'booking.byPhone',
          subject: id
        })
        return true
      }
    return false
  })
  if (taken) return id
  const { earlier, reason } = await refusalOf(db, booking, { ...terms, pool: 'staff' }, now())
  if (!earlier) throw new AppError(reason)
  if (!STANDS.has((await getBooking(db, tenantId, earlier, {})).booking.state))
    throw new AppError('booking_moved_on')
  return earlier
}
