import type { Booking, BookingCommand } from 'shared/booking.ts'
import { call } from '../../lib/api.ts'
import { client, refresh } from '../../lib/query.ts'

type Own<A> = A extends { lock: number } ? Omit<A, 'lock'> : A

/** Does something with a booking, and shows it as it is afterwards, also when it was refused. */
export async function command({ id, lock }: Booking, what: Own<BookingCommand>): Promise<void> {
  try {
    // What is ready is ticked off one by one, whatever else changed meanwhile.
    const body = (what.action === 'prepare' ? what : { ...what, lock }) as BookingCommand
    const input = { params: { id }, body }
    const booking = await call('POST /bookings/:id/commands', input)
    client.setQueryData(['GET /bookings/:id', JSON.stringify({ params: { id } })], booking)
  } catch (error) {
    void refresh('GET /bookings/:id')
    throw error
  } finally {
    void refresh('GET /bookings')
    void refresh('GET /items/:id/slots')
    void refresh('GET /waitlist')
  }
}
