import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import QRCode from 'qrcode'
import { beijingDay } from 'shared/rules/beijing.ts'
import { pageUrl } from 'shared/rules/paths.ts'
import { phoneOf } from 'shared/rules/phones.ts'
import { plainNumber } from 'shared/rules/typed.ts'
import { getCounter, getWindow } from '../../catalogue/counters/counters.repo.ts'
import { hallScope } from '../../catalogue/counters/scope.repo.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { phoneKey } from '../../kernel/lib/person-codes.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { lockBooking } from '../booking/bookings.repo.ts'
import { findByCode, findByPerson } from '../booking/code.repo.ts'
import { doorCode } from './door.rules.ts'
import { callNext, checkIn, commandTicket } from './queue.acts.ts'
import { presentTicket, queueTicket } from './queue.present.ts'
import { inTurn, ticketNo } from './queue.rules.ts'
import { screenOf } from './screen.repo.ts'
import { addTicket, getTicket, lineOf, listQueue, ticketOfBooking } from './tickets.repo.ts'

/** The hall's queue: numbers given, called and ended, and the screen that shows them. */
export const queueRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, signer, publicUrl, receiptSecret } = deps
  const change = audited(deps)
  const doorUrl = (tenantId: string) =>
    publicUrl + pageUrl('booking/mine', { county: tenantId, door: doorCode(signer, tenantId, now()) })
  const show = async (tenantId: string, id: string) => queueTicket(await getTicket(db, tenantId, id))
  /** A number just given says how long it takes. */
  const given = async (tenantId: string, id: string) => {
    const view = await getTicket(db, tenantId, id)
    return { ...queueTicket(view), ...(await presentTicket(db, view, now())) }
  }

  app.route({
    ...on('POST /hall/check-ins'),
    handler: async ({ actor, body: { code, priority } }) => {
      const { tenantId } = actor
      const scope = hallScope(actor)
      const phone = phoneOf(code)
      const { id, letter } = phone
        ? await findByPerson(db, scope, phoneKey(receiptSecret, tenantId, phone), beijingDay(now()))
        : await findByCode(db, scope, plainNumber(code))
      const there = await ticketOfBooking(db, tenantId, id)
      // Who gives their code again has their number already.
      if (there) return given(tenantId, there.ticket.id)
      const ticket = await change(actor, 'booking.checkIn', id, async (tx) => {
        const row = await lockBooking(tx, tenantId, id)
        return checkIn(tx, row, { letter, priority, lock: row.lock }, { newId }, now())
      })
      return given(tenantId, ticket.id)
    }
  })

  app.route({
    ...on('POST /hall/walk-ins'),
    handler: async ({ actor, body: { key, counterId, itemId, priority } }) => {
      const { tenantId, letter } = await getCounter(db, hallScope(actor), counterId)
      const id = newId()
      const ticket = {
        tenantId,
        id,
        counterId,
        letter,
        key,
        itemId,
        priority,
        bookingId: null,
        bookedFor: null
      }
      const added = await change(actor, 'ticket.give', id, (tx) => addTicket(tx, ticket, now()))
      return given(tenantId, added.id)
    }
  })

  app.route({
    ...on('GET /hall/queue'),
    handler: async ({ actor, query: { counterId } }) => {
      const { tenantId } = await getCounter(db, hallScope(actor), counterId)
      const line = { tenantId, counterId, day: beijingDay(now()) }
      const [rows, { waiting, calls }] = await Promise.all([listQueue(db, line), lineOf(db, line)])
      const turns = new Map([...inTurn(waiting, calls, now())].map(({ id }, turn) => [id, turn]))
      const turnOf = ({ ticket: { id } }: (typeof rows)[number]) => turns.get(id) ?? turns.size
      return { items: rows.sort((a, b) => turnOf(a) - turnOf(b)).map(queueTicket) }
    }
  })

  app.route({
    ...on('POST /hall/windows/:id/call'),
    handler: async ({ actor, params }) => {
      const { window, counter } = await getWindow(db, hallScope(actor), params.id)
      const called = await change(actor, 'window.call', params.id, (tx) =>
        callNext(tx, window, counter, { newId }, now())
      )
      return { ticket: called && (await show(actor.tenantId, called.id)) }
    }
  })

  app.route({
    ...on('POST /hall/tickets/:id/commands'),
    handler: async ({ actor, params, body }) => {
      const scope = hallScope(actor)
      const { ticket } = await getTicket(db, actor.tenantId, params.id)
      await getCounter(db, scope, ticket.counterId)
      if (body.counterId) await getCounter(db, scope, body.counterId)
      await change(actor, `ticket.${body.action}`, params.id, (tx) => commandTicket(tx, ticket, body, now()))
      return show(actor.tenantId, params.id)
    }
  })

  app.route({
    ...on('GET /hall/screen'),
    handler: async ({ actor }) => {
      const { called, waiting } = await screenOf(db, hallScope(actor), beijingDay(now()))
      return {
        called: called.map(({ calledAt, letter, seq, ...call }) => ({
          ...call,
          no: ticketNo({ letter, seq }),
          at: new Date(calledAt).toISOString()
        })),
        waiting,
        door: await QRCode.toDataURL(doorUrl(actor.tenantId), { margin: 1, width: 320 })
      }
    }
  })
}
