import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { BulletinAction } from 'shared/bulletins.ts'
import type { Actor } from '../../../kernel/lib/actor.ts'
import { inChild } from '../../../kernel/lib/children.ts'
import { on } from '../../../kernel/lib/contract.ts'
import type { Deps } from '../../../kernel/lib/deps.ts'
import { PAGE_SIZE, pageOf } from '../../../kernel/lib/paging.ts'
import { sendFile, sendPdf, XLSX } from '../../../kernel/lib/reply.ts'
import { audited } from '../../../platform/audit/audit.repo.ts'
import { scopeIdOf } from '../../../platform/tenants/scopes.rules.ts'
import { getTenant } from '../../../platform/tenants/tenants.repo.ts'
import type { PrintedBulletin } from './bulletin.layout.ts'
import { presentBulletin, presentLine, titleOf } from './bulletins.present.ts'
import { changeBulletin, getBulletin, listBulletins } from './bulletins.repo.ts'
import { bulletinActions, decideBulletin } from './bulletins.rules.ts'
import type { BulletinRow } from './bulletins.table.ts'
import { countBulletin } from './counting.acts.ts'
import { tellOf } from './tell.repo.ts'

const COUNT_MS = 30_000
const PAPER = new URL('./bulletin.child.ts', import.meta.url)
const BOOK = new URL('./sheets.child.ts', import.meta.url)
/** Whoever may read it learns that it is out, and that it was taken back. */
const TOLD: Partial<Record<BulletinAction, string>> = { publish: '已发布，请查看', recall: '已撤回' }

export const bulletinRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId } = deps
  const change = audited(deps)

  const readerOf = ({ post }: Actor) => ({ ...post!, scopeId: scopeIdOf(post!.townshipId) })
  const load = ({ tenantId, post }: Actor, id: string) => getBulletin(db, tenantId, post!, id)
  const present = (row: BulletinRow, actor: Actor) =>
    presentBulletin(row, bulletinActions(row, readerOf(actor)))

  app.route({
    ...on('GET /bulletins'),
    handler: async ({ actor, query }) =>
      pageOf(
        await listBulletins(db, actor.tenantId, actor.post!, PAGE_SIZE + 1, query.cursor),
        presentLine,
        ({ id }) => id
      )
  })

  app.route({
    ...on('GET /bulletins/:id'),
    handler: async ({ actor, params }) => present(await load(actor, params.id), actor)
  })

  app.route({
    ...on('POST /bulletins/:id/commands'),
    handlerTimeout: COUNT_MS,
    handler: async ({ actor, params, body }) => {
      const row = await load(actor, params.id)
      const decided = decideBulletin(body, row, readerOf(actor), now())
      const { tenantId, post } = actor
      const period = { kind: row.period, from: row.from, until: row.until }
      const figures =
        body.action === 'recount' && (await countBulletin(db, tenantId, post!.townshipId, period))
      await change(actor, `bulletin.${body.action}`, row.id, async (tx) => {
        await changeBulletin(tx, row, { ...decided, ...(figures && { figures, countedAt: now() }) })
        const words = TOLD[body.action]
        if (!words) return
        const news = { leaders: false, template: 'progress', words, step: row.version } as const
        await tellOf(tx, { bulletin: row, townshipId: post!.townshipId, ...news }, { now, newId })
      })
      return present(await load(actor, params.id), actor)
    }
  })

  app.route({
    ...on('GET /bulletins/:id/pdf'),
    handler: async ({ actor, params }, reply) => {
      const [row, { sponsor }] = await Promise.all([load(actor, params.id), getTenant(db, actor.tenantId)])
      const bulletin: PrintedBulletin = { ...present(row, actor), scope: row.scope, sponsor }
      return sendPdf(reply, titleOf(row), await inChild('document', PAPER, { bulletin, at: now() }))
    }
  })

  app.route({
    ...on('GET /bulletins/:id/xlsx'),
    handler: async ({ actor, params }, reply) => {
      const row = await load(actor, params.id)
      const book = await inChild<Uint8Array>('book', BOOK, present(row, actor))
      return sendFile(reply, XLSX, `${titleOf(row)}.xlsx`, book)
    }
  })
}
