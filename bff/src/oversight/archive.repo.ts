import { and, desc, eq, gte, lt, or, sql } from 'drizzle-orm'
import { cases } from '../cases/cases.table.ts'
import type { CaseScope } from '../cases/worklist.repo.ts'
import type { Db } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'

type Ended = Readonly<{ since: Date; until: Date; cursor?: string | undefined; limit: number }>

/** Where the next page starts. */
export const archiveCursor = ({ closedAt, id }: { closedAt: Date | null; id: string }) =>
  `${closedAt!.getTime()}~${id}`

/** Cases that are over, latest first, among those this reader has to do with. */
export function endedCases(
  db: Db,
  tenantId: string,
  { orgId, agentPosts }: CaseScope,
  { since, until, cursor, limit }: Ended
) {
  const [at, id] = cursor?.split('~') ?? []
  if (cursor && !(at && /^\d{1,15}$/.test(at) && id)) throw new AppError('invalid_input', 'cursor')
  return db
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.tenantId, tenantId),
        sql`${cases.closedAt} is not null`,
        gte(cases.closedAt, since),
        lt(cases.closedAt, until),
        sql`${cases.no} is not null`,
        orgId ? or(eq(cases.hallId, orgId), sql`${orgId}::uuid = any(${cases.departments})`) : undefined,
        agentPosts ? sql`${cases.agentPostId} = any(${sql.param(agentPosts)}::uuid[])` : undefined,
        cursor
          ? sql`(${cases.closedAt}, ${cases.id}) < (${new Date(Number(at)).toISOString()}::timestamptz, ${id}::uuid)`
          : undefined
      )
    )
    .orderBy(desc(cases.closedAt), desc(cases.id))
    .limit(limit)
}
