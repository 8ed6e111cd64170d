import { and, arrayContains, desc, eq, gte, lt, ne, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { cases } from '../core/cases.table.ts'
import type { CaseScope } from '../core/worklist.repo.ts'

type Ended = Readonly<{ since: Date; until: Date; cursor?: string | undefined; limit: number }>

/** Where the next page starts. */
export const archiveCursor = ({ closedAt, id }: { closedAt: Date | null; id: string }) =>
  `${closedAt!.getTime()}~${id}`

function after(cursor: string | undefined): SQL | undefined {
  if (!cursor) return undefined
  const [at, id] = cursor.split('~')
  if (!(at && /^\d{1,15}$/.test(at) && id)) throw new AppError('invalid_input', 'cursor')
  return sql`(${cases.closedAt}, ${cases.id}) < (${new Date(Number(at)).toISOString()}::timestamptz, ${id}::uuid)`
}

const within = ({ since, until }: Ended) => and(gte(cases.closedAt, since), lt(cases.closedAt, until))

/**
 * The ways a unit has to do with a case, none twice: it took it in, leads it, or joined it. The first two
 * have an index in the order of their ends. Of the joined the planner knows nothing and would go through the
 * whole county's: found first.
 */
function partsOf(tenantId: string, unit: string, ended: Ended): SQL[] {
  const { since, until } = ended
  const pushed = arrayContains(cases.departments, [unit])
  const joined = sql`${cases.id} = any(array(select id from (select id, closed_at from cases
    where tenant_id = ${tenantId} and closed_at is not null and cardinality(departments) > 1
    and departments @> array[${unit}::uuid] and hall_id <> ${unit} and department_id <> ${unit} offset 0) mine
    where closed_at >= ${since.toISOString()}::timestamptz and closed_at < ${until.toISOString()}::timestamptz))`
  return [
    and(within(ended), eq(cases.hallId, unit))!,
    and(within(ended), ne(cases.hallId, unit), eq(cases.departmentId, unit), pushed)!,
    joined
  ]
}

// Said otherwise than the county's own index says it: planned without looking, a unit's cases would be sought
// through it.
const HANDED_IN = sql`coalesce(${cases.no}, '') <> ''`

/** Cases that are over, latest first, among those this reader has to do with. */
export function endedCases(
  db: Db,
  tenantId: string,
  { orgId, agentPosts, townshipId }: CaseScope,
  ended: Ended
) {
  const { cursor, limit } = ended
  const over = and(eq(cases.tenantId, tenantId), sql`${cases.closedAt} is not null`, after(cursor))
  const those = (mine?: SQL) =>
    db.select().from(cases).where(and(over, mine)).orderBy(desc(cases.closedAt), desc(cases.id)).limit(limit)
  if (orgId) {
    const [taken, led, joined] = partsOf(tenantId, orgId, ended).map((part) => those(and(HANDED_IN, part)))
    return unionAll(taken!, led!, joined!).orderBy(sql`closed_at desc, id desc`).limit(limit)
  }
  if (townshipId) return those(and(within(ended), HANDED_IN, eq(cases.townshipId, townshipId)))
  if (!agentPosts) return those(and(within(ended), sql`${cases.no} is not null`))
  const agents = sql`${cases.agentPostId} = any(${sql.param(agentPosts)}::uuid[])`
  return those(and(within(ended), HANDED_IN, agents))
}
