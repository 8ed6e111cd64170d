import { LRUCache } from 'lru-cache'
import type { FindIndex } from './index.rules.ts'

const MOST_PHRASES = 200_000 // names of all counties held at once, about 1 kB each

/** Gives a county's index, made anew when what is found has changed; many who ask at once wait for one. */
export function keptIndexes(
  revisionOf: (tenantId: string) => Promise<string>,
  load: (tenantId: string) => Promise<FindIndex>
): (tenantId: string) => Promise<FindIndex> {
  const kept = new LRUCache<string, { revision: string; index: FindIndex }>({
    maxSize: MOST_PHRASES,
    sizeCalculation: ({ index }) => index.phrases.length + 1
  })
  const making = new Map<string, Promise<FindIndex>>()
  return async (tenantId) => {
    const revision = await revisionOf(tenantId)
    const known = kept.get(tenantId)
    if (known?.revision === revision) return known.index
    const key = `${tenantId}/${revision}`
    const run =
      making.get(key) ??
      load(tenantId)
        .then((index) => {
          kept.set(tenantId, { revision, index })
          return index
        })
        .finally(() => making.delete(key))
    making.set(key, run)
    return run
  }
}
