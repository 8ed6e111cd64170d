import { sql } from 'drizzle-orm'
import type { Actor, ActorPost } from '../lib/actor.ts'
import { beijingDay } from '../lib/beijing.ts'
import type { Db } from '../lib/deps.ts'

type Held = ActorPost & { standsInFor: string[] }

/** The posts an account holds now, and for each the absent colleagues' posts it stands in for (AB角). */
export function actorReader(db: Db) {
  const held = db.execute.bind(db)
  return async (
    tenantId: string,
    accountId: string,
    wanted: string | undefined,
    now: Date
  ): Promise<Actor> => {
    const rows = (await held(sql`
      select p.id, p.role, p.title, p.org_id as "unitId", o.name as unit, p.township_id as "townshipId", h.name,
        array(select a.post_id from absences a join posts away on away.tenant_id = a.tenant_id and away.id = a.post_id
          where a.tenant_id = ${tenantId} and a.ended_at is null and ${beijingDay(now)}::date between a.from_day and a.until_day
            and coalesce(a.deputy_post_id, away.deputy_post_id) = p.id) as "standsInFor"
      from post_holdings h
      join posts p on p.tenant_id = h.tenant_id and p.id = h.post_id
      join organisations o on o.tenant_id = p.tenant_id and o.id = p.org_id
      where h.tenant_id = ${tenantId} and h.account_id = ${accountId} and h.until is null
      order by p.position, p.id limit 20`)) as unknown as Held[]
    const posts = rows.map(({ standsInFor: _, ...post }) => post)
    const post = posts.find(({ id }) => id === wanted) ?? posts[0] ?? null
    const acting = rows.find(({ id }) => id === post?.id)
    return { tenantId, accountId, post, posts, answersFor: acting ? [acting.id, ...acting.standsInFor] : [] }
  }
}
