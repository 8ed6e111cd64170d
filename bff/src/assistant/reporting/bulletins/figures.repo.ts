import { sql } from 'drizzle-orm'
import type { LateMatter } from 'shared/bulletins.ts'
import type { Db } from '../../../kernel/lib/deps.ts'
import { firstIdAt } from '../../../kernel/lib/ids.ts'
import { proposeSpans, redacted } from '../../publications/redaction.rules.ts'
import { lateAt, unfinished } from '../../questions/late.repo.ts'
import { questionNo } from '../../questions/messages.rules.ts'
import { countedRating } from '../../ratings/ratings.repo.ts'
import type { Counted } from './figures.rules.ts'

export type Span = Readonly<{ since: Date; until: Date }>

const MOST_LATE = 50
const inTownship = (townshipId: string | null) =>
  townshipId === null ? sql`true` : sql`q.township_id = ${townshipId}::uuid`

const openAt = (at: ReturnType<typeof sql>) =>
  sql`(asked_at < ${at} and coalesce(answered_at, 'infinity') >= ${at} and coalesce(closed_at, 'infinity') >= ${at})`

/**
 * Asked within the span, answered or closed since it began, or open: each found by an index of its own.
 * Ranges have both ends, for a generic plan takes one without an end for a third of the table.
 */
const touched = (since: Date, until: Date) =>
  sql`((q.id >= ${firstIdAt(since)}::uuid and q.id < ${firstIdAt(until)}::uuid)
    or (q.answered_at >= ${since.toISOString()}::timestamptz and q.answered_at < ${'infinity'}::timestamptz)
    or (q.closed_at >= ${since.toISOString()}::timestamptz and q.closed_at < ${'infinity'}::timestamptz)
    or ${unfinished('q')})`

/** Two townships may have a village of the same name: in the county's figures each is named with its own. */
const naming = (townshipId: string | null) => (org: 'v' | 'u') =>
  townshipId === null ? sql.raw(`coalesce(t${org}.name || ' ', '') || ${org}.name`) : sql.raw(`${org}.name`)
const TOWNSHIPS = sql`left join organisations tv on tv.tenant_id = v.tenant_id and tv.id = v.township_id
      left join organisations tu on tu.tenant_id = u.tenant_id and tu.id = u.township_id`

/** The two spans `w` and the matters they may count, without what is sealed. */
const counting = (tenantId: string, townshipId: string | null, now: Span, before: Span) => {
  const [named, at] = [naming(townshipId), (date: Date) => sql`${date.toISOString()}::timestamptz`]
  return sql`
    with w (which, since, until) as (
      values ('now', ${at(now.since)}, ${at(now.until)}), ('before', ${at(before.since)}, ${at(before.until)})),
    matters as (
      select q.asked_at, q.answered_at, q.closed_at, q.late_since, q.due_at, q.paused_at, ${countedRating('q')} as rating,
        ${named('v')} as village, coalesce(${named('u')}, '还没有分派') as unit, coalesce(t.name, '还没有归类') as topic
      from questions q
      join organisations v on v.tenant_id = q.tenant_id and v.id = q.village_id
      left join posts p on p.tenant_id = q.tenant_id and p.id = q.lead_post_id
      left join organisations u on u.tenant_id = p.tenant_id and u.id = p.org_id
      left join topics t on t.tenant_id = q.tenant_id and t.id = q.topic_id
      ${TOWNSHIPS}
      where q.tenant_id = ${tenantId} and ${inTownship(townshipId)} and not q.confidential
        and ${touched(before.since, now.until)})`
}
const END = sql`w.until`
const ANSWERED = sql`answered_at >= w.since and answered_at < w.until`
const SCORES = sql`
      count(*) filter (where asked_at >= w.since and asked_at < w.until)::int as received,
      count(*) filter (where ${ANSWERED})::int as answered,
      count(*) filter (where ${ANSWERED} and late_since is null)::int as "onTime",
      count(*) filter (where ${ANSWERED} and rating is not null)::int as rated,
      count(*) filter (where ${ANSWERED} and rating >= 3)::int as satisfied,
      count(*) filter (where ${openAt(END)})::int as open,
      count(*) filter (where ${openAt(END)} and ${lateAt(END)})::int as overdue`

