import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../../kernel/lib/contract.ts'
import type { Deps } from '../../../kernel/lib/deps.ts'
import { questionNo } from '../../questions/messages.rules.ts'
import { hotListReader } from './hot-list.acts.ts'
import { numbersOf, repeats } from './hotspots.repo.ts'

const DAY_MS = 86_400_000
const MONTH = 28
const RECKON_MS = 30_000
const LINKED = 10

export const hotspotRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now } = deps
  const hotList = hotListReader(deps)
  const daysAgo = (days: number) => new Date(now().getTime() - days * DAY_MS)

  app.route({
    ...on('GET /hotspots'),
    handlerTimeout: RECKON_MS,
    handler: async ({ actor }) => {
      const { tenantId, post } = actor
      const [list, again] = await Promise.all([
        hotList(tenantId, post!.townshipId),
        repeats(db, tenantId, post!.townshipId, daysAgo(MONTH), daysAgo(2 * MONTH))
      ])
      const linked = list.items.flatMap(({ ids }) => ids.slice(-LINKED))
      const numbers = new Map((await numbersOf(db, tenantId, linked)).map((row) => [row.id, row]))
      return {
        madeAt: list.madeAt.toISOString(),
        items: list.items.map(({ ids, ...hotspot }) => ({
          ...hotspot,
          places: [...hotspot.places],
          words: [...hotspot.words],
          matters: ids.slice(-LINKED).flatMap((id) => {
            const row = numbers.get(id)
            return row ? [{ id, no: questionNo(row), status: row.status }] : []
          })
        })),
        repeats: again
      }
    }
  })
}
