import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { fileLinks } from '../../platform/files/links.present.ts'
import { heldFor } from '../papers/held.repo.ts'
import type { CaseDeps } from './cases.acts.ts'
import { casesOf } from './cases.repo.ts'
import { holds } from './holds.rules.ts'
import { caseLine } from './line.present.ts'
import { allowedActions } from './moves.rules.ts'
import { openingOf } from './open.repo.ts'
import { createOpening, openerAt } from './opening.acts.ts'

/**
 * A case from the first paper on: opened at home or at the desk, read and acted on by whoever has to do with
 * it.
 */
export const caseRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now, calendarOf } = deps
  const { commands } = deps
  const { open, atHome } = createOpening(deps)
  const linkTo = fileLinks(deps)

  app.route({
    ...on('POST /cases'),
    handler: async ({ tenantId, accountId, body }) => {
      const opener = await atHome(tenantId, accountId, body.key)
      return open(await openingOf(db, tenantId, body.itemId), body, opener)
    }
  })

  app.route({
    ...on('POST /desk/cases'),
    handler: async ({ actor, body }) =>
      open(await openingOf(db, actor.tenantId, body.itemId), body, openerAt(actor))
  })

  app.route({
    ...on('GET /cases'),
    handler: async ({ tenantId, accountId, query }) => {
      const [rows, county, calendar] = await Promise.all([
        casesOf(db, tenantId, accountId, query.cursor),
        commands.countyOf(tenantId),
        calendarOf(tenantId)
      ])
      const at = now()
      return pageOf(
        rows,
        (kase) => caseLine(kase, county, calendar, at),
        ({ id }) => id
      )
    }
  })

  app.route({ ...on('GET /cases/:id'), handler: ({ actor, params }) => commands.show(actor, params.id) })

  app.route({
    ...on('POST /cases/:id/commands'),
    handler: ({ actor, params, body }) => commands.runIdempotent(actor, params.id, body)
  })

  app.route({
    ...on('GET /cases/:id/held'),
    handler: async ({ actor, params }) => {
      const kase = await commands.load(actor, params.id)
      if (!allowedActions(kase, actor).includes('givePaper')) return { items: [] }
      const rows = await heldFor(db, kase, !holds.applicant(kase, actor), now())
      return {
        items: rows.map(({ id, name, fromItem, trust, validUntil, fileIds }) => ({
          id,
          name,
          from: fromItem,
          trust,
          validUntil,
          thumb: fileIds[0] ? linkTo(actor.tenantId, fileIds[0], 'thumb') : null
        }))
      }
    }
  })
}
