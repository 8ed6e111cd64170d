import { inChild } from '../../../kernel/lib/children.ts'
import type { Db, Deps } from '../../../kernel/lib/deps.ts'
import { scopeIdOf } from '../../../platform/tenants/scopes.rules.ts'
import { keepHotList, keptHotList, recentMessages } from './hotspots.repo.ts'
import type { Hotspot } from './report.rules.ts'

const DAY_MS = 86_400_000
const WEEK = 7
const MONTH = 28
const FRESH_MS = 3_600_000
const SHOWN = 30

type Kept = Readonly<{ madeAt: Date; items: Hotspot[] }>

/** What a scope asked most in the four weeks before an instant, the last of them beside the one before it. */
export async function hotListAt(
  db: Db,
  tenantId: string,
  townshipId: string | null,
  until: Date
): Promise<Hotspot[]> {
  const since = new Date(until.getTime() - MONTH * DAY_MS)
  const messages = await recentMessages(db, tenantId, townshipId, since, until)
  const input = { messages, until: until.toISOString(), days: WEEK }
  const found = await inChild<Hotspot[]>('sum', new URL('./hotspots.child.ts', import.meta.url), input)
  return found.slice(0, SHOWN)
}

/**
 * What a scope asked most in the last four weeks, reckoned anew when it is older than an hour, once however
 * many look.
 */
export function hotListReader({ db, now }: Pick<Deps, 'db' | 'now'>) {
  const running = new Map<string, Promise<Kept>>()

  async function reckon(tenantId: string, townshipId: string | null): Promise<Kept> {
    const items = await hotListAt(db, tenantId, townshipId, now())
    const row = { tenantId, scopeId: scopeIdOf(townshipId), madeAt: now(), items }
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
