import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { beijingDay } from 'shared/rules/beijing.ts'
import { on } from '../../../kernel/lib/contract.ts'
import type { Deps } from '../../../kernel/lib/deps.ts'
import { questionNo } from '../../questions/messages.rules.ts'
import { presentLine as bulletinLine } from '../bulletins/bulletins.present.ts'
import { listBulletins } from '../bulletins/bulletins.repo.ts'
import { countWhole } from '../bulletins/figures.repo.ts'
import { totalOf } from '../bulletins/figures.rules.ts'
import { perDay, perKind, perUnit, spots } from './board.repo.ts'
import { heatOf } from './heat.rules.ts'
import { standing, urgent } from './overview.repo.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const MONTH = 30

/** Whole figures for whoever oversees a scope; what is sealed is in none of them. */
export const boardRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now }) => {
  app.route({
    ...on('GET /overview'),
    handler: async ({ actor: { tenantId, post } }) => {
      const [at, townshipId] = [now(), post!.townshipId]
      const weeksAgo = (weeks: number) => new Date(at.getTime() - weeks * WEEK_MS)
      const [{ received, answered, due, ...stands }, late, soon, rows, [bulletin]] = await Promise.all([
        standing(db, tenantId, townshipId, at),
        urgent(db, tenantId, townshipId, at, 'late'),
        urgent(db, tenantId, townshipId, at, 'soon'),
        countWhole(
          db,
          tenantId,
          townshipId,
          { since: weeksAgo(1), until: new Date(at.getTime() + 1) }, // spans end before their end
          { since: weeksAgo(2), until: weeksAgo(1) }
        ),
        listBulletins(db, tenantId, post!, 1)
      ])
      const shown = ({ id, no, askedAt, confidential, body, handler, dueAt }: (typeof late)[number]) => ({
        id,
        no: questionNo({ no: Number(no), askedAt: new Date(askedAt), confidential }),
        summary: body.replace(/\s+/g, ' '),
        handler,
        dueAt: new Date(dueAt).toISOString()
      })
      return {
        ...stands,
        today: { day: beijingDay(at), received, answered, due },
        week: totalOf(rows),
        late: late.map(shown),
        soon: soon.map(shown),
        bulletin: bulletin ? bulletinLine(bulletin) : null
      }
    }
  })

  app.route({
    ...on('GET /board'),
    handler: async ({ actor: { tenantId, post }, query: { days = MONTH } }) => {
      const at = now()
      const from = beijingDay(new Date(at.getTime() - (days - 1) * DAY_MS))
      const scope = { tenantId, townshipId: post!.townshipId, from, until: beijingDay(at) }
      const [daily, kinds, units, found] = await Promise.all([
        perDay(db, scope),
        perKind(db, scope),
        perUnit(db, scope, at),
        spots(db, scope)
      ])
      return { from, until: scope.until, days: daily, kinds, units, ...heatOf(found) }
    }
  })
}
