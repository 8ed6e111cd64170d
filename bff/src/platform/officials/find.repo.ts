import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { EVERYDAY } from '../../kernel/lib/find/everyday.ts'
import { buildIndex, type FindIndex } from '../../kernel/lib/find/index.rules.ts'
import { keptIndexes } from '../../kernel/lib/find/kept.ts'
import { soundsBy } from '../../kernel/lib/find/sounds.ts'

const MOST = 5000

/** Changes whenever a post, its holder, its duties or the words of a topic do. */
async function revisionOf(db: Db, tenantId: string): Promise<string> {
  const [row] = await db.execute<{ revision: string }>(sql`select concat_ws('/',
    (select md5(string_agg(concat(id, title, duties), ',' order by id)) from posts where tenant_id = ${tenantId}),
    (select md5(string_agg(concat(id, name), ',' order by id)) from post_holdings where tenant_id = ${tenantId} and until is null),
    (select md5(string_agg(concat(id, name), ',' order by id)) from organisations where tenant_id = ${tenantId}),
    (select md5(string_agg(concat(id, version), ',' order by id)) from topics where tenant_id = ${tenantId}),
    (select md5(string_agg(id::text, ',' order by id)) from duties where tenant_id = ${tenantId} and ended_at is null)) revision`)
  return row!.revision
}

type Row = { id: string; names: string[]; beside: string[] }
async function load(db: Db, tenantId: string): Promise<FindIndex> {
  const rows = await db.execute<Row>(sql`
    select p.id, array_remove(array[h.name, p.title, o.name] || p.duties || coalesce(t.words, '{}'), null) names, '{}'::text[] beside
    from posts p
    join organisations o on o.tenant_id = p.tenant_id and o.id = p.org_id
    left join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    left join lateral (select array_agg(distinct w) words from duties d
      join topics t on t.tenant_id = d.tenant_id and t.id = d.topic_id and t.active
      cross join unnest(t.name || t.keywords) w
      where d.tenant_id = p.tenant_id and d.post_id = p.id and d.ended_at is null) t on true
    where p.tenant_id = ${tenantId} order by p.id limit ${MOST}`)
  // What the guide has no item for, a person may well see to.
  return buildIndex([...rows], { ...EVERYDAY, elsewhere: [] }, await soundsBy(), setImmediate)
}

/**
 * Gives the index of a county's posts: by holder, post, unit, duty and the everyday words of the topics they
 * answer for.
 */
export const officialIndex = (db: Db) =>
  keptIndexes(
    (tenantId) => revisionOf(db, tenantId),
    (tenantId) => load(db, tenantId)
  )
