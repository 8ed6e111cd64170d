import { and, eq, sql } from 'drizzle-orm'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { topics } from './officials.table.ts'
import { routingOrder } from './order.repo.ts'
import type { RoutingFacts, RoutingPost } from './routing.types.ts'

type Area = Readonly<{ id: string; kind: string; name: string }>

/** Everything routing needs to know about one place on one day, in four queries side by side. */
export async function loadRoutingFacts(
  db: Db,
  tenantId: string,
  areas: readonly Area[],
  now: Date
): Promise<RoutingFacts> {
  const areaIds = sql.param(areas.map(({ id }) => id))
  const [known, order, duties, posts] = await Promise.all([
    db
      .select({ id: topics.id, name: topics.name, keywords: topics.keywords, dutyLine: topics.dutyLine })
      .from(topics)
      .where(and(eq(topics.tenantId, tenantId), eq(topics.active, true)))
      .limit(500),
    routingOrder(db, tenantId),
    // Open matters are counted only where several share a duty: nobody else's load decides anything.
    // Open matters are counted once a post, and only of posts that share a duty: nobody else's load decides
    // anything.
    db.execute<RoutingFacts['duties'][number]>(sql`
      with near as (
        select d.id, d.org_id, d.topic_id, d.post_id, d.share, coalesce(o.kind, 'county') as level, coalesce(o.name, '全县') as area,
          count(*) over (partition by d.topic_id, coalesce(o.kind, 'county')) as sharers
        from duties d left join organisations o on o.tenant_id = d.tenant_id and o.id = d.org_id
        where d.tenant_id = ${tenantId} and d.ended_at is null and (d.org_id is null or d.org_id = any(${areaIds}::uuid[]))
        limit 2000
      ), loads as (
        select post_id, (select count(*)::int from (select from questions q where q.tenant_id = ${tenantId} and q.lead_post_id = post_id
          and q.status in ('dispatched', 'accepted', 'waiting', 'deliberating') limit 1000) held) as open
        from (select distinct post_id from near where sharers > 1) sharing
      )
      select topic_id as "topicId", post_id as "postId", share, level, area, coalesce(open, 0) as open
      from near left join loads using (post_id)
      order by array_position(${areaIds}::uuid[], org_id) nulls last, id`),
    db.execute<RoutingPost & { orgId: string; role: string }>(sql`
      select p.id, p.title, h.name, p.township_id as "townshipId", p.org_id as "orgId", p.role, a.reason as "awayReason",
        coalesce(a.deputy_post_id, p.deputy_post_id) as "standInId"
      from posts p join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
      left join absences a on a.tenant_id = p.tenant_id and a.post_id = p.id and a.ended_at is null
        and ${beijingDay(now)}::date between a.from_day and a.until_day
      where p.tenant_id = ${tenantId} and (p.township_id is null or p.township_id = any(${areaIds}::uuid[])) limit 2000`)
  ])
  const secretaryOf = (area: Area) =>
    posts.find(({ orgId, role }) => orgId === area.id && /Secretary$/.test(role))?.id
  return {
    topics: known,
    order,
    duties,
    posts,
    fallback: areas.map(secretaryOf).filter((id) => id !== undefined)
  }
}
