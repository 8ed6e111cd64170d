import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { beijingHour } from 'shared/rules/beijing.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { limitWords } from '../../kernel/lib/worktime.words.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { setTimer } from '../../platform/timers/timers.repo.ts'
import { askWhetherHeld, comingMeeting, listForums } from './forums.repo.ts'
import { changeMeeting, hasOpenItems, listMeetings, moveAgenda } from './meetings.repo.ts'
import { createSitting, scopeOf } from './sitting.acts.ts'

const DAY_MS = 86_400_000
const YEAR_MS = 366 * DAY_MS

/** The ladder’s meetings: listed, read, moved and cancelled. */
export const forumRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, calendarOf } = deps
  const { load, show } = createSitting(deps)
  const change = audited(deps)

  app.route({
    ...on('GET /forums'),
    handler: async ({ actor }) => ({
      items: (await listForums(db, actor.tenantId)).map(({ id, rank, name, limit, publicity }) => ({
        id,
        rank,
        name,
        limit: limitWords(limit),
        publicity
      }))
    })
  })

  app.route({
    ...on('GET /meetings'),
    handler: async ({ actor, query }) => {
      const rows = await listMeetings(db, actor.tenantId, scopeOf(actor), query.cursor)
      return pageOf(
        rows,
        ({ meeting: { id, plannedAt, heldAt }, forum, place, items, open }) => ({
          id,
          forum,
          place,
          items,
          open,
          plannedAt: plannedAt.toISOString(),
          heldAt: heldAt?.toISOString() ?? null
        }),
        ({ meeting }) => `${meeting.heldAt === null}~${meeting.plannedAt.toISOString()}~${meeting.id}`
      )
    }
  })

  app.route({
    ...on('GET /meetings/:id'),
    handler: ({ actor, params }) => show(actor, params.id)
  })

  app.route({
    ...on('POST /meetings/:id/plan'),
    handler: async ({ actor, params, body }) => {
      const { meeting } = await load(actor, params.id)
      const plannedAt = new Date(body.plannedAt)
      const ahead = plannedAt.getTime() - now().getTime()
      if (!(ahead > -DAY_MS && ahead < YEAR_MS))
        throw new AppError(ahead > 0 ? 'too_far_ahead' : 'meeting_past')
      // Villages meet after work, and nobody meets at night.
      const hour = beijingHour(plannedAt)
      if (hour < 6 || hour >= 22) throw new AppError('hour_odd')
      await change(actor, 'meeting.plan', meeting.id, async (tx) => {
        await changeMeeting(tx, meeting, { plannedAt, room: body.room })
        await askWhetherHeld(tx, { ...meeting, plannedAt }, await calendarOf(actor.tenantId))
      })
      return show(actor, params.id)
    }
  })

  app.route({
    ...on('POST /meetings/:id/cancel'),
    handler: async ({ actor, params, body }) => {
      const { tenantId } = actor
      const { meeting, forum } = await load(actor, params.id)
      const calendar = await calendarOf(tenantId)
      const at = now()
      await change(actor, 'meeting.cancel', meeting.id, async (tx) => {
        await changeMeeting(tx, meeting, { cancelledAt: at, cancelReason: body.reason })
        await setTimer(tx, { tenantId, subject: 'meeting', subjectId: meeting.id }, null)
        // What waits for it waits for the next: a matter never falls off with its meeting.
        if (await hasOpenItems(tx, meeting)) {
          const next = await comingMeeting(tx, meeting, forum, { calendar, now: at, newId })
          await moveAgenda(tx, tenantId, meeting.id, next)
        }
      })
      return {}
    }
  })
}
