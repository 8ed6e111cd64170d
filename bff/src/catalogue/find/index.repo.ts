import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Db } from '../../lib/deps.ts'
import { synonyms } from '../../publications/publications.table.ts'
import { synonymGroups } from '../../publications/synonyms.repo.ts'
import { organisations } from '../../tenants/tenants.table.ts'
import { itemVersions, serviceItems } from '../catalogue.table.ts'
import { inForce } from '../joins.repo.ts'
import { EVERYDAY } from './everyday.ts'
import { buildIndex, type FindIndex } from './index.rules.ts'
import { findableOf, soundsBy } from './sounds.ts'

const MOST_ITEMS = 5000
const MOST_COUNTIES = 8 // held in memory at once, some 20 MB each

/** Changes whenever what is found changes: an item comes into force or goes, or the county says words of its own. */
async function revisionOf(db: Db, tenantId: string): Promise<string> {
  const { id, inForce: version } = serviceItems
  const [row] = await db
    .select({
      revision: sql<string>`coalesce(md5(string_agg(${id} || '/' || ${version}, ',' order by ${id})), '') || coalesce((select
        md5(string_agg(${synonyms.id} || '/' || ${synonyms.version}, ',' order by ${synonyms.id})) from ${synonyms}
        where ${synonyms.tenantId} = ${tenantId}), '')`
    })
    .from(serviceItems)
    .where(and(eq(serviceItems.tenantId, tenantId), isNotNull(version)))
  return row!.revision
}

async function load(db: Db, tenantId: string): Promise<FindIndex> {
  const [rows, groups, sounds] = await Promise.all([
    db
      .select({ id: serviceItems.id, content: itemVersions.content, department: organisations.name })
      .from(serviceItems)
      .innerJoin(itemVersions, inForce)
      .innerJoin(
        organisations,
        and(
          eq(organisations.tenantId, serviceItems.tenantId),
          eq(organisations.id, serviceItems.departmentId)
        )
      )
      .where(eq(serviceItems.tenantId, tenantId))
      .limit(MOST_ITEMS),
    synonymGroups(db, tenantId),
    soundsBy()
  ])
  const items = rows.map(({ id, content, department }) => ({ id, ...findableOf(content, department) }))
  return buildIndex(items, { ...EVERYDAY, same: [...EVERYDAY.same, ...groups] }, sounds)
}

/** Gives a county's index, made anew when what is found has changed; many who ask at once wait for one. */
export function indexReader(db: Db) {
  const kept = new LRUCache<string, { revision: string; index: Promise<FindIndex> }>({ max: MOST_COUNTIES })
  return async (tenantId: string): Promise<FindIndex> => {
    const revision = await revisionOf(db, tenantId)
    const known = kept.get(tenantId)
    if (known?.revision === revision) return known.index
    const index = load(db, tenantId)
    kept.set(tenantId, { revision, index })
    index.catch(() => kept.delete(tenantId))
    return index
  }
}