/** A period's figures and those of the one before it, as a whole. */
export const countWhole = async (
  db: Db,
  tenantId: string,
  townshipId: string | null,
  now: Span,
  before: Span
) =>
  await db.execute<Counted>(sql`${counting(tenantId, townshipId, now, before)}
    select which, 'total' as cut, '' as name, ${SCORES} from matters cross join w group by which`)

/** The same, whole and by unit, village and topic. */
export const countPeriod = async (
  db: Db,
  tenantId: string,
  townshipId: string | null,
  now: Span,
  before: Span
) =>
  await db.execute<Counted>(sql`${counting(tenantId, townshipId, now, before)}
    select which,
      case when grouping(unit) = 0 then 'unit' when grouping(village) = 0 then 'village' when grouping(topic) = 0 then 'topic' else 'total' end as cut,
      coalesce(unit, village, topic, '') as name, ${SCORES}
    from matters cross join w group by grouping sets ((which), (which, unit), (which, village), (which, topic))
    order by grouping(unit, village, topic) desc, received desc limit 4000`)

/**
 * What was late at the end of a span, the longest overdue first, with the last reason its handler gave until
 * then.
 */
export async function lateMatters(
  db: Db,
  tenantId: string,
  townshipId: string | null,
  { since, until }: Span
): Promise<LateMatter[]> {
  const at = sql`${until.toISOString()}::timestamptz`
  const named = naming(townshipId)
  const rows = await db.execute<
    Omit<LateMatter, 'no'> & {
      no: number
      askedAt: string
      confidential: boolean
    }
  >(sql`
    select q.id, q.no, q.asked_at as "askedAt", q.confidential, coalesce(q.late_since, q.due_at) as "lateSince", ${named('v')} as village,
      coalesce(t.name, '还没有归类') as topic, coalesce(${named('u')}, '还没有分派') as unit,
      (select e.note from question_events e where e.tenant_id = q.tenant_id and e.question_id = q.id
        and e.action = 'requestExtension' and e.at < ${at} order by e.version desc limit 1) as reason
    from questions q
    join organisations v on v.tenant_id = q.tenant_id and v.id = q.village_id
    left join topics t on t.tenant_id = q.tenant_id and t.id = q.topic_id
    left join posts p on p.tenant_id = q.tenant_id and p.id = q.lead_post_id
    left join organisations u on u.tenant_id = p.tenant_id and u.id = p.org_id
    ${TOWNSHIPS}
    where q.tenant_id = ${tenantId} and ${inTownship(townshipId)} and not q.confidential
      and ${touched(since, until)} and ${openAt(at)} and ${lateAt(at)}
    order by "lateSince", q.id limit ${MOST_LATE}`)
  return rows.map(({ no, askedAt, confidential, lateSince, reason, ...row }) => ({
    ...row,
    reason: reason && redacted(reason, proposeSpans(reason, { names: [], open: [] })),
    no: questionNo({ no: Number(no), askedAt: new Date(askedAt), confidential }),
    lateSince: new Date(lateSince).toISOString()
  }))
}

/** Whoever asked in some matters, or was asked for, and the topic most of them have. */
export async function partiesOf(
  db: Db,
  tenantId: string,
  ids: readonly string[]
): Promise<{ names: string[]; topic: string | null }> {
  const [row] = await db.execute<{ names: string[] | null; topic: string | null }>(sql`
    select array_remove(array_agg(distinct a.name) || array_agg(distinct q.on_behalf_of ->> 'name'), null) names,
      mode() within group (order by t.name) topic
    from questions q join accounts a on a.tenant_id = q.tenant_id and a.id = q.asker_id
    left join topics t on t.tenant_id = q.tenant_id and t.id = q.topic_id
    where q.tenant_id = ${tenantId} and q.id = any(${sql.param([...ids])}::uuid[])`)
  return { names: row?.names ?? [], topic: row?.topic ?? null }
}
