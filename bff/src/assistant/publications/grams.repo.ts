import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { gramCounts } from './publications.table.ts'

/**
 * Moves the counts from an answer's old grams to its fresh ones; in one order, so that two at once never wait
 * in a ring.
 */
export async function countGrams(
  tx: Db,
  tenantId: string,
  old: readonly string[],
  fresh: readonly string[]
): Promise<void> {
  const change = new Map<string, number>()
  const add = (grams: readonly string[], by: number) => {
    for (const gram of grams.length ? ['', ...grams] : []) change.set(gram, (change.get(gram) ?? 0) + by)
  }
  add(old, -1)
  add(fresh, 1)
  const moved = [...change].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  if (moved.length === 0) return
  await tx
    .insert(gramCounts)
    .values(moved.map(([gram, count]) => ({ tenantId, gram, count })))
    .onConflictDoUpdate({
      target: [gramCounts.tenantId, gramCounts.gram],
      set: { count: sql`${gramCounts.count} + excluded.count` }
    })
}
