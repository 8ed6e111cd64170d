import { LRUCache } from 'lru-cache'
import type { FindIndex } from './index.rules.ts'

const MOST_COUNTIES = 8 // held in memory at once, some 10 MB each

/** Gives a county's index, made anew when what is found has changed; many who ask at once wait for one. */
export function keptIndexes(
  revisionOf: (tenantId: string) => Promise<string>,
  load: (tenantId: string) => Promise<FindIndex>
): (tenantId: string) => Promise<FindIndex> {
  const kept = new LRUCache<string, { revision: string; index: Promise<FindIndex> }>({ max: MOST_COUNTIES })
  return async (tenantId) => {
    const revision = await revisionOf(tenantId)
    const known = kept.get(tenantId)
    if (known?.revision === revision) return known.index
    const index = load(tenantId)
    kept.set(tenantId, { revision, index })
    index.catch(() => kept.delete(tenantId))
    return index
  }
}
