import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { beijingDay } from 'shared/rules/beijing.ts'
import { phoneOf } from 'shared/rules/phones.ts'
import { plainNumber } from 'shared/rules/typed.ts'
import type { CaseDeps } from '../cases/core/cases.acts.ts'
import { keysOf } from '../cases/core/keys.rules.ts'
import { caseLine } from '../cases/core/line.present.ts'
import { searchCases } from '../cases/core/worklist.repo.ts'
import { sought } from '../cases/core/worklist.routes.ts'
import { slotWords } from '../hall/booking/booking.present.ts'
import { ticketNo } from '../hall/queue/queue.rules.ts'
import { on } from '../kernel/lib/contract.ts'
import { PAGE_SIZE } from '../kernel/lib/paging.ts'
import { phoneKey } from '../kernel/lib/person-codes.ts'
import { comingOf, type Sought } from './find.repo.ts'

/** Who stands before the window: what they have booked for today, and their cases. */
export const findRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now, receiptSecret } = deps
  const { countyOf, calendarOf } = deps.commands

  app.route({
    ...on('POST /desk/find'),
    handler: async ({ actor, body }) => {
      const { tenantId, post } = actor
      const { unitId } = post!
      const keyOf = (phone: string) => phoneKey(receiptSecret, tenantId, phone)
      const asked = sought(body.q.trim(), keysOf(receiptSecret, tenantId))
      const [bookings, found, county, calendar] = await Promise.all([
        comingOf(db, tenantId, unitId, beijingDay(now()), wayOf(body.q, keyOf)),
        searchCases(db, tenantId, asked, { orgId: unitId, cursor: undefined }),
        countyOf(tenantId),
        calendarOf(tenantId)
      ])
      return {
        bookings: bookings.map(({ booking, item, letter, seq }) => ({
          id: booking.id,
          itemId: booking.itemId,
          item,
          answers: booking.answers,
          name: booking.name,
          whenWords: slotWords(booking.startsAt, booking.endsAt),
          ticket: letter && seq ? ticketNo({ letter, seq }) : null
        })),
        cases: found.slice(0, PAGE_SIZE).map((kase) => caseLine(kase, county, calendar, now()))
      }
    }
  })
}

/** A booking is asked for by its code, its ticket or the number it was made with. */
function wayOf(q: string, keyOf: (phone: string) => string): Sought | null {
  const typed = plainNumber(q)
  if (/^\d{6}$/.test(typed)) return { code: typed }
  const phone = phoneOf(q)
  if (phone) return { personKey: keyOf(phone) }
  const ticket = /^([A-Z])(\d{1,4})$/.exec(typed)
  return ticket ? { letter: ticket[1]!, seq: Number(ticket[2]) } : null
}
