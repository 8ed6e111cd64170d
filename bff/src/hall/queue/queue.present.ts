import type { Ticket } from 'shared/booking.ts'
import type { QueueTicket } from 'shared/queue.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { aheadOf, ticketActions, ticketNo, waitRange } from './queue.rules.ts'
import { lineOf, paceOf, type TicketView } from './tickets.repo.ts'

const ticketLine = ({ ticket, window, counter }: TicketView) => ({
  no: ticketNo(ticket),
  state: ticket.state,
  counter,
  window,
  ahead: 0,
  wait: null
})

/** A person's own number: how many stand before them, and how long that takes by the services of late. */
export async function presentTicket(db: Db, view: TicketView, now: Date): Promise<Ticket> {
  const { ticket } = view
  if (ticket.state !== 'waiting') return ticketLine(view)
  const [{ waiting, calls }, { windows, quartiles }] = await Promise.all([
    lineOf(db, ticket),
    paceOf(db, ticket, now)
  ])
  const found = aheadOf(waiting, calls, now, ticket.id)
  const ahead = found < 0 ? waiting.length : found
  return { ...ticketLine(view), ahead, wait: waitRange(ahead, windows, quartiles) }
}

/** A number as the window sees it. */
export const queueTicket = (view: TicketView): QueueTicket => {
  const { id, lock, priority, bookedFor, arrivedAt, requeuedAt, calls, state } = view.ticket
  return {
    ...ticketLine(view),
    id,
    lock,
    priority,
    calls,
    item: view.item,
    name: view.name,
    bookedFor: bookedFor?.toISOString() ?? null,
    arrivedAt: arrivedAt.toISOString(),
    requeuedAt: requeuedAt?.toISOString() ?? null,
    actions: ticketActions(state)
  }
}
