import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { pageUrl } from 'shared/rules/paths.ts'
import { type Actor, inScope } from '../../../kernel/lib/actor.ts'
import { inChild } from '../../../kernel/lib/children.ts'
import { on } from '../../../kernel/lib/contract.ts'
import type { Deps } from '../../../kernel/lib/deps.ts'
import { AppError } from '../../../kernel/lib/errors.ts'
import { sendPdf } from '../../../kernel/lib/reply.ts'
import { audited } from '../../../platform/audit/audit.repo.ts'
import { answerersFor } from '../../../platform/officials/directory.repo.ts'
import { getTenant, getVillage } from '../../../platform/tenants/tenants.repo.ts'
import { activeCodes, getCode } from '../places.repo.ts'
import type { PlaceCodeRow } from '../places.table.ts'
import { sceneOf } from '../scenes.rules.ts'
import { drawnCodes } from './drawn.acts.ts'
import type { PosterCode, PosterText } from './poster.rules.ts'
import type { PostersInput } from './posters.child.ts'

const RUN_MS = 5 * 60_000
const MOST = 5000 // of one village
const POSTERS = new URL('./posters.child.ts', import.meta.url)

export const posterRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, signer, publicUrl } = deps
  const change = audited(deps)

  /** An admin's own village; one code names its village by itself. */
  async function wanted(
    { tenantId, post }: Actor,
    villageId: string | undefined,
    codeId: string | undefined
  ) {
    const one = codeId ? (await getCode(db, tenantId, codeId)).code : undefined
    const village = await getVillage(db, tenantId, one?.villageId ?? villageId ?? '')
    if (!inScope(post!, village.townshipId)) throw new AppError('not_found')
    if (one?.revokedAt) throw new AppError('place_code_revoked')
    return { village, one }
  }

  app.route({
    ...on('GET /posters'),
    handlerTimeout: RUN_MS,
    handler: async ({ actor, query }, reply) => {
      const { tenantId } = actor
      if (!query.villageId === !query.codeId) throw new AppError('invalid_input', 'villageId, codeId')
      const { village, one } = await wanted(actor, query.villageId, query.codeId)
      const areaIds = village.areas.map(({ id }) => id)
      const [tenant, officials] = await Promise.all([
        getTenant(db, tenantId),
        answerersFor(db, tenantId, now(), areaIds)
      ])
      await change(actor, 'poster.print', one?.id ?? village.id, async () => undefined)
      const text: PosterText = { ...tenant, officials, township: village.township, village: village.name }
      const codeOf = ({ token, household }: PlaceCodeRow): PosterCode => ({
        household,
        link: publicUrl + pageUrl('home', { county: tenantId, scene: sceneOf(signer, token) }),
        label: token.slice(0, 6)
      })
      const rows = one ? [one] : []
      if (!one) for await (const row of activeCodes(db, tenantId, village.id)) rows.push(row)
      if (rows.length > MOST) throw new AppError('invalid_input', `at most ${MOST} codes`)
      const title = `${village.name}宣传帖`
      const scenes = rows.map(({ token }) => sceneOf(signer, token))
      const drawn = await drawnCodes(deps, tenant.weappId, scenes)
      const codes = rows.map((row, at) => ({ ...codeOf(row), ...(drawn && { png: drawn[at]! }) }))
      const input: PostersInput = { title, format: query.format, text, codes, at: now() }
      return sendPdf(reply, village.name, await inChild('posters', POSTERS, input))
    }
  })
}
