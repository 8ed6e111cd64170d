import type { BookingState, TicketState } from 'shared/booking.ts'
import type { Waiting } from 'shared/mine.ts'
import { ticketNo } from '../hall/queue/queue.rules.ts'

/** A seat that is kept, and the ticket at the hall when there is one. */
export type KeptSeat = Readonly<{
  id: string
  state: BookingState
  item: string
  until: Date | null
  ticket: TicketState | null
  letter: string | null
  seq: number | null
  counter: string | null
  window: string | null
}>

/** The shorter the wait, the higher it stands. */
export const RANK: readonly Waiting['kind'][] = [
  'called',
  'offer',
  'confirm',
  'correct',
  'answer',
  'supplement',
  'bring',
  'fetch',
  'draft',
  'rate'
]

/** What a booking asks of whoever made it: come to the window, or take the seat that is kept. */
export function seatWaits(seat: KeptSeat, now: Date): Waiting | null {
  const about = { id: seat.id, title: seat.item }
  if (seat.state === 'arrived') {
    if (seat.ticket !== 'called') return null
    const no = ticketNo({ letter: seat.letter!, seq: seat.seq! })
    const words = `叫到您了，${no}号，请到${seat.counter}${seat.window ?? ''}`
    return { ...about, kind: 'called', words, dueAt: null }
  }
  if (!seat.until || seat.until <= now) return null
  const dueAt = seat.until.toISOString()
  return seat.state === 'offered'
    ? { ...about, kind: 'offer', words: '候补到号了，请确认', dueAt }
    : { ...about, kind: 'confirm', words: '号给您留着，请确认', dueAt }
}
