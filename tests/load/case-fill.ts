import type { Sql } from 'postgres'
import type { CaseClient } from './case-client.ts'

const STAGES = ['初审', '审核', '审批', '制证'].map((name, at) => ({
  name,
  kind: at === 3 ? 'certificate' : 'review',
  limit: { amount: 1, unit: 'wd' },
  counted: true
}))
const OPEN_EVERY = 30 // one case in thirty is still in somebody's hands
const DEPARTMENTS = 34

/** An item of four stages that nobody has to come for, in force in the bench's county; its id. */
export async function fourStages(sql: Sql): Promise<string> {
  const [row] = await sql`
    update item_versions v set content = v.content || ${JSON.stringify({
      stages: STAGES,
      visits: 0,
      questions: [],
      result: { name: '办理结果', form: 'electronic' },
      materials: [
        {
          name: '申请表',
          form: 'electronic',
          copies: 1,
          source: 'form',
          need: 'required',
          trust: 'D',
          fields: ['坐落', '用途'].map((label) => ({ label, sample: '' }))
        }
      ]
    })}::text::jsonb
    from service_items i where i.tenant_id = v.tenant_id and i.id = v.item_id and i.in_force = v.version
      and i.tenant_id = '370829' and i.name = '不动产转移登记' returning i.id`
  return row!.id as string
}

/**
 * So many cases of 34 departments over the last year, copied in the database from one that went its whole way
 * and one that stands at its first stage: each with all its events and papers, the open ones with what is
 * owed. Some people's real keys are put in, to be searched for.
 */
export async function fillCases(
  sql: Sql,
  client: CaseClient,
  count: number,
  people: readonly { phoneKey: string; idKey: string }[]
): Promise<void> {
  const [closed, open] = [await client.live(), await client.live(3)]
  // What is copied from sound cases is sound: its references need not be looked up row by row.
  await sql.unsafe(
    'set statement_timeout = 0; set session_replication_role = replica; set synchronous_commit = off'
  )
  await sql`create temporary table departments as select id, row_number() over (order by position, id) - 1 n from organisations
    where tenant_id = '370829' and kind = 'unit' and township_id is null and id in (select department_id from service_items where tenant_id = '370829')
    order by position, id limit ${DEPARTMENTS}`
  // Ids in the order of time, as the service makes them.
  await sql`create temporary table made as select g.n, g.n % ${OPEN_EVERY} = 0 as is_open,
      (lpad(to_hex(1748736000000 + g.n * 31000::bigint), 12, '0') || '7' || substr(md5(g.n::text), 1, 3) || '8' || substr(md5(g.n::text), 4, 15))::uuid id,
      to_timestamp(1748736000 + g.n * 31) at, d.id department_id
    from generate_series(1, ${count}::int) g(n) join departments d on d.n = g.n % (select count(*) from departments)`
  await sql.unsafe(`
    insert into cases (tenant_id, id, no, version, request_key, item_id, item_version, item_name, answers, channel, status, department_id, hall_id,
      departments, account_id, kind, name, id_key, id_sealed, phone_key, phone_sealed, opened_by, state, created_at, submitted_at, accepted_at,
      decided_at, closed_at, used_days, saved_days, saved_visits)
    select c.tenant_id, m.id, '2025' || lpad(m.n::text, 9, '0'), c.version, gen_random_uuid(), c.item_id, c.item_version, c.item_name, c.answers, c.channel,
      c.status, m.department_id, c.hall_id, array[m.department_id], null, c.kind, '申请人' || m.n % 200000, 'id' || m.n % 300000, c.id_sealed, 'phone' || m.n % 300000,
      c.phone_sealed, c.opened_by, replace(c.state::text, c.department_id::text, m.department_id::text)::jsonb, m.at, m.at, m.at,
      case when m.is_open then null else m.at + interval '3 days' end, case when m.is_open then null else m.at + interval '3 days' end, 3, 17, 2
    from made m join cases c on c.tenant_id = '370829' and c.id = case when m.is_open then '${open}'::uuid else '${closed}'::uuid end`)
  await sql.unsafe(`
    insert into case_events (tenant_id, case_id, id, version, at, action, actor_id, who, words, note, file_ids, internal)
    select e.tenant_id, m.id, gen_random_uuid(), e.version, m.at + e.version * interval '1 hour', e.action, e.actor_id, e.who, e.words, e.note, '{}', e.internal
    from made m join case_events e on e.tenant_id = '370829' and e.case_id = case when m.is_open then '${open}'::uuid else '${closed}'::uuid end`)
  await sql.unsafe(`
    insert into case_documents (tenant_id, id, case_id, kind, year, number, code, data, issued_at)
    select d.tenant_id, gen_random_uuid(), m.id, d.kind, 2025, m.n, md5(m.n || d.kind), d.data, m.at
    from made m join case_documents d on d.tenant_id = '370829' and d.case_id = case when m.is_open then '${open}'::uuid else '${closed}'::uuid end`)
  await sql.unsafe(`
    insert into case_duties (tenant_id, case_id, key, kind, label, org_id, post_id, since, yellow_at, red_at, due_at)
    select d.tenant_id, m.id, d.key, d.kind, d.label, m.department_id, null, d.since, shift.due, shift.due + interval '12 hours', shift.due + interval '1 day'
    from made m join case_duties d on d.tenant_id = '370829' and d.case_id = '${open}'::uuid
    cross join lateral (select timestamptz '2026-06-01 09:00+08' + (m.n % 9000) * interval '1 minute' as due) shift where m.is_open`)
  const sought = people.map((person, n) => ({ n, ...person }))
  await sql`update cases c set phone_key = p."phoneKey", id_key = p."idKey"
    from made m join jsonb_to_recordset(${JSON.stringify(sought)}::text::jsonb) p(n int, "phoneKey" text, "idKey" text) on m.n % 300000 = p.n
    where c.tenant_id = '370829' and c.id = m.id`
  await sql.unsafe('set session_replication_role = origin; set synchronous_commit = on')
  await sql.unsafe('vacuum analyze cases, case_events, case_documents, case_duties')
}
