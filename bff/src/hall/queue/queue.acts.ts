import { beijingDay } from 'shared/rules/beijing.ts'
import type { CounterRow, WindowRow } from '../../catalogue/counters/counters.table.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { enqueueMessages } from '../../platform/notifications/notifications.repo.ts'
import { requireAction } from '../booking/booking.rules.ts'
import type { BookingRow } from '../booking/booking.table.ts'
import { getBooking, lockBooking, saveBooking } from '../booking/bookings.repo.ts'
import { moveTicket, nextWaiter, type TicketAction, ticketNo } from './queue.rules.ts'
import type { TicketRow } from './queue.table.ts'
import { addTicket, lineOf, lockLine, saveTicket, ticketAt } from './tickets.repo.ts'

type Tools = Pick<Deps, 'newId'>

/** Whoever checks in: the booking becomes a number. */
export async function checkIn(
  tx: Db,
  row: BookingRow,
  { letter, lock, priority }: { letter: string; lock: number; priority: boolean },
  { newId }: Tools,
  now: Date
): Promise<TicketRow> {
  requireAction('checkIn', row, lock, now)
  await saveBooking(tx, row, { state: 'arrived' }, now)
  const { tenantId, counterId, id, itemId, startsAt } = row
  const ticket = {
    tenantId,
    counterId,
    letter,
    itemId,
    priority,
    bookedFor: startsAt,
    bookingId: id,
    key: id
  }
  return addTicket(tx, { ...ticket, id: newId() }, now)
}

/** Calls whose turn it is to a window; null when nobody waits. One window calls one at a time. */
export async function callNext(
  tx: Db,
  window: WindowRow,
  counter: CounterRow,
  tools: Tools,
  now: Date
): Promise<TicketRow | null> {
  const { tenantId, counterId, id: windowId } = window
  const line = { tenantId, counterId, day: beijingDay(now) }
  await lockLine(tx, line)
  if (await ticketAt(tx, tenantId, windowId, line.day)) throw new AppError('window_busy')
  const { waiting, calls } = await lineOf(tx, line)
  const next = nextWaiter(waiting, calls, now)
  if (!next) return null
  const ticket = waiting.find(({ id }) => id === next.id)!
  const called = await saveTicket(tx, ticket, {
    state: 'called',
    windowId,
    calls: ticket.calls + 1,
    calledAt: now
  })
  await tellCalled(tx, called, { window: window.no, counter: counter.name }, tools, now)
  return called
}

async function tellCalled(
  tx: Db,
  { tenantId, id, bookingId, calls, ...ticket }: TicketRow,
  { window, counter }: { window: string; counter: string },
  { newId }: Tools,
  now: Date
): Promise<void> {
  if (!bookingId) return
  const { accountId } = (await getBooking(tx, tenantId, bookingId, {})).booking
  if (!accountId) return
  const text = `叫到您了：${ticketNo(ticket)}请到${counter}${window}号窗口`
  const message = { accountId, template: 'progress' as const, text, quiet: true, key: `${id}:call:${calls}` }
  await enqueueMessages(tx, tenantId, null, [message], now, newId)
}

type TicketCommand = Readonly<{ action: TicketAction; lock: number; counterId?: string }>

/** What follows for a ticket from what the window does with it. */
function changeOf(row: TicketRow, { action, counterId }: TicketCommand, now: Date): Partial<TicketRow> {
  const state = moveTicket(action, row.state)
  switch (action) {
    case 'again':
      return { state, calls: row.calls + 1, calledAt: now }
    case 'serve':
      return { state, servedAt: now }
    case 'miss':
    case 'park':
      return { state, windowId: null }
    case 'resume':
      // Who was parked keeps their place; who did not come when called joins anew.
      return row.state === 'parked' ? { state } : { state, requeuedAt: now }
    case 'done':
      return { state, endedAt: now }
    case 'transfer':
      return { state, windowId: null, counterId: counterId ?? row.counterId }
    case 'ordinary':
      return { state, windowId: null, priority: false }
  }
}

/** Carries out a window's command on a ticket it has read; a booking that is done is done with it. */
export async function commandTicket(
  tx: Db,
  row: TicketRow,
  command: TicketCommand,
  now: Date
): Promise<TicketRow> {
  if (row.lock !== command.lock) throw new AppError('ticket_moved_on')
  // The booking before its number, as its own clock locks them.
  const booking = row.bookingId && (await lockBooking(tx, row.tenantId, row.bookingId))
  const saved = await saveTicket(tx, row, changeOf(row, command, now))
  if (saved.state === 'done' && booking && booking.state === 'arrived')
    await saveBooking(tx, booking, { state: 'served' }, now)
  return saved
}
