import type { BookingAction, BookingState } from 'shared/booking.ts'
import type { HallAction } from 'shared/hall.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import type { BookingRow } from './booking.table.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const OFFER_MINUTES = 30
/** They may check in so long before, and so long after, their time. */
const EARLY_MINUTES = 60
export const GRACE_MINUTES = 15
/** Three missed bookings in 90 days: only at the desk for 30 days. */
export const NO_SHOWS = { times: 3, days: 90, barredDays: 30 } as const

type Timed = Pick<BookingRow, 'state' | 'startsAt' | 'endsAt' | 'heldUntil' | 'travelMinutes'>

const MOVES: Record<BookingAction, readonly BookingState[]> = {
  confirm: ['held', 'offered'],
  change: ['booked'],
  cancel: ['held', 'offered', 'booked'],
  checkIn: ['booked']
}

const lastMoment = ({ endsAt }: Timed): Date => new Date(endsAt.getTime() + GRACE_MINUTES * MINUTE)
const holdOver = ({ heldUntil }: Timed, now: Date): boolean => heldUntil !== null && heldUntil <= now
const mayCheckIn = (booking: Timed, now: Date): boolean =>
  now.getTime() >= booking.startsAt.getTime() - EARLY_MINUTES * MINUTE && now < lastMoment(booking)

/** What a person may do with their booking now. */
export const bookingActions = (booking: Timed, now: Date): BookingAction[] =>
  (Object.keys(MOVES) as BookingAction[]).filter((action) => {
    if (!MOVES[action].includes(booking.state)) return false
    if (action === 'confirm') return !holdOver(booking, now)
    if (action === 'checkIn') return mayCheckIn(booking, now)
    return booking.startsAt > now
  })

/** What the hall may do with a booking now; one whose hour it closed itself also when that hour has come. */
export const hallActions = (booking: Timed, closed: string | null, now: Date): HallAction[] =>
  booking.state === 'booked' && (booking.startsAt > now || closed !== null) ? ['move', 'cancel'] : []

/** Refuses what the hall may not do, in words. */
export function requireHall(
  booking: Timed & Pick<BookingRow, 'lock'>,
  lock: number,
  closed: string | null,
  now: Date
): void {
  if (booking.lock !== lock || booking.state !== 'booked') throw new AppError('booking_moved_on')
  if (hallActions(booking, closed, now).length === 0) throw new AppError('booking_begun')
}

/** Refuses what the booking's state or the hour do not allow, each in its own words. */
export function requireAction(
  action: BookingAction,
  booking: Timed & Pick<BookingRow, 'lock'>,
  lock: number,
  now: Date
): void {
  if (booking.lock !== lock || !MOVES[action].includes(booking.state)) throw new AppError('booking_moved_on')
  if (bookingActions(booking, now).includes(action)) return
  if (action === 'confirm') throw new AppError('hold_over')
  throw new AppError(action === 'checkIn' ? 'not_check_in_time' : 'booking_begun')
}

export type BookingStep = 'lapse' | 'dayBefore' | 'hourBefore' | 'leave' | 'miss' | 'close'

/** When they should set out: their way and ten minutes for the door. */
export const leaveAt = ({ startsAt, travelMinutes }: Pick<Timed, 'startsAt' | 'travelMinutes'>): Date =>
  new Date(startsAt.getTime() - (travelMinutes + 10) * MINUTE)

/**
 * The next thing the clock does to a booking; null when nothing more can come. Nothing live is without one.
 */
export function nextTimer(booking: Timed, now: Date): { step: BookingStep; dueAt: Date } | null {
  const { state, startsAt, heldUntil } = booking
  if (state === 'held' || state === 'offered') return { step: 'lapse', dueAt: heldUntil! }
  if (state === 'arrived') return { step: 'close', dueAt: new Date(startsAt.getTime() + 12 * HOUR) }
  if (state !== 'booked') return null
  const reminders: readonly (readonly [BookingStep, Date])[] = [
    ['dayBefore', new Date(startsAt.getTime() - 24 * HOUR)],
    ['leave', leaveAt(booking)],
    ['hourBefore', new Date(startsAt.getTime() - HOUR)]
  ]
  const coming = reminders.filter(([, at]) => at > now).sort(([, a], [, b]) => a.getTime() - b.getTime())[0]
  const [step, dueAt] = coming ?? (['miss', lastMoment(booking)] as const)
  return { step, dueAt }
}

/**
 * Until when somebody may only come to the desk, by the times they did not come; null when they may go on.
 */
export const barredUntil = (missed: number, now: Date): Date | null =>
  missed >= NO_SHOWS.times ? new Date(now.getTime() + NO_SHOWS.barredDays * 24 * HOUR) : null

/** When a bar began: what was missed before it has been paid for. */
export const barBegan = (until: Date | null): Date | null =>
  until && new Date(until.getTime() - NO_SHOWS.barredDays * 24 * HOUR)
