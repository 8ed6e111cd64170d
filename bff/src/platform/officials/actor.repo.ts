import type { Sql } from 'postgres'
import type { Actor, ActorPost } from '../../kernel/lib/actor.ts'
import { beijingDay } from '../../kernel/lib/beijing.ts'
import type { Db } from '../../kernel/lib/deps.ts'

type Held = ActorPost & { standsInFor: string[] }

const HELD = `
select p.id, p.role, p.title, p.org_id as "unitId", o.name as unit, p.township_id as "townshipId", h.name,
  array(select a.post_id from absences a join posts away on away.tenant_id = a.tenant_id and away.id = a.post_id
    where a.tenant_id = $1 and a.ended_at is null and $3::text::date between a.from_day and a.until_day
      and coalesce(a.deputy_post_id, away.deputy_post_id) = p.id) as "standsInFor"
from post_holdings h
join posts p on p.tenant_id = h.tenant_id and p.id = h.post_id
join organisations o on o.tenant_id = p.tenant_id and o.id = p.org_id
where h.tenant_id = $1 and h.account_id = $2 and h.until is null
order by p.position, p.id limit 20`

/**
 * The posts an account holds now, and for each the absent colleagues' posts it stands in for (AB角). Every
 * request of an official asks it.
 */
export function actorReader(db: Db) {
  const { $client } = db as Db & { $client: Sql }
  return async (
    tenantId: string,
    accountId: string,
    wanted: string | undefined,
    now: Date
  ): Promise<Actor> => {
    const rows = await $client.unsafe<Held[]>(HELD, [tenantId, accountId, beijingDay(now)], { prepare: true })
    const posts = rows.map(({ standsInFor: _, ...post }) => post)
    const post = posts.find(({ id }) => id === wanted) ?? posts[0] ?? null
    const acting = rows.find(({ id }) => id === post?.id)
    return { tenantId, accountId, post, posts, answersFor: acting ? [acting.id, ...acting.standsInFor] : [] }
  }
}
