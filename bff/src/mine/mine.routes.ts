import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Matter, Waiting } from 'shared/mine.ts'
import { mineReader } from '../assistant/questions/lists.repo.ts'
import { shorten } from '../assistant/questions/questions.present.ts'
import type { CaseDeps } from '../cases/core/cases.acts.ts'
import { casesOf } from '../cases/core/cases.repo.ts'
import { ownTurn } from '../cases/core/own-turn.rules.ts'
import { listBookings } from '../hall/booking/bookings.repo.ts'
import { keyReader } from '../hall/booking/person.repo.ts'
import { on } from '../kernel/lib/contract.ts'
import { pageOf } from '../kernel/lib/paging.ts'
import { ofBooking, ofCase, ofQuestion } from './matters.present.ts'
import { askedBack, keptSeats, openCases } from './waiting.repo.ts'
import { RANK, seatWaits } from './waiting.rules.ts'

/** 我的事: all matters of a citizen in one list, and what of them waits for the citizen. */
export const mineRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now, calendarOf, commands } = deps
  const questionsOf = mineReader(db)
  const keyOf = keyReader(deps)

  app.route({
    ...on('GET /me/matters'),
    // Ids grow with time whatever they are of: one page of each kind, laid together, is a page of all.
    handler: async ({ tenantId, accountId, query: { cursor } }) => {
      const own = keyOf(tenantId, accountId).then((personKey) => ({ accountId, personKey }))
      const [questions, cases, bookings, county, calendar] = await Promise.all([
        questionsOf(tenantId, accountId, cursor),
        casesOf(db, tenantId, accountId, cursor),
        own.then((person) => listBookings(db, tenantId, person, cursor)),
        commands.countyOf(tenantId),
        calendarOf(tenantId)
      ])
      const at = now()
      const all = [
        ...questions.map((row) => ofQuestion(row, calendar, at)),
        ...cases.map((kase) => ofCase(kase, county, calendar, at)),
        ...bookings.map(ofBooking)
      ].toSorted((a, b) => (a.id < b.id ? 1 : -1))
      return pageOf<Matter, Matter>(
        all,
        (matter) => matter,
        ({ id }) => id
      )
    }
  })

  app.route({
    ...on('GET /me/waiting'),
    handler: async ({ tenantId, accountId }) => {
      const [questions, cases, seats] = await Promise.all([
        askedBack(db, tenantId, accountId),
        openCases(db, tenantId, accountId),
        keptSeats(db, tenantId, accountId)
      ])
      const asked = questions.map(({ id, status, body, until }): Waiting => {
        const about = { id, title: shorten(body) }
        return status === 'waiting'
          ? { ...about, kind: 'supplement', words: '请您补充情况，才能接着办', dueAt: null }
          : { ...about, kind: 'rate', words: '已经答复，请您评价', dueAt: until?.toISOString() ?? null }
      })
      const applied = cases.map((kase): Waiting | null => {
        const own = ownTurn(kase)
        return own && { ...own, id: kase.id, title: kase.itemName }
      })
      const items = [...asked, ...applied, ...seats.map((seat) => seatWaits(seat, now()))]
      return {
        items: items
          .filter((one) => one !== null)
          .toSorted((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind))
      }
    }
  })
}
