import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../lib/contract.ts'
import type { Deps } from '../lib/deps.ts'
import { inThread } from '../lib/thread.ts'
import { questionNo } from '../questions/messages.rules.ts'
import { keepHotList, keptHotList, numbersOf, recentMessages, repeats } from './hotspots.repo.ts'
import type { Hotspot } from './report.rules.ts'

const DAY_MS = 86_400_000
const WEEK = 7
const MONTH = 28
const FRESH_MS = 3_600_000
const RECKON_MS = 30_000
const SHOWN = 30
const LINKED = 10
/** The county itself has no township's id. */
const WHOLE = '00000000-0000-0000-0000-000000000000'

type Kept = Readonly<{ madeAt: Date; items: Hotspot[] }>

export const hotspotRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now }) => {
  const daysAgo = (days: number) => new Date(now().getTime() - days * DAY_MS)

  const running = new Map<string, Promise<Kept>>()
  /** One reckoning a scope at a time, however many look. */
  function reckoned(tenantId: string, townshipId: string | null): Promise<Kept> {
    const key = `${tenantId}/${townshipId}`
    const run = running.get(key) ?? reckon(tenantId, townshipId).finally(() => running.delete(key))
    running.set(key, run)
    return run
  }

  /** The list of the last four weeks, reckoned anew when it is older than an hour. */
  async function hotList(tenantId: string, townshipId: string | null) {
    const scopeId = townshipId ?? WHOLE
    const kept = await keptHotList(db, tenantId, scopeId)
    if (kept && now().getTime() - kept.madeAt.getTime() < FRESH_MS) return kept
    return reckoned(tenantId, townshipId)
  }

  async function reckon(tenantId: string, townshipId: string | null): Promise<Kept> {
    const scopeId = townshipId ?? WHOLE
    const messages = await recentMessages(db, tenantId, townshipId, daysAgo(MONTH))
    const input = { messages, until: now().toISOString(), days: WEEK }
    const found = await inThread<Hotspot[]>(new URL('./hotspots.thread.ts', import.meta.url), input)
    const row = { tenantId, scopeId, madeAt: now(), items: found.slice(0, SHOWN) }
    await keepHotList(db, row)
    return row
  }

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
