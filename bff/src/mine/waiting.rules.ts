import type { BookingState } from 'shared/booking.ts'
import type { Waiting } from 'shared/mine.ts'
import type { QuestionRow } from '../assistant/questions/questions.table.ts'
import { windowWords } from '../catalogue/counters/words.rules.ts'
import { ticketNo } from '../hall/queue/queue.rules.ts'

/** The shorter the wait, the higher it stands. */
export const RANK: readonly Waiting['kind'][] = [
  'called',
  'offer',
  'confirm',
  'move',
  'correct',
  'answer',
  'supplement',
  'bring',
  'fetch',
  'draft',
  'rate'
]

/** A seat that is kept or taken; `closed`: why the hall does not serve then after all. */
export type Seat = Readonly<{ state: BookingState; heldUntil: Date | null; closed: string | null }>
/** A number that is called to a window. */
export type Call = Readonly<{
  ticket: Readonly<{ letter: string; seq: number }>
  counter: string
  window: string | null
}>
type Asked = Pick<Waiting, 'kind' | 'words' | 'dueAt'>

/** What a question asks of its asker; null while it is others’ turn or all is said. */
export function questionAsks({ status, rating }: Pick<QuestionRow, 'status' | 'rating'>) {
  if (status === 'waiting') return 'supplement'
  return status === 'answered' && rating === null ? 'rate' : null
}

/** What a booking asks of its person: come to the window, take the seat that is kept, choose another time. */
export function seatAsks(seat: Seat, call: Call | undefined, now: Date): Asked | null {
  if (seat.state === 'arrived')
    return call
      ? {
          kind: 'called',
          words: `叫到您了，${ticketNo(call.ticket)}，请到${call.counter}${windowWords(call.window ?? '')}`,
          dueAt: null
        }
      : null
  if (seat.state === 'booked')
    return seat.closed === null ? null : { kind: 'move', words: '那个时间停办了，请改时间', dueAt: null }
  if (!seat.heldUntil || seat.heldUntil <= now) return null
  const dueAt = seat.heldUntil.toISOString()
  if (seat.state === 'offered') return { kind: 'offer', words: '候补到号了，请确认', dueAt }
  return seat.state === 'held' ? { kind: 'confirm', words: '号给您留着，请确认', dueAt } : null
}
