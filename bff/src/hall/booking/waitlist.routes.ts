import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { counterOf } from '../../catalogue/counters/item-counter.repo.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { slotWords } from './booking.present.ts'
import { personReader } from './person.repo.ts'
import { appeal, standingOf } from './standing.repo.ts'
import { endOf, joinLine, leaveLine, listWaiting } from './waitlist.repo.ts'

type Listed = Awaited<ReturnType<typeof listWaiting>>[number]
const present = ({ row, item, counter, position }: Listed) => ({
  id: row.id,
  item,
  counter,
  position,
  whenWords: slotWords(row.startsAt, row.endsAt)
})

/** The line for a full slot, and how somebody stands after bookings they missed. */
export const waitlistRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId } = deps
  const personOf = personReader(deps)

  app.route({
    ...on('GET /waitlist'),
    handler: async ({ tenantId, accountId }) => ({
      items: (await listWaiting(db, tenantId, accountId, now())).map(present)
    })
  })

  app.route({
    ...on('POST /waitlist'),
    handler: async ({ tenantId, accountId, body: { itemId, startsAt, answers = '' } }) => {
      const [{ counter, version, slots }, person] = await Promise.all([
        counterOf(db, tenantId, itemId),
        personOf(tenantId, accountId)
      ])
      const standing = await standingOf(db, { tenantId, personKey: person.personKey }, now())
      if (standing.barredUntil) throw new AppError('desk_only')
      const stretch = { tenantId, counterId: counter.id, startsAt: new Date(startsAt) }
      const row = await db.transaction(async (tx) => {
        const endsAt = await endOf(tx, stretch, slots)
        const wish = { id: newId(), itemId, itemVersion: version, answers, slots }
        return joinLine(
          tx,
          { ...stretch, ...wish, ...person, endsAt, state: 'waiting', bookingId: null },
          counter.dailyLimit,
          now()
        )
      })
      const [listed] = await listWaiting(db, tenantId, accountId, now(), row.id)
      if (!listed) throw new AppError('booked_already')
      return present(listed)
    }
  })

  app.route({
    ...on('POST /waitlist/:id/leave'),
    handler: async ({ tenantId, accountId, params }) => {
      await leaveLine(db, tenantId, accountId, params.id)
      return {}
    }
  })

  app.route({
    ...on('GET /booking-standing'),
    handler: async ({ tenantId, accountId }) => {
      const { personKey } = await personOf(tenantId, accountId)
      const { barredUntil, appeal: stands, missed } = await standingOf(db, { tenantId, personKey }, now())
      return {
        barredUntil: barredUntil?.toISOString() ?? null,
        barredWords: barredUntil ? `${instantWords(barredUntil)}前只能到大厅现场取号` : '',
        appeal: stands,
        missed
      }
    }
  })

  app.route({
    ...on('POST /booking-standing/appeal'),
    handler: async ({ tenantId, accountId, body }) => {
      const { personKey } = await personOf(tenantId, accountId)
      await appeal(db, { tenantId, personKey, accountId }, body.reason, now())
      return {}
    }
  })
}
