import { setImmediate } from 'node:timers/promises'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../kernel/lib/deps.ts'
import { EVERYDAY } from '../kernel/lib/find/everyday.ts'
import { buildIndex, type FindIndex } from '../kernel/lib/find/index.rules.ts'
import { keptIndexes } from '../kernel/lib/find/kept.ts'
import { soundsBy } from '../kernel/lib/find/sounds.ts'
import { synonyms } from '../platform/search/search.table.ts'
import { synonymGroups } from '../platform/search/synonyms.repo.ts'
import { organisations } from '../platform/tenants/tenants.table.ts'
import { itemVersions, serviceItems } from './catalogue.table.ts'
import { findableOf } from './findable.rules.ts'
import { inForce } from './joins.repo.ts'

const MOST_ITEMS = 5000

/**
 * Changes whenever what is found changes: an item comes into force or goes, or the county says words of its
 * own.
 */
async function revisionOf(db: Db, tenantId: string): Promise<string> {
  const { id, inForce: version } = serviceItems
  const [row] = await db
    .select({
      revision: sql<string>`coalesce(md5(string_agg(${id} || '/' || ${version}, ',' order by ${id})), '') || coalesce((select
        md5(string_agg(${synonyms.id} || '/' || ${synonyms.version}, ',' order by ${synonyms.id})) from ${synonyms}
        where ${synonyms.tenantId} = ${tenantId}), '') || coalesce((select
        md5(string_agg(${organisations.id} || ${organisations.name}, ',' order by ${organisations.id})) from ${organisations}
        where ${organisations.tenantId} = ${tenantId} and ${organisations.kind} = 'unit'), '')`
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
  return buildIndex(items, { ...EVERYDAY, same: [...EVERYDAY.same, ...groups] }, sounds, setImmediate)
}

/** Gives the index of a county's items in force. */
export const itemIndex = (db: Db) =>
  keptIndexes(
    (tenantId) => revisionOf(db, tenantId),
    (tenantId) => load(db, tenantId)
  )
