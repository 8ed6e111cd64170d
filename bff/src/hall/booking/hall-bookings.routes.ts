import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import { phoneOf } from 'shared/rules/phones.ts'
import { plainName } from 'shared/rules/typed.ts'
import { getCounter } from '../../catalogue/counters/counters.repo.ts'
import { counterOf } from '../../catalogue/counters/item-counter.repo.ts'
import { hallScope } from '../../catalogue/counters/scope.repo.ts'
import { windowWords } from '../../catalogue/counters/words.rules.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { phoneKey } from '../../kernel/lib/person-codes.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { cancel, move } from './booking.acts.ts'
import { hallBooking } from './booking.present.ts'
import { requireHall } from './booking.rules.ts'
import { type BookingView, closedOf, getBooking, listDay, lockBooking } from './bookings.repo.ts'
import { takeForCaller } from './caller.repo.ts'
import { freeSlots } from './free.repo.ts'
import { overOnDay } from './free-seats.repo.ts'
import { bookingWords } from './messages.rules.ts'
import { presentSlots } from './slots.present.ts'
import { answerAppeal, listAppeals } from './standing.repo.ts'
import { overWords, tellPerson } from './tell.repo.ts'

/** The hall's side of bookings: the day, bookings by telephone, moving whom a closure hit, appeals. */
export const hallBookingRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, sealer, receiptSecret } = deps
  const change = audited(deps)
  const scopeOf = (actor: Actor) => {
    const { orgId } = hallScope(actor)
    return orgId ? { orgId } : {}
  }
  const present = (view: BookingView) => {
    const { tenantId, phoneSealed } = view.booking
    const sealed = phoneSealed ?? (view.closed && view.booking.state === 'booked' ? view.accountPhone : null)
    return hallBooking(view, sealed && sealer.open(tenantId, sealed), now())
  }
  const show = async (actor: Actor, id: string) =>
    present(await getBooking(db, actor.tenantId, id, scopeOf(actor)))

  app.route({
    ...on('GET /hall/bookings'),
    handler: async ({ actor, query: { cursor, ...day } }) => {
      const [rows, over] = await Promise.all([
        listDay(db, actor.tenantId, { ...day, ...scopeOf(actor) }, cursor),
        overOnDay(db, { tenantId: actor.tenantId, ...day, ...scopeOf(actor) }, now())
      ])
      return { ...pageOf(rows, present, ({ booking }) => booking.id), over: over.map(overWords) }
    }
  })

  app.route({
    ...on('GET /hall/items/:id/slots'),
    handler: async ({ actor, params }) => {
      const { tenantId } = actor
      const { counter, content, slots, windows } = await counterOf(db, tenantId, params.id)
      await getCounter(db, hallScope(actor), counter.id)
      const rows = await freeSlots(db, tenantId, counter.id, startOfDay(beijingDay(now())))
      const { name, holdMinutes } = counter
      return {
        item: content.name,
        counter: name,
        windows: windowWords(windows),
        holdMinutes,
        days: presentSlots(rows, slots, now(), 'staff')
      }
    }
  })

  app.route({
    ...on('POST /hall/bookings'),
    handler: async ({ actor, body: { key, itemId, startsAt, answers = '', name, ...typed } }) => {
      const { tenantId, accountId } = actor
      const phone = phoneOf(typed.phone)
      if (!phone) throw new AppError('phone_wrong')
      const { counter, version, slots } = await counterOf(db, tenantId, itemId)
      await getCounter(db, hallScope(actor), counter.id)
      const booking = {
        tenantId,
        key,
        itemId,
        itemVersion: version,
        answers,
        name: plainName(name),
        counterId: counter.id,
        id: newId(),
        accountId: null,
        madeBy: accountId,
        startsAt: new Date(startsAt),
        personKey: phoneKey(receiptSecret, tenantId, phone),
        phoneSealed: sealer.seal(tenantId, phone),
        state: 'booked' as const,
        heldUntil: null
      }
      const id = await takeForCaller(deps, booking, { slots, dailyLimit: counter.dailyLimit })
      return show(actor, id)
    }
  })

  app.route({
    ...on('POST /hall/bookings/:id/cancel'),
    handler: async ({ actor, params, body: { lock, reason } }) => {
      const { counter, content } = await getBooking(db, actor.tenantId, params.id, scopeOf(actor))
      await change(actor, 'booking.cancelByHall', params.id, async (tx) => {
        const row = await lockBooking(tx, actor.tenantId, params.id)
        requireHall(row, lock, await closedOf(tx, row), now())
        await cancel(tx, row, { newId }, now())
        const about = { counter, item: content.name, windows: '' }
        await tellPerson(tx, row, 'cancelled', bookingWords.cancelled(row, about, reason), { newId }, now())
      })
      return show(actor, params.id)
    }
  })

  app.route({
    ...on('POST /hall/bookings/:id/move'),
    handler: async ({ actor, params, body: { lock, startsAt } }) => {
      const { counter, content } = await getBooking(db, actor.tenantId, params.id, scopeOf(actor))
      await change(actor, 'booking.moveByHall', params.id, async (tx) => {
        const row = await lockBooking(tx, actor.tenantId, params.id)
        requireHall(row, lock, await closedOf(tx, row), now())
        const moved = await move(tx, row, new Date(startsAt), ['staff', 'citizen'], { newId }, now())
        const about = { counter, item: content.name, windows: '' }
        await tellPerson(tx, moved, 'moved', bookingWords.moved(moved, about), { newId }, now())
      })
      return show(actor, params.id)
    }
  })

  app.route({
    ...on('GET /hall/appeals'),
    handler: async ({ tenantId }) => ({ items: await listAppeals(db, tenantId, now()) })
  })

  app.route({
    ...on('POST /hall/appeals/:id'),
    handler: async ({ actor, params, body }) => {
      const person = { tenantId: actor.tenantId, accountId: params.id }
      await change(actor, body.lift ? 'standing.lift' : 'standing.uphold', params.id, async (tx) => {
        await answerAppeal(tx, person, body.lift, now())
        const text = body.lift
          ? '您的申诉已经同意，现在可以照常预约'
          : '您的申诉没有通过，期满前请到大厅现场取号，有疑问可以在大厅当面说明'
        await tellPerson(tx, { ...person, id: params.id, startsAt: now() }, 'appeal', text, { newId }, now())
      })
      return {}
    }
  })
}
