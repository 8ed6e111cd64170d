import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { PlaceCode } from 'shared/places.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import { pagePath } from 'shared/rules/paths.ts'
import { type Actor, inScope } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { asking } from '../../platform/session/session.routes.ts'
import { getTenant, getVillage, listVillages } from '../../platform/tenants/tenants.repo.ts'
import {
  type CodeView,
  codeInUse,
  countScan,
  countVillages,
  findCode,
  getCode,
  insertCodes,
  listCodes,
  recordHanded,
  revokeCode
} from './places.repo.ts'
import { newToken, SIGNATURE_LENGTH, sceneOf, sceneText, splitScene } from './scenes.rules.ts'

export const placeRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, signer, wechat } = deps
  const change = audited(deps)
  const present = ({ code, village, scans }: CodeView): PlaceCode => ({
    id: code.id,
    scene: sceneOf(signer, code.token),
    village,
    household: code.household,
    createdAt: code.createdAt.toISOString(),
    revokedAt: code.revokedAt?.toISOString() ?? null,
    handedAt: code.handedAt?.toISOString() ?? null,
    taughtAt: code.taughtAt?.toISOString() ?? null,
    scans
  })

  /** An admin's own code: a township's admin has those of their township's villages. */
  async function ownCode(id: string, { tenantId, post }: Actor): Promise<CodeView> {
    const view = await getCode(db, tenantId, id)
    const { townshipId } = await getVillage(db, tenantId, view.code.villageId)
    if (!inScope(post!, townshipId)) throw new AppError('not_found')
    return view
  }

  app.route({
    ...on('GET /county'),
    handler: async ({ tenantId }) => {
      const { name, appName, sponsor, filingNo, servicePhone, officeHours } = await getTenant(db, tenantId)
      return { code: tenantId, name, appName, sponsor, filingNo, servicePhone, officeHours }
    }
  })

  app.route({
    ...on('GET /villages'),
    handler: async ({ tenantId }) => ({ items: await listVillages(db, tenantId) })
  })

  app.route({
    ...on('GET /places/:scene'),
    handler: async ({ tenantId, params }) => {
      const parts = splitScene(params.scene)
      if (!parts) throw new AppError('place_code_unknown')
      if (!signer.verify(sceneText(parts.token), parts.signature, SIGNATURE_LENGTH))
        throw new AppError('place_code_unknown')
      const view = await findCode(db, tenantId, parts.token)
      if (!view) throw new AppError('place_code_foreign')
      if (view.code.revokedAt) throw new AppError('place_code_revoked')
      await countScan(db, tenantId, view.code.id, beijingDay(now()))
      const village = await getVillage(db, tenantId, view.code.villageId)
      return {
        villageId: village.id,
        village: village.name,
        township: village.township,
        household: view.code.household
      }
    }
  })

  app.route({
    ...on('GET /place-codes'),
    handler: async ({ actor, query }) => {
      const rows = await listCodes(db, actor.tenantId, actor.post!.townshipId, query.villageId, query.cursor)
      return pageOf(rows, present, ({ code }) => code.id)
    }
  })

  const ownVillage = async ({ tenantId, post }: Actor, villageId: string) => {
    const village = await getVillage(db, tenantId, villageId)
    if (!inScope(post!, village.townshipId)) throw new AppError('not_found')
    return village
  }
  const newCode = (tenantId: string, villageId: string, household: string | null) => ({
    tenantId,
    id: newId(),
    token: newToken(),
    villageId,
    household,
    createdAt: now()
  })

  app.route({
    ...on('POST /place-codes'),
    handler: async ({ actor, body }) => {
      const { tenantId } = actor
      const village = await ownVillage(actor, body.villageId)
      const household = body.household?.trim() || null
      const code = newCode(tenantId, village.id, household)
      await change(actor, 'placeCode.create', code.id, (tx) => insertCodes(tx, [code]))
      return present(await codeInUse(db, tenantId, village.id, household))
    }
  })

  app.route({
    ...on('POST /place-codes/households'),
    handler: async ({ actor, body }) => {
      const village = await ownVillage(actor, body.villageId)
      const households = [...new Set(body.households.map((name) => name.trim()).filter(Boolean))]
      if (households.length === 0) throw new AppError('invalid_input', 'households')
      const codes = households.map((household) => newCode(actor.tenantId, village.id, household))
      const made = await change(actor, 'placeCode.households', village.id, (tx) => insertCodes(tx, codes))
      return { made, kept: households.length - made }
    }
  })

  app.route({
    ...on('GET /place-codes/villages'),
    handler: async ({ actor: { tenantId, post } }) => ({
      items: await countVillages(db, tenantId, post!.townshipId, beijingDay(now()))
    })
  })

  app.route({
    ...on('POST /place-codes/:id/handed'),
    handler: async ({ actor, params, body }) => {
      const { tenantId } = actor
      const { code } = await ownCode(params.id, actor)
      if (code.revokedAt) throw new AppError('place_code_revoked')
      await change(actor, body.taught ? 'placeCode.taught' : 'placeCode.handed', params.id, (tx) =>
        recordHanded(tx, tenantId, params.id, body.taught, now())
      )
      return present(await getCode(db, tenantId, params.id))
    }
  })

  app.route({
    ...on('POST /place-codes/:id/revoke'),
    handler: async ({ actor, params }) => {
      const { tenantId } = actor
      await ownCode(params.id, actor)
      await change(actor, 'placeCode.revoke', params.id, (tx) => revokeCode(tx, tenantId, params.id, now()))
      return present(await getCode(db, tenantId, params.id))
    }
  })

  app.route({
    ...on('GET /place-codes/:id/image'),
    handler: async ({ actor, params }) => {
      const { code } = await ownCode(params.id, actor)
      const { weappId } = await getTenant(db, actor.tenantId)
      const png = await asking(wechat.codeImage(weappId, sceneOf(signer, code.token), pagePath('home')))
      return { png: `data:image/png;base64,${png.toString('base64')}` }
    }
  })
}
