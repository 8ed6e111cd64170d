import type { BookingCommand } from 'shared/booking.ts'
import { coolMinutesOf, counterOfBooking } from '../../catalogue/counters/item-counter.repo.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { requireAction } from './booking.rules.ts'
import type { BookingRow, Pool } from './booking.table.ts'
import { closedOf, saveBooking } from './bookings.repo.ts'
import { freeSeats, lockSlots, passOn } from './free-seats.repo.ts'
import { moveSeats } from './move.repo.ts'
import { coolDown, coolHolder } from './standing.repo.ts'
import { endWaiting, passTurn } from './waitlist.repo.ts'

type Tools = Pick<Deps, 'newId'>
const MINUTE = 60_000
const MOST_READY = 60

/** Moves a locked booking; the old seats are given up only when the new ones are held. */
export async function move(
  tx: Db,
  row: BookingRow,
  startsAt: Date,
  pools: readonly Pool[],
  tools: Tools,
  now: Date
): Promise<BookingRow> {
  if (startsAt.getTime() === row.startsAt.getTime()) throw new AppError('same_slot')
  const { slots, counter, taken } = await counterOfBooking(tx, row)
  if (!taken) throw new AppError('counter_changed')
  const endsAt = new Date(startsAt.getTime() + slots * counter.slotMinutes * MINUTE)
  // Old and new together, in time's order, before any seat: whoever changes the day does the same.
  await lockSlots(tx, row, [row, { startsAt, endsAt }])
  const moved = await moveSeats(tx, row, { startsAt, slots, dailyLimit: counter.dailyLimit, pools }, now)
  if (!moved) throw new AppError('slot_full')
  await passOn(tx, row, tools, now)
  return saveBooking(tx, row, { ...moved, startsAt }, now)
}

/** Cancels a locked booking and offers its seats on. */
export async function cancel(tx: Db, row: BookingRow, tools: Tools, now: Date): Promise<BookingRow> {
  const cancelled = await saveBooking(tx, row, { state: 'cancelled' }, now)
  if (row.state === 'offered') await passTurn(tx, row)
  if (row.state === 'held') await coolHolder(tx, row, await coolMinutesOf(tx, row), now)
  await freeSeats(tx, row, tools, now)
  return cancelled
}

type OwnCommand = Exclude<BookingCommand, { action: 'checkIn' }>

/** Carries out a person's own command on their booking, in a transaction that has it locked. */
export async function carryOutCommand(
  tx: Db,
  row: BookingRow,
  command: OwnCommand,
  tools: Tools,
  now: Date
): Promise<BookingRow> {
  if (command.action === 'prepare') {
    if (row.state !== 'booked') throw new AppError('booking_moved_on')
    const { paper, travelMinutes = row.travelMinutes } = command
    const others = row.ready.filter((name) => name !== paper?.name)
    // One tick at a time: two phones do not undo each other's.
    const ready = paper?.on ? [...others, paper.name].slice(-MOST_READY) : others
    return saveBooking(tx, row, { ready, travelMinutes }, now)
  }
  requireAction(command.action, row, command.lock, now)
  switch (command.action) {
    case 'confirm':
      if ((await closedOf(tx, row)) !== null) throw new AppError('slot_gone')
      await endWaiting(tx, row)
      return saveBooking(tx, row, { state: 'booked', heldUntil: null }, now)
    case 'change':
      return move(tx, row, new Date(command.startsAt), ['citizen'], tools, now)
    case 'cancel': {
      const coolMinutes = await coolMinutesOf(tx, row)
      // Whose hour the hall itself has closed is not to blame.
      if (row.state === 'booked' && coolMinutes > 0 && (await closedOf(tx, row)) === null)
        await coolDown(tx, row, new Date(now.getTime() + coolMinutes * MINUTE))
      return cancel(tx, row, tools, now)
    }
  }
}
