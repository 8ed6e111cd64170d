import { randomBytes } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { PlaceCode } from 'shared/places.ts'
import { writeAudit } from '../audit/audit.repo.ts'
import { type Actor, inScope } from '../lib/actor.ts'
import { beijingDay } from '../lib/beijing.ts'
import { on } from '../lib/contract.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { pageOf } from '../lib/paging.ts'
import { asking } from '../session/session.routes.ts'
import { getTenant, getVillage, listVillages } from '../tenants/tenants.repo.ts'
import {
  type CodeView,
  countScan,
  findCode,
  getCode,
  insertCode,
  listCodes,
  revokeCode
} from './places.repo.ts'
import { SIGNATURE_LENGTH, sceneText, splitScene, TOKEN_LENGTH } from './scenes.rules.ts'

export const placeRoutes: FastifyPluginAsyncTypebox<Deps> = async (
  app,
  { db, now, newId, signer, wechat }
) => {
  const sceneOf = (token: string) => token + signer.sign(sceneText(token), SIGNATURE_LENGTH)
  const present = ({ code, village, scans }: CodeView): PlaceCode => ({
    id: code.id,
    scene: sceneOf(code.token),
    village,
    household: code.household,
    createdAt: code.createdAt.toISOString(),
    revokedAt: code.revokedAt?.toISOString() ?? null,
    scans
  })

  /** An admin's own code: a township's admin has those of his township's villages. */
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
      if (!signer.verify(sceneText(parts.token), parts.signature)) throw new AppError('place_code_unknown')
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

  app.route({
    ...on('POST /place-codes'),
    handler: async ({ actor, body }) => {
      const { tenantId } = actor
      const village = await getVillage(db, tenantId, body.villageId)
      if (!inScope(actor.post!, village.townshipId)) throw new AppError('not_found')
      const id = newId()
      const token = randomBytes(TOKEN_LENGTH)
        .toString('base64url')
        .replace(/[-_]/g, 'x')
        .slice(0, TOKEN_LENGTH)
      await db.transaction(async (tx) => {
        await insertCode(tx, {
          tenantId,
          id,
          token,
          villageId: village.id,
          household: body.household ?? null,
          createdAt: now()
        })
        await writeAudit(tx, {
          id: newId(),
          tenantId,
          at: now(),
          actorId: actor.accountId,
          act: 'placeCode.create',
          subject: id
        })
      })
      return present(await getCode(db, tenantId, id))
    }
  })

  app.route({
    ...on('POST /place-codes/:id/revoke'),
    handler: async ({ actor, params }) => {
      const { tenantId, accountId } = actor
      await ownCode(params.id, actor)
      await db.transaction(async (tx) => {
        await revokeCode(tx, tenantId, params.id, now())
        await writeAudit(tx, {
          id: newId(),
          tenantId,
          at: now(),
          actorId: accountId,
          act: 'placeCode.revoke',
          subject: params.id
        })
      })
      return present(await getCode(db, tenantId, params.id))
    }
  })

  app.route({
    ...on('GET /place-codes/:id/image'),
    handler: async ({ actor, params }) => {
      const { code } = await ownCode(params.id, actor)
      const { weappId } = await getTenant(db, actor.tenantId)
      const png = await asking(wechat.codeImage(weappId, sceneOf(code.token), 'home/index'))
      return { png: `data:image/png;base64,${png.toString('base64')}` }
    }
  })
}
