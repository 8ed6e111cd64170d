import { type SQL, sql } from 'drizzle-orm'
import type { Official } from 'shared/directory.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { containing } from '../../kernel/lib/like.ts'

/**
 * Posts with who holds them and who stands in today; `where` and `order` speak of p (post) and o (its unit).
 */
async function officials(db: Db, tenantId: string, now: Date, where: SQL, order: SQL): Promise<Official[]> {
  const today = beijingDay(now)
  return await db.execute<Official>(sql`
    select p.id as "postId", p.title, p.role, o.name as unit, o.kind as "unitKind", h.name, p.phone, p.duties,
      t.office_hours as "officeHours",
      case when a.id is not null then json_build_object('until', a.until_day, 'deputyPostId', d.id,
        'deputy', dh.name || '（' || d.title || '）', 'deputyPhone', d.phone) end as absent
    from posts p
    join tenants t on t.tenant_id = p.tenant_id
    join organisations o on o.tenant_id = p.tenant_id and o.id = p.org_id
    left join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
    left join lateral (select * from absences a where a.tenant_id = p.tenant_id and a.post_id = p.id and a.ended_at is null
      and ${today}::date between a.from_day and a.until_day order by a.until_day desc limit 1) a on true
    left join posts d on d.tenant_id = p.tenant_id and d.id = coalesce(a.deputy_post_id, p.deputy_post_id)
    left join post_holdings dh on dh.tenant_id = d.tenant_id and dh.post_id = d.id and dh.until is null
    where p.tenant_id = ${tenantId} and ${where}
    order by ${order} limit 60`)
}

/** Who answers for a village: its secretary, the service area's, then the township's units and leaders. */
export const answerersFor = (db: Db, tenantId: string, now: Date, areaIds: readonly string[]) =>
  officials(
    db,
    tenantId,
    now,
    sql`(p.org_id = any(${sql.param(areaIds)}::uuid[]) or (p.role = 'unitHead' and p.township_id = any(${sql.param(areaIds)}::uuid[])))
      and p.role in ('villageSecretary', 'districtSecretary', 'unitHead')`,
    sql`array_position(array['villageSecretary', 'districtSecretary', 'unitHead'], p.role), p.position`
  )

const RANK = sql`array_position(array['unitHead', 'villageSecretary', 'districtSecretary', 'unitDeputy'], p.role)`

/** Those of some posts, the likeliest first, of two alike the head before the deputy. */
export async function officialsById(
  db: Db,
  tenantId: string,
  now: Date,
  found: readonly Readonly<{ id: string; score: number }>[]
): Promise<Official[]> {
  if (found.length === 0) return []
  const ids = sql`${sql.param(found.map(({ id }) => id))}::uuid[]`
  const scores = sql`${sql.param(found.map(({ score }) => Math.round(score * 10)))}::int[]`
  return officials(
    db,
    tenantId,
    now,
    sql`p.id = any(${ids})`,
    sql`(${scores})[array_position(${ids}, p.id)] desc, ${RANK} nulls last, p.position`
  )
}

/** By a part of name, post, unit or duty: for what is too short to mean anything. */
export function searchOfficials(db: Db, tenantId: string, now: Date, q: string): Promise<Official[]> {
  const like = containing(q.trim().toLowerCase())
  return officials(
    db,
    tenantId,
    now,
    sql`(h.name like ${like} or p.title like ${like} or o.name like ${like} or array_to_string(p.duties, ' ') like ${like}
      or h.pinyin like ${like} or p.pinyin like ${like})`,
    sql`(h.name like ${like} or o.name like ${like}) desc, ${RANK} nulls last, p.position`
  )
}

export async function getOfficial(db: Db, tenantId: string, now: Date, postId: string): Promise<Official> {
  const [row] = await officials(db, tenantId, now, sql`p.id = ${postId}`, sql`p.id`)
  if (!row) throw new AppError('not_found')
  return row
}
