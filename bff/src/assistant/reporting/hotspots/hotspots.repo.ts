import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Repeat } from 'shared/supervision.ts'
import type { Db } from '../../../kernel/lib/deps.ts'
import { firstIdAt } from '../../../kernel/lib/ids.ts'
import { organisations } from '../../../platform/tenants/tenants.table.ts'
import { questions } from '../../questions/questions.table.ts'
import type { Message } from './clusters.rules.ts'
import { hotLists } from './hotspots.table.ts'
import type { Hotspot } from './report.rules.ts'

const MOST = 4000
const inTownship = (townshipId: string | null) =>
  townshipId === null ? undefined : eq(questions.townshipId, townshipId)

/** The newest questions between two instants, without what is sealed, as the clusters want them. */
export async function recentMessages(
  db: Db,
  tenantId: string,
  townshipId: string | null,
  since: Date,
  until: Date
): Promise<Message[]> {
  const rows = await db
    .select({
      id: questions.id,
      body: questions.body,
      placeText: questions.placeText,
      at: questions.askedAt,
      place: organisations.name
    })
    .from(questions)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, questions.tenantId), eq(organisations.id, questions.villageId))
    )
    .where(
      and(
        eq(questions.tenantId, tenantId),
        inTownship(townshipId),
        eq(questions.confidential, false),
        sql`${questions.id} >= ${firstIdAt(since)}::uuid and ${questions.id} < ${firstIdAt(new Date(until.getTime() + 1))}::uuid`
      )
    )
    .orderBy(sql`${questions.id} desc`)
    .limit(MOST)
  return rows.map(({ id, body, placeText, at, place }) => ({
    id,
    subject: [...(body.split(/[。！？!?\n]/)[0] ?? body)].slice(0, 60).join(''),
    detail: `${body} ${placeText}`,
    time: at.toISOString(),
    place
  }))
}

export async function keptHotList(db: Db, tenantId: string, scopeId: string) {
  const [row] = await db
    .select()
    .from(hotLists)
    .where(and(eq(hotLists.tenantId, tenantId), eq(hotLists.scopeId, scopeId)))
  return row
}

export async function keepHotList(
  db: Db,
  row: { tenantId: string; scopeId: string; madeAt: Date; items: Hotspot[] }
) {
  const { madeAt, items } = row
  await db
    .insert(hotLists)
    .values(row)
    .onConflictDoUpdate({ target: [hotLists.tenantId, hotLists.scopeId], set: { madeAt, items } })
}

/** The numbers people read of these questions. */
export const numbersOf = (db: Db, tenantId: string, ids: readonly string[]) =>
  db
    .select({ id: questions.id, no: questions.no, askedAt: questions.askedAt, status: questions.status })
    .from(questions)
    .where(and(eq(questions.tenantId, tenantId), inArray(questions.id, [...ids])))
    .limit(ids.length)

/** 未诉先办: the same topic from the same village again and again; look before the next one asks. */
export const repeats = async (
  db: Db,
  tenantId: string,
  townshipId: string | null,
  since: Date,
  before: Date
) =>
  await db.execute<Repeat>(sql`
    select v.name as village, t.name as topic,
      count(*) filter (where q.asked_at >= ${since.toISOString()})::int as count,
      count(*) filter (where q.asked_at < ${since.toISOString()})::int as before,
      count(*) filter (where q.answered_at is null and q.closed_at is null)::int as open,
      (select p.title || ' ' || h.name from posts p join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
        where p.tenant_id = ${tenantId} and p.id = mode() within group (order by q.lead_post_id)) as handler
    from questions q
    join organisations v on v.tenant_id = q.tenant_id and v.id = q.village_id
    join topics t on t.tenant_id = q.tenant_id and t.id = q.topic_id
    where q.tenant_id = ${tenantId} and (${townshipId}::uuid is null or q.township_id = ${townshipId}::uuid)
      and not q.confidential and q.id >= ${firstIdAt(before)}::uuid
    group by v.id, v.name, t.id, t.name having count(*) filter (where q.asked_at >= ${since.toISOString()}) >= 3
    order by count desc, village limit 50`)
