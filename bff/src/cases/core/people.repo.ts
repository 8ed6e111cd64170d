import { sql } from 'drizzle-orm'
import type { Role } from 'shared/roles.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import type { PostFor } from './stages.rules.ts'

type Post = Readonly<{
  id: string
  orgId: string
  role: Role
  title: string
  duties: string[]
  phone: string | null
  name: string | null
}>
/**
 * `orgs`: the county’s own departments and halls; `names`: these and every desk of a township or a village.
 */
export type County = Readonly<{
  orgs: ReadonlyMap<string, string>
  names: ReadonlyMap<string, string>
  posts: ReadonlyMap<string, Post>
}>

const KEEP_MS = 30_000

/**
 * The county's own departments and halls with their posts, kept for half a minute: every command on a case
 * reads them.
 */
export function countyReader(db: Db, now: () => Date) {
  const kept = new Map<string, { county: County; until: number }>()
  return async (tenantId: string): Promise<County> => {
    const known = kept.get(tenantId)
    if (known && now().getTime() < known.until) return known.county
    const [orgs, desks, posts] = await Promise.all([
      db.execute<{
        id: string
        name: string
      }>(sql`select id, name from organisations where tenant_id = ${tenantId} and kind = 'unit'
        and township_id is null order by position, id limit 500`),
      db.execute<{
        id: string
        name: string
      }>(sql`select id, name from organisations o where tenant_id = ${tenantId} and township_id is not null
        and (kind = 'village' or exists (select from posts p where p.tenant_id = o.tenant_id and p.org_id = o.id
          and p.role = 'hallClerk')) limit 2000`),
      db.execute<Post>(sql`select p.id, p.org_id as "orgId", p.role, p.title, p.duties, p.phone, h.name from posts p
        left join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
        where p.tenant_id = ${tenantId} and p.township_id is null order by p.position, p.id limit 5000`)
    ])
    const county = {
      orgs: new Map(orgs.map(({ id, name }) => [id, name])),
      names: new Map([...orgs, ...desks].map(({ id, name }) => [id, name])),
      posts: new Map(posts.map((post) => [post.id, post]))
    }
    kept.set(tenantId, { county, until: now().getTime() + KEEP_MS })
    return county
  }
}

/** The posts of one department that handle cases, handlers before their head. */
export const postsOf = ({ posts }: County, orgId: string): Post[] => {
  const rank: Partial<Record<Role, number>> = { departmentHandler: 0, unitDeputy: 1, unitHead: 2 }
  return [...posts.values()]
    .filter((post) => post.orgId === orgId && rank[post.role] !== undefined)
    .sort((a, b) => rank[a.role]! - rank[b.role]!)
}

/** A decision is the head's, everything before it the first handler's who has somebody in it. */
export const postForIn =
  (county: County): PostFor =>
  (orgId, kind) => {
    const held = postsOf(county, orgId).filter(({ name }) => name !== null)
    const head = held.find(({ role }) => role === 'unitHead')
    return ((kind === 'decision' && head) || held[0])?.id ?? null
  }
