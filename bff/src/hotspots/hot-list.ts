import type { Deps } from '../lib/deps.ts'
import { inThread } from '../lib/thread.ts'
import { scopeIdOf } from '../tenants/scopes.ts'
import { keepHotList, keptHotList, recentMessages } from './hotspots.repo.ts'
import type { Hotspot } from './report.rules.ts'

const DAY_MS = 86_400_000
const WEEK = 7
const MONTH = 28
const FRESH_MS = 3_600_000
const SHOWN = 30

type Kept = Readonly<{ madeAt: Date; items: Hotspot[] }>

/** What a scope asked most in the last four weeks, reckoned anew when it is older than an hour, once however many look. */
export function hotListReader({ db, now }: Pick<Deps, 'db' | 'now'>) {
  const running = new Map<string, Promise<Kept>>()

  async function reckon(tenantId: string, townshipId: string | null): Promise<Kept> {
    const since = new Date(now().getTime() - MONTH * DAY_MS)
    const messages = await recentMessages(db, tenantId, townshipId, since)
    const input = { messages, until: now().toISOString(), days: WEEK }
    const found = await inThread<Hotspot[]>(new URL('./hotspots.thread.ts', import.meta.url), input)
    const row = { tenantId, scopeId: scopeIdOf(townshipId), madeAt: now(), items: found.slice(0, SHOWN) }
    await keepHotList(db, row)
    return row
  }

  return async (tenantId: string, townshipId: string | null): Promise<Kept> => {
    const kept = await keptHotList(db, tenantId, scopeIdOf(townshipId))
    if (kept && now().getTime() - kept.madeAt.getTime() < FRESH_MS) return kept
    const key = `${tenantId}/${townshipId}`
    const run = running.get(key) ?? reckon(tenantId, townshipId).finally(() => running.delete(key))
    running.set(key, run)
    return run
  }
}
