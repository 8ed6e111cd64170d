import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { containing } from '../../kernel/lib/like.ts'
import { PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { caseDuties, cases } from './cases.table.ts'
import { LISTED } from './line.present.ts'
import type { DutyKind } from './state.types.ts'

/**
 * Whose cases somebody sees: those their organisation has to do with, those they see through as an agent, or
 * the county's.
 */
export type CaseScope = Readonly<{ orgId?: string; agentPosts?: readonly string[]; townshipId?: string }>
/**
 * The duties of a scope, as a condition on them: its organisation’s, its township’s desks’ cases’, or the
 * whole county’s.
 */
export const dutiesOf = (tenantId: string, { orgId, townshipId }: CaseScope): SQL => {
  if (orgId) return sql`org_id = ${orgId}`
  if (!townshipId) return sql`org_id is not null`
  return sql`org_id is not null and exists (select from cases c where c.tenant_id = ${tenantId} and c.id = case_id and c.township_id = ${townshipId})`
}
/** Said as the agents' index says it. */
const ofAgent = (posts: readonly string[]) =>
  and(inArray(cases.agentPostId, [...posts]), isNull(cases.closedAt))

const ofCase = and(eq(cases.tenantId, caseDuties.tenantId), eq(cases.id, caseDuties.caseId))
/** A stage's own name stands in the case's state: found there, so that the state itself need not travel. */
const OWED = {
  duty: caseDuties,
  kase: LISTED,
  stage: sql<string | null>`case when ${caseDuties.kind} = 'stage' then (select stage ->> 'name'
    from jsonb_array_elements(${cases.state} -> 'stages') stage where 'stage:' || (stage ->> 'no') = ${caseDuties.key}) end`
}
/** Where the next page of a list by due time starts. */
export const workCursor = ({ dueAt, caseId, key }: { dueAt: Date; caseId: string; key: string }) =>
  `${dueAt.getTime()}~${caseId}~${key}`
function after(
  column: typeof caseDuties.dueAt | typeof caseDuties.redAt,
  cursor: string | undefined
): SQL | undefined {
  const [at, caseId, key] = cursor?.split('~') ?? []
  if (!at || !caseId || !key) return undefined
  if (!/^\d{1,15}$/.test(at)) throw new AppError('invalid_input', 'cursor')
  const when = new Date(Number(at)).toISOString()
  return sql`(${column}, ${caseDuties.caseId}, ${caseDuties.key}) > (${when}::timestamptz, ${caseId}::uuid, ${key})`
}

/** What an organisation owes, or is owed in an agent's cases, due first: all of it, or one kind. */
export const worklist = (
  db: Db,
  tenantId: string,
  { orgId, agentPosts }: CaseScope,
  { kind, cursor }: { kind?: DutyKind | undefined; cursor?: string | undefined }
) =>
  db
    .select(OWED)
    .from(caseDuties)
    .innerJoin(cases, ofCase)
    .where(
      and(
        eq(caseDuties.tenantId, tenantId),
        orgId ? eq(caseDuties.orgId, orgId) : isNotNull(caseDuties.orgId),
        agentPosts ? ofAgent(agentPosts) : undefined,
        sql`${caseDuties.kind} <> 'whole'`,
        kind ? eq(caseDuties.kind, kind) : undefined,
        after(caseDuties.dueAt, cursor)
      )
    )
    .orderBy(asc(caseDuties.dueAt), asc(caseDuties.caseId), asc(caseDuties.key))
    .limit(PAGE_SIZE + 1)

const MOST_COUNTED = 1000
/** How much of each kind it owes, counted no further than a thousand. */
export async function workCounts(db: Db, tenantId: string, { orgId, agentPosts }: CaseScope) {
  const mine = agentPosts
    ? sql`case_id in (select id from cases where tenant_id = ${tenantId} and closed_at is null
        and agent_post_id = any(${sql.param(agentPosts)}::uuid[])) and org_id is not null`
    : sql`org_id = ${orgId ?? null}`
  return await db.execute<{
    kind: DutyKind
    count: number
  }>(sql`
    select kind, count(*)::int as count from (select kind from case_duties where tenant_id = ${tenantId}
      and ${mine} and kind <> 'whole' limit ${MOST_COUNTED}) owed group by kind`)
}

/**
 * The whole case's clock stands for itself only where no step of the same list that is due as soon says it
 * already.
 */
const sayingMore = (
  orgId: string | undefined,
  now: Date
) => sql`(${caseDuties.kind} <> 'whole' or not exists (
  select from case_duties step where step.tenant_id = ${caseDuties.tenantId} and step.case_id = ${caseDuties.caseId}
    and step.kind <> 'whole' and step.red_at <= ${now.toISOString()}::timestamptz and step.due_at <= ${caseDuties.dueAt}
    and ${orgId ? sql`step.org_id = ${orgId}` : sql`step.org_id is not null`}))`

/** What is on its last day or late anywhere in the county, or in one organisation. */
export const redList = (
  db: Db,
  tenantId: string,
  { orgId, agentPosts, townshipId, cursor, now }: CaseScope & { cursor?: string | undefined; now: Date }
) =>
  db
    .select(OWED)
    .from(caseDuties)
    .innerJoin(cases, ofCase)
    .where(
      and(
        eq(caseDuties.tenantId, tenantId),
        isNotNull(caseDuties.orgId),
        orgId ? eq(caseDuties.orgId, orgId) : undefined,
        townshipId ? eq(cases.townshipId, townshipId) : undefined,
        agentPosts ? ofAgent(agentPosts) : undefined,
        lte(caseDuties.redAt, now),
        sayingMore(orgId, now),
        after(caseDuties.redAt, cursor)
      )
    )
    .orderBy(asc(caseDuties.redAt), asc(caseDuties.caseId), asc(caseDuties.key))
    .limit(PAGE_SIZE + 1)

/**
 * Are applicants' names hidden from this reader? From whoever only oversees; a part of one must not give it
 * away then.
 */
export const hidesNames = ({ orgId, agentPosts }: CaseScope): boolean => !orgId && !agentPosts

/** Cases looked at for one part of a name, the newest: read from the names alone (`cases_by_name`). */
const MOST_NAMED = 5000

export type Sought =
  | { no: string }
  | { phoneKey: string | null; idKeys: readonly string[] }
  | { name: string }

/**
 * Cases by number, phone, identity number or name, newest first, among those this reader's organisation has
 * to do with.
 */
export const searchCases = (
  db: Db,
  tenantId: string,
  sought: Sought,
  { orgId, agentPosts, townshipId, cursor }: CaseScope & { cursor: string | undefined }
) => {
  const by =
    'no' in sought
      ? eq(cases.no, sought.no)
      : 'idKeys' in sought
        ? or(
            sought.phoneKey ? eq(cases.phoneKey, sought.phoneKey) : undefined,
            sought.idKeys.length ? inArray(cases.idKey, [...sought.idKeys]) : undefined
          )
        : sql`${cases.id} in (select named.id from cases named where named.tenant_id = ${tenantId}
            and ${hidesNames({ orgId, agentPosts }) ? sql`named.name = ${sought.name}` : sql`named.name like ${containing(sought.name)}`}
            order by named.id desc limit ${MOST_NAMED})`
  return db
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.tenantId, tenantId),
        by,
        orgId
          ? or(
              and(eq(cases.hallId, orgId), or(isNotNull(cases.no), ne(cases.channel, 'home'))),
              sql`${orgId}::uuid = any(${cases.departments})`
            )
          : isNotNull(cases.no),
        townshipId ? eq(cases.townshipId, townshipId) : undefined,
        agentPosts ? inArray(cases.agentPostId, [...agentPosts]) : undefined,
        cursor ? lt(cases.id, cursor) : undefined
      )
    )
    .orderBy(desc(cases.id))
    .limit(PAGE_SIZE + 1)
}
