import type { Sql } from 'postgres'

/**
 * So many questions spread over the demo villagers, answered and open, in one statement; returns some askers.
 */
export async function fillQuestions(
  sql: Sql,
  count: number
): Promise<{ accountId: string; villageId: string }[]> {
  await sql.unsafe(`set statement_timeout = 0`)
  await sql.unsafe(`
    insert into accounts (tenant_id, id, village_id, consent_version, created_at)
    select '370829', gen_random_uuid(), (select id from organisations where tenant_id = '370829' and kind = 'village' limit 1), '2026-11', now()
    from generate_series(1, ${Math.ceil(count / 50)})`)
  await sql.unsafe(`
    with askers as (select id, row_number() over (order by id) as n, count(*) over () as many from accounts where tenant_id = '370829' and consent_version is not null),
      places as (select id, township_id from organisations where tenant_id = '370829' and kind = 'village' limit 1),
      leads as (select id, row_number() over (order by id) as n, count(*) over () as many from posts where tenant_id = '370829' and role = 'unitHead')
    insert into questions (tenant_id, id, request_key, request_hash, kind, status, confidential, body, place_text, asker_id, township_id, village_id,
      lead_post_id, text_check, assist_post_ids, clock, due_at, escalation, returns, reopens, needs_endorsement, asked_at, answered_at)
    select '370829', (lpad(to_hex(1779238800000 + i * 10000::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid,
      gen_random_uuid(), '', 'problemReport', case when i % 20 = 0 then 'accepted' else 'closed' end, false,
      '村里的路灯坏了一个多月，晚上看不见路，希望尽快修好。第' || i || '件', '', askers.id, places.township_id, places.id, leads.id, 'pass', '{}',
      '{"start":"2026-05-20T01:00:00Z","limit":{"amount":5,"unit":"wd"},"pauses":[],"extensions":[]}'::jsonb, '2026-06-03T09:00:00Z', 0, 0, 0, false,
      to_timestamp(1779238800 + i * 10), case when i % 20 = 0 then null else to_timestamp(1779238800 + i * 10) + interval '3 days' end
    from generate_series(1, ${count}) i, places, askers, leads
    where askers.n = 1 + i % askers.many and leads.n = 1 + i % leads.many`)
  await sql.unsafe('vacuum analyze')
  return (await sql`select distinct on (q.asker_id) q.asker_id as "accountId", q.village_id as "villageId" from questions q where q.tenant_id = '370829' limit 5`) as never
}
