import { beijingDay } from 'shared/rules/beijing.ts'
import type { Actor, ActorPost } from '../../kernel/lib/actor.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { part, prepared } from '../../kernel/lib/statement.ts'

type Values = Readonly<{ tenantId: string; accountId: string; day: string }>
type Held = ActorPost & { standsInFor: string[] }

const HELD = part<Values>()`
select p.id, p.role, p.title, p.org_id as "unitId", o.name as unit, p.township_id as "townshipId", h.name,
  array(select a.post_id from absences a join posts away on away.tenant_id = a.tenant_id and away.id = a.post_id
    where a.tenant_id = ${'tenantId'} and a.ended_at is null and ${'day'}::text::date between a.from_day and a.until_day
      and coalesce(a.deputy_post_id, away.deputy_post_id) = p.id) as "standsInFor"
from post_holdings h
join posts p on p.tenant_id = h.tenant_id and p.id = h.post_id
join organisations o on o.tenant_id = p.tenant_id and o.id = p.org_id
where h.tenant_id = ${'tenantId'} and h.account_id = ${'accountId'} and h.until is null
order by p.position, p.id limit 20`

/**
 * The posts an account holds now, and for each the absent colleagues' posts it stands in for (AB角). Every
 * request of an official asks it.
 */
export function actorReader(db: Db) {
  const held = prepared<Held, Values>(db, HELD)
  return async (
    tenantId: string,
    accountId: string,
    wanted: string | undefined,
    now: Date
  ): Promise<Actor> => {
    const rows = await held({ tenantId, accountId, day: beijingDay(now) })
    const posts = rows.map(({ standsInFor: _, ...post }) => post)
    const post = posts.find(({ id }) => id === wanted) ?? posts[0] ?? null
    const acting = rows.find(({ id }) => id === post?.id)
    return { tenantId, accountId, post, posts, answersFor: acting ? [acting.id, ...acting.standsInFor] : [] }
  }
}
