import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Input } from 'shared/api.ts'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import { answersOf, walk } from 'shared/rules/situations.ts'
import { counterReader } from '../../catalogue/counters/item-counter.repo.ts'
import { windowWords } from '../../catalogue/counters/words.rules.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { sendFile } from '../../kernel/lib/reply.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { isDoorCodeValid } from '../queue/door.rules.ts'
import { checkIn } from '../queue/queue.acts.ts'
import { presentTicket } from '../queue/queue.present.ts'
import { ticketOfBooking } from '../queue/tickets.repo.ts'
import { carryOutCommand } from './booking.acts.ts'
import { bookingLine, presentBooking } from './booking.present.ts'
import { getBooking, listBookings, lockBooking } from './bookings.repo.ts'
import { bookingCalendar } from './calendar.present.ts'
import { freeSlots } from './free.repo.ts'
import { keyReader, personReader } from './person.repo.ts'
import { createRush } from './rush.acts.ts'
import { holdSeats } from './seats.repo.ts'
import { presentSlots } from './slots.present.ts'

const MINUTE = 60_000
/** What begins sooner cannot be booked any more: there would be no time to confirm it. */
const LEAST_AHEAD_MS = 5 * 60_000

/** A citizen's bookings: look, hold, confirm, change, cancel, get ready, check in. */
export const bookingRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, signer } = deps
  const change = audited(deps)
  const personOf = personReader(deps)
  const counterNow = counterReader(db)
  const keyOf = keyReader(deps)
  const inTurn = createRush()
  const own = async (tenantId: string, accountId: string) => ({
    accountId,
    personKey: await keyOf(tenantId, accountId)
  })

  const present = async (tenantId: string, id: string, accountId: string) => {
    const [view, ticket] = await Promise.all([
      getBooking(db, tenantId, id, { own: await own(tenantId, accountId) }),
      ticketOfBooking(db, tenantId, id)
    ])
    return presentBooking(view, ticket ? await presentTicket(db, ticket, now()) : null, now())
  }

  async function hold(tenantId: string, accountId: string, wish: Input<'POST /bookings'>['body']) {
    const { key, itemId, startsAt, answers = '' } = wish
    const [{ counter, content, version, slots, windows }, person] = await Promise.all([
      counterNow(tenantId, itemId),
      personOf(tenantId, accountId)
    ])
    const { ask, stop } = walk(content.questions, answersOf(answers))
    if (answers && (ask || stop)) throw new AppError('questions_left')
    // Held a minute before it begins, it could not be confirmed any more.
    if (new Date(startsAt).getTime() - now().getTime() < LEAST_AHEAD_MS) throw new AppError('slot_gone')
    const booking = {
      tenantId,
      key,
      itemId,
      itemVersion: version,
      answers,
      ...person,
      id: newId(),
      counterId: counter.id,
      startsAt: new Date(startsAt),
      state: 'held' as const,
      phoneSealed: null,
      madeBy: null,
      heldUntil: new Date(
        Math.min(now().getTime() + counter.holdMinutes * MINUTE, new Date(startsAt).getTime())
      )
    }
    const terms = { slots, pools: ['citizen'] as const, dailyLimit: counter.dailyLimit }
    const { id, fresh } = await holdSeats(db, booking, terms, now())
    if (!fresh) return present(tenantId, id, accountId)
    const held = { ...booking, ...fresh, lock: 1, ready: [], travelMinutes: 30 }
    const { name, coolMinutes } = counter
    const view = { booking: held, counter: name, coolMinutes, content, closed: null, windows }
    return presentBooking(view, null, now())
  }

  app.route({
    ...on('GET /items/:id/slots'),
    handler: async ({ tenantId, params }) => {
      const { counter, content, slots, windows } = await counterNow(tenantId, params.id)
      const rows = await freeSlots(db, tenantId, counter.id, startOfDay(beijingDay(now())))
      const holdMinutes = counter.holdMinutes
      return {
        item: content.name,
        counter: counter.name,
        windows: windowWords(windows),
        holdMinutes,
        days: presentSlots(rows, slots, new Date(now().getTime() + LEAST_AHEAD_MS))
      }
    }
  })

  app.route({
    ...on('POST /bookings'),
    handler: ({ tenantId, accountId, body, socket }, reply) =>
      // The request's own abort signal goes off as soon as the body is read.
      inTurn(
        tenantId,
        () => reply.sent || socket.destroyed,
        () => hold(tenantId, accountId, body)
      )
  })

  app.route({
    ...on('GET /bookings'),
    handler: async ({ tenantId, accountId, query }) =>
      pageOf(
        await listBookings(db, tenantId, await own(tenantId, accountId), query.cursor),
        bookingLine,
        ({ booking }) => booking.id
      )
  })

  app.route({
    ...on('GET /bookings/:id'),
    handler: ({ tenantId, accountId, params }) => present(tenantId, params.id, accountId)
  })

  app.route({
    ...on('POST /bookings/:id/commands'),
    handler: async ({ tenantId, accountId, params, body }) => {
      const { letter } = await getBooking(db, tenantId, params.id, { own: await own(tenantId, accountId) })
      if (body.action === 'checkIn' && !isDoorCodeValid(signer, tenantId, body.door, now()))
        throw new AppError('door_code_old')
      await change({ tenantId, accountId }, `booking.${body.action}`, params.id, async (tx) => {
        const row = await lockBooking(tx, tenantId, params.id)
        if (body.action === 'checkIn') await checkIn(tx, row, { ...body, letter }, { newId }, now())
        else await carryOutCommand(tx, row, body, { newId }, now())
      })
      return present(tenantId, params.id, accountId)
    }
  })

  app.route({
    ...on('GET /bookings/:id/calendar'),
    handler: async ({ tenantId, accountId, params }, reply) => {
      const view = await getBooking(db, tenantId, params.id, { own: await own(tenantId, accountId) })
      if (view.booking.state !== 'booked') throw new AppError('booking_moved_on')
      return sendFile(
        reply,
        'text/calendar; charset=utf-8',
        `${view.content.name}.ics`,
        bookingCalendar(view, now())
      )
    }
  })
}
