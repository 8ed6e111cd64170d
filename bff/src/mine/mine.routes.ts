import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Matter, Waiting } from 'shared/mine.ts'
import { mineReader } from '../assistant/questions/lists.repo.ts'
import { shorten } from '../assistant/questions/questions.present.ts'
import type { CaseDeps } from '../cases/core/cases.acts.ts'
import { casesOf } from '../cases/core/cases.repo.ts'
import { ownTurn } from '../cases/core/own-turn.rules.ts'
import { listBookings, liveBookings } from '../hall/booking/bookings.repo.ts'
import { keyReader } from '../hall/booking/person.repo.ts'
import { calledOfBookings } from '../hall/queue/tickets.repo.ts'
import { on } from '../kernel/lib/contract.ts'
import { pageOf } from '../kernel/lib/paging.ts'
import { ofBooking, ofCase, ofQuestion } from './matters.present.ts'
import { askedBack, openCases } from './waiting.repo.ts'
import { questionAsks, RANK, seatAsks } from './waiting.rules.ts'

const ASKED = { supplement: '请您补充情况，才能接着办', rate: '已经答复，请您评价' } as const

/** 我的事: all matters of a citizen in one list, and what of them waits for the citizen. */
export const mineRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now, calendarOf, commands } = deps
  const questionsOf = mineReader(db)
  const keyOf = keyReader(deps)
  const personOf = async (tenantId: string, accountId: string) => ({
    accountId,
    personKey: await keyOf(tenantId, accountId)
  })

  app.route({
    ...on('GET /me/matters'),
    // Ids grow with time whatever they are of: one page of each kind, laid together, is a page of all.
    handler: async ({ tenantId, accountId, query: { cursor } }) => {
      const [questions, cases, bookings, county, calendar] = await Promise.all([
        questionsOf(tenantId, accountId, cursor),
        casesOf(db, tenantId, accountId, cursor),
        personOf(tenantId, accountId).then((own) => listBookings(db, tenantId, own, cursor)),
        commands.countyOf(tenantId),
        calendarOf(tenantId)
      ])
      const at = now()
      const all = [
        ...questions.map((row) => ofQuestion(row, calendar, at)),
        ...cases.map((kase) => ofCase(kase, county, calendar, at)),
        ...bookings.map((row) => ofBooking(row, at))
      ].toSorted((a, b) => (a.id < b.id ? 1 : -1))
      return pageOf<Matter, Matter>(
        all,
        (matter) => matter,
        ({ id }) => id
      )
    }
  })

  /** What of a citizen's bookings waits for them; the windows are asked only when somebody has arrived. */
  async function seatsWait(tenantId: string, accountId: string, at: Date): Promise<Waiting[]> {
    const rows = await liveBookings(db, tenantId, await personOf(tenantId, accountId))
    const arrived = rows.filter(({ booking }) => booking.state === 'arrived').map(({ booking }) => booking.id)
    const calls = arrived.length ? await calledOfBookings(db, tenantId, arrived) : []
    return rows.flatMap(({ booking, closed, content }) => {
      const call = calls.find(({ ticket }) => ticket.key === booking.id)
      const asked = seatAsks({ ...booking, closed }, call, at)
      return asked ? [{ ...asked, id: booking.id, title: content.name }] : []
    })
  }

  app.route({
    ...on('GET /me/waiting'),
    handler: async ({ tenantId, accountId }) => {
      const at = now()
      const [questions, cases, seats] = await Promise.all([
        askedBack(db, tenantId, accountId),
        openCases(db, tenantId, accountId),
        seatsWait(tenantId, accountId, at)
      ])
      const asked = questions.flatMap((row): Waiting[] => {
        const kind = questionAsks(row)
        return kind ? [{ kind, words: ASKED[kind], id: row.id, title: shorten(row.body), dueAt: null }] : []
      })
      const applied = cases.flatMap((kase): Waiting[] => {
        const own = ownTurn(kase, at)
        return own ? [{ ...own, id: kase.id, title: kase.itemName }] : []
      })
      const items = [...asked, ...applied, ...seats]
      return { items: items.toSorted((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind)) }
    }
  })
}
