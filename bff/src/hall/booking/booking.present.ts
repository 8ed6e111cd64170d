import type { Booking, BookingLine, Ticket } from 'shared/booking.ts'
import type { HallBooking } from 'shared/hall.ts'
import { answersOf, papersOf, walk } from 'shared/rules/situations.ts'
import { windowWords } from '../../catalogue/counters/words.rules.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { bookingActions, hallActions, leaveAt } from './booking.rules.ts'
import type { BookingRow } from './booking.table.ts'
import type { BookingView } from './bookings.repo.ts'

type Shown = Pick<BookingView, 'counter' | 'content' | 'closed' | 'windows' | 'coolMinutes'> &
  Readonly<{ booking: Omit<BookingRow, 'day' | 'ordinal' | 'createdAt' | 'changedAt'> }>

const clock = (at: Date) => instantWords(at).split(' ')[1]!

/** `11月25日（周三） 09:00-10:00` */
export const slotWords = (startsAt: Date, endsAt: Date): string =>
  `${instantWords(startsAt)}-${clock(endsAt)}`

export const bookingLine = ({ booking, counter, content, windows, closed }: Shown): BookingLine => ({
  id: booking.id,
  state: booking.state,
  item: content.name,
  counter,
  windows: windowWords(windows),
  startsAt: booking.startsAt.toISOString(),
  endsAt: booking.endsAt.toISOString(),
  whenWords: slotWords(booking.startsAt, booking.endsAt),
  affected: booking.state === 'booked' ? closed : null
})

/** Names of the papers their answers ask for. */
export function papersFor({ booking, content }: Pick<Shown, 'booking' | 'content'>): string[] {
  const { path } = walk(content.questions, answersOf(booking.answers))
  return papersOf(content.materials, path).bring.map(({ name }) => name)
}

/** Were questions of the case left open? */
const isUnasked = ({ booking, content }: Pick<Shown, 'booking' | 'content'>): boolean =>
  walk(content.questions, answersOf(booking.answers)).ask !== null

export function presentBooking(view: Shown, ticket: Ticket | null, now: Date): Booking {
  const { booking } = view
  const { state } = booking
  const leave = leaveAt(booking)
  return {
    ...bookingLine(view),
    lock: booking.lock,
    counterId: booking.counterId,
    itemId: booking.itemId,
    itemVersion: booking.itemVersion,
    answers: booking.answers,
    name: booking.name,
    code: state === 'booked' || state === 'arrived' ? booking.code : null,
    heldSeconds: booking.heldUntil && Math.round((booking.heldUntil.getTime() - now.getTime()) / 1000),
    travelMinutes: booking.travelMinutes,
    leaveWords: instantWords(leave),
    leaveNow: state === 'booked' && view.closed === null && leave <= now && now < booking.endsAt,
    papers: papersFor(view),
    unasked: isUnasked(view),
    ready: booking.ready,
    coolMinutes: view.coolMinutes,
    ticket,
    actions: bookingActions(booking, now)
  }
}

/** A line of the window's day; the telephone only of who was booked for by telephone. */
export const hallBooking = (view: BookingView, phone: string | null, now: Date): HallBooking => {
  const { booking } = view
  const papers = papersFor(view)
  return {
    ...bookingLine(view),
    lock: booking.lock,
    itemId: booking.itemId,
    name: booking.name,
    phone,
    papers: papers.length,
    ready: papers.filter((name) => booking.ready.includes(name)).length,
    unasked: isUnasked(view),
    byStaff: booking.madeBy !== null,
    actions: hallActions(booking, view.closed, now)
  }
}
