import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { beijingDay, startOfDay, startOfNextDay } from 'shared/rules/beijing.ts'
import type { ActorPost } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { organisationName } from '../../platform/tenants/tenants.repo.ts'
import type { CaseDeps } from '../core/cases.acts.ts'
import type { CaseScope } from '../core/worklist.repo.ts'
import { scopeOf } from '../core/worklist.routes.ts'
import { casesOpen, decidedIn, openNow, sparedIn } from './board.repo.ts'
import { spanOf } from './span.rules.ts'

const DAY_MS = 86_400_000
const MOST_ITEMS = 100
const round = (value: number | null, by: number) => (value === null ? null : Math.round(value * by) / by)
/** Whose figures they are, in words. A township’s overseer sits in the township or in one of its offices. */
async function whoseOf(db: Db, tenantId: string, { orgId, townshipId }: CaseScope, post: ActorPost | null) {
  if (townshipId) return (await organisationName(db, tenantId, townshipId)) ?? ''
  return orgId ? (post?.unit ?? '') : '全县'
}

/** Whole figures of cases for who answers for them: never a person, never an order of merit. */
export const caseBoardRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now } = deps
  const { countyOf } = deps.commands

  app.route({
    ...on('GET /case-board'),
    handler: async ({ actor }) => {
      const { tenantId } = actor
      const [at, scope] = [now(), scopeOf(actor)]
      const today = { since: startOfDay(beijingDay(at)), until: startOfNextDay(beijingDay(at)) }
      const week = { ...today, since: new Date(today.since.getTime() - 6 * DAY_MS) }
      const [{ steps, units }, open, day, seven, { names }] = await Promise.all([
        openNow(db, tenantId, scope, at),
        casesOpen(db, tenantId, scope),
        decidedIn(db, tenantId, scope, today),
        decidedIn(db, tenantId, scope, week),
        countyOf(tenantId)
      ])
      return {
        at: at.toISOString(),
        whose: await whoseOf(db, tenantId, scope, actor.post),
        open,
        steps: steps.map(({ label, open, soon, late }) => ({ name: label || '其他', open, soon, late })),
        units: units.map(({ orgId, open, soon, late, oldestDue }) => ({
          id: orgId,
          name: names.get(orgId) ?? '',
          open,
          soon,
          late,
          oldestDue: new Date(oldestDue).toISOString()
        })),
        decidedToday: day.decided,
        decidedWeek: seven.decided,
        lateWeek: seven.late
      }
    }
  })

  app.route({
    ...on('GET /case-savings'),
    handler: async ({ actor, query: { from, until } }) => {
      const { tenantId } = actor
      const [span, scope] = [spanOf({ from, until }), scopeOf(actor)]
      const [rows, { names }] = await Promise.all([sparedIn(db, tenantId, scope, span), countyOf(tenantId)])
      const shown = (name: string, { cases, late, meanDays, daysShare, visits }: (typeof rows)[number]) => ({
        name,
        cases,
        late,
        visits,
        meanDays: round(meanDays, 10),
        daysShare: round(daysShare, 1000)
      })
      return {
        whose: await whoseOf(db, tenantId, scope, actor.post),
        total: shown('全部', rows.find(({ whole }) => whole === 3)!),
        departments: rows
          .filter(({ whole }) => whole === 1)
          .map((row) => shown(names.get(row.orgId!) ?? '', row)),
        items: rows
          .filter(({ whole }) => whole === 2)
          .slice(0, MOST_ITEMS)
          .map((row) => shown(row.item!, row))
      }
    }
  })
}
