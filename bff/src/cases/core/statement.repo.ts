import { list, type Part, part, plain } from '../../kernel/lib/statement.ts'

/** `written`: what the step writes, as json. */
export type CaseValues = Readonly<{ tenantId: string; caseId: string; written: string }>

/**
 * Whom each message is for: who holds the posts now, at most so many; what is for a vacant post is for all
 * its unit. Who applied across the counter has no account: what they must know in time the hall's clerks tell
 * them on the telephone.
 */
const MOST_TOLD = 200

const sql = part<CaseValues>()

const WRITTEN = sql`x as materialized (
  select * from jsonb_to_record(${'written'}::text::jsonb) as x(version int, status text, state jsonb, departments uuid[], at timestamptz,
    year int, "submittedAt" timestamptz, "acceptedAt" timestamptz, "decidedAt" timestamptz, "closedAt" timestamptz,
    "lateSince" timestamptz, "usedDays" float8, "savedDays" float8, "savedVisits" smallint, "accountId" uuid, who text,
    "eventId" uuid, "auditId" uuid, "signatureId" uuid, action text, words text, note text, "eventFiles" uuid[], internal boolean,
    files uuid[], dropped uuid[], unheld text[], series jsonb, documents jsonb, duties jsonb, ended text[], step text, "nextAt" timestamptz, purpose text,
    strokes jsonb, messages jsonb, held jsonb, detail jsonb)
)`

// The doer's own uploads, not yet part of anything else.
const OWN_FILES = sql`own_files as (
  select count(*) = (select cardinality(files) from x) as ok from (select from files f where f.tenant_id = ${'tenantId'}
    and f.id = any((select files from x)::uuid[]) and f.owner_id = (select "accountId" from x) and f.question_id is null
    and (f.case_id is null or f.case_id = ${'caseId'}) for update) mine
)`

// Everything hangs on the version the decision was made from.
const LOCKED = sql`locked as (
  select c.id from cases c where c.tenant_id = ${'tenantId'} and c.id = ${'caseId'} and c.version = (select version from x) for update
)`
const LOCKED_WITH_FILES = sql`locked as (
  select c.id from cases c where c.tenant_id = ${'tenantId'} and c.id = ${'caseId'} and c.version = (select version from x)
    and (select ok from own_files) for update
)`
const SERIES = sql`series as (
  insert into case_counters (tenant_id, year, series, last)
  select ${'tenantId'}, x.year, s.name, s.count from locked, x, jsonb_to_recordset(x.series) s(name text, count int) order by s.name
  on conflict (tenant_id, year, series) do update set last = case_counters.last + excluded.last
  returning series, last
)`
const NUMBERED = sql`coalesce(c.no, (select x.year || lpad(last::text, 7, '0') from series where series = 'application'))`
const changed = (numbered: boolean) => sql`changed as (
  update cases c set version = x.version + 1, status = x.status, state = x.state, departments = x.departments,
    no = ${numbered ? NUMBERED : plain('c.no')},
    submitted_at = x."submittedAt", accepted_at = x."acceptedAt", decided_at = x."decidedAt", closed_at = x."closedAt",
    late_since = x."lateSince", used_days = x."usedDays", saved_days = x."savedDays", saved_visits = x."savedVisits"
  from locked, x where c.tenant_id = ${'tenantId'} and c.id = locked.id
  returning c.no, c.account_id
)`
const EVENT = sql`event as (
  insert into case_events (tenant_id, case_id, id, version, at, action, actor_id, who, words, note, file_ids, internal)
  select ${'tenantId'}, locked.id, x."eventId", x.version + 1, x.at, x.action, x."accountId", x.who, x.words, x.note, x."eventFiles", x.internal
  from locked, x
)`
const ENDED = sql`ended as (
  delete from case_duties d using locked, x where d.tenant_id = ${'tenantId'} and d.case_id = locked.id and d.key = any(x.ended)
)`
const OWED = sql`owed as (
  insert into case_duties (tenant_id, case_id, key, kind, label, org_id, post_id, since, yellow_at, red_at, due_at)
  select ${'tenantId'}, locked.id, d.key, d.kind, d.label, d."orgId", d."postId", d.since, d."yellowAt", d."redAt", d."dueAt"
  from locked, x, jsonb_to_recordset(x.duties) d(key text, kind text, label text, "orgId" uuid, "postId" uuid, since timestamptz,
    "yellowAt" timestamptz, "redAt" timestamptz, "dueAt" timestamptz)
  on conflict (tenant_id, case_id, key) do update set post_id = excluded.post_id, since = excluded.since,
    yellow_at = excluded.yellow_at, red_at = excluded.red_at, due_at = excluded.due_at
  where (case_duties.post_id, case_duties.since, case_duties.due_at) is distinct from (excluded.post_id, excluded.since, excluded.due_at)
)`
const PAPERS = sql`papers as (
  insert into case_documents (tenant_id, id, case_id, kind, year, number, code, data, issued_at)
  select ${'tenantId'}, p.id, locked.id, p.kind, x.year, series.last - p.back, p.code, p.data, x.at
  from locked, x, jsonb_to_recordset(x.documents) p(id uuid, kind text, code text, data jsonb, back int)
  join series on series.series = p.kind
  returning id, kind, year, number, issued_at as "issuedAt"
)`
const SIGNATURE = sql`signature as (
  insert into signatures (tenant_id, id, case_id, purpose, who, strokes, at)
  select ${'tenantId'}, x."signatureId", locked.id, x.purpose, x.who, x.strokes, x.at from locked, x
)`
const ATTACHED = sql`attached as (
  update files f set case_id = locked.id from locked, x where f.tenant_id = ${'tenantId'} and f.id = any(x.files)
)`
// A picture taken back or replaced before anybody judged it belongs to nobody: it goes the way of uploads
// nobody took up.
const DETACHED = sql`detached as (
  update files f set case_id = null from locked, x where f.tenant_id = ${'tenantId'} and f.case_id = ${'caseId'} and f.id = any(x.dropped)
)`
// What was found wrong after all is offered to no other case.
const UNHELD = sql`unheld as (
  delete from held_papers h using locked, x where h.tenant_id = ${'tenantId'} and h.case_id = ${'caseId'} and h.name = any(x.unheld)
)`
const KEPT = sql`kept as (
  insert into held_papers (tenant_id, id, id_key, account_id, name, file_ids, trust, case_id, from_item, valid_until, kept_at)
  select ${'tenantId'}, h.id, c.id_key, c.account_id, h.name, h."fileIds", h.trust, c.id, c.item_name, h."validUntil", x.at
  from locked join cases c on c.tenant_id = ${'tenantId'} and c.id = locked.id, x,
    jsonb_to_recordset(x.held) h(id uuid, name text, "fileIds" uuid[], trust text, "validUntil" date)
  on conflict (tenant_id, id_key, name, account_id) do update set file_ids = excluded.file_ids, trust = excluded.trust,
    case_id = excluded.case_id, from_item = excluded.from_item, valid_until = excluded.valid_until, kept_at = excluded.kept_at
)`
const TIMED = sql`timed as (
  insert into timers (tenant_id, subject, subject_id, step, due_at)
  select ${'tenantId'}, 'case', locked.id, x.step, x."nextAt" from locked, x
  on conflict (tenant_id, subject, subject_id) do update set step = excluded.step, due_at = excluded.due_at
)`
const UNTIMED = sql`untimed as (
  delete from timers t using locked, x where t.tenant_id = ${'tenantId'} and t.subject = 'case' and t.subject_id = locked.id
)`
const TOLD = sql`told as (
  select m.ord, m.template, case when a.calls then m."callText" else m.text end as text, m.quiet, a.account_id
  from locked, x, jsonb_to_recordset(x.messages) m(ord int, "to" text, "orgId" uuid, "postId" uuid, template text, text text, "callText" text, quiet boolean)
  cross join lateral ((
    select c.account_id, false as calls from cases c where m."to" = 'applicant' and c.tenant_id = ${'tenantId'} and c.id = locked.id and c.account_id is not null
    union
    select h.account_id, true from cases c join posts p on p.tenant_id = ${'tenantId'} and p.org_id = c.hall_id and p.role in ('hallClerk', 'villageSecretary')
    join post_holdings h on h.tenant_id = ${'tenantId'} and h.post_id = p.id and h.until is null
    where m."to" = 'applicant' and (m.template = 'deadline' or x.status = 'output') and c.tenant_id = ${'tenantId'} and c.id = locked.id and c.account_id is null
    union
    select h.account_id, false from posts p join post_holdings h on h.tenant_id = ${'tenantId'} and h.post_id = p.id and h.until is null
    where m."to" <> 'applicant' and h.account_id is distinct from (select account_id from changed) and p.tenant_id = ${'tenantId'} and p.org_id = m."orgId"
      and case m."to" when 'head' then p.role = 'unitHead'
        else p.id = m."postId" or p.role in ('departmentHandler', 'unitDeputy', 'unitHead', 'hallClerk', 'villageSecretary') and not exists (
          select from post_holdings v where v.tenant_id = ${'tenantId'} and v.post_id = m."postId" and v.until is null
            and v.account_id is distinct from (select account_id from changed)) end
    union
    select h.account_id, false from posts p join post_holdings h on h.tenant_id = ${'tenantId'} and h.post_id = p.id and h.until is null
    where m."to" = 'leaders' and p.tenant_id = ${'tenantId'} and p.role = 'leader' and p.township_id is null
  ) limit ${plain(String(MOST_TOLD))}) a
)`
const SENT = sql`sent as (
  insert into messages (tenant_id, id, key, account_id, template, text, quiet, state, about, about_id, created_at)
  select ${'tenantId'}, (lpad(to_hex((extract(epoch from x.at) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3)
      || '8' || substr(md5(random()::text), 1, 15))::uuid,
    ${'caseId'} || ':' || x."eventId" || ':' || told.ord || ':' || told.account_id, told.account_id, told.template, told.text, told.quiet,
    'pending', 'case', ${'caseId'}, x.at
  from told, x on conflict do nothing
)`
const AUDIT = sql`audit as (
  insert into audit_entries (tenant_id, id, at, actor_id, act, subject, detail)
  select ${'tenantId'}, x."auditId", x.at, x."accountId", 'case.' || x.action, locked.id::text, x.detail from locked, x
)`

/** What decides which parts a step's statement has: only what it writes is asked for. */
type Parts = Readonly<
  Record<
    'files' | 'dropped' | 'unheld' | 'series' | 'documents' | 'duties' | 'ended' | 'held' | 'messages',
    readonly unknown[]
  > & {
    purpose: string | null
    step: string | null
  }
>

/**
 * The whole of a case's step as one statement, to be prepared. The jobs that carry the messages are made by
 * the worker's next round: a NOTIFY here would let one commit through at a time.
 */
export function savingOf(written: Parts): Part<CaseValues> {
  const filed = written.files.length > 0
  const numbered = written.series.length > 0
  const papers = written.documents.length > 0
  const parts = [
    WRITTEN,
    ...(filed ? [OWN_FILES, LOCKED_WITH_FILES, ATTACHED] : [LOCKED]),
    ...(numbered ? [SERIES] : []),
    changed(numbered),
    EVENT,
    AUDIT,
    written.step ? TIMED : UNTIMED,
    ...(written.ended.length ? [ENDED] : []),
    ...(written.duties.length ? [OWED] : []),
    ...(written.dropped.length ? [DETACHED] : []),
    ...(written.unheld.length ? [UNHELD] : []),
    ...(papers ? [PAPERS] : []),
    ...(written.purpose ? [SIGNATURE] : []),
    ...(written.held.length ? [KEPT] : []),
    ...(written.messages.length ? [TOLD, SENT] : [])
  ]
  return sql`with ${list(parts)}
select exists (select from locked) as done, ${plain(filed ? '(select ok from own_files)' : 'true')} as filed,
  (select no from changed) as no,
  ${plain(papers ? "(select coalesce(json_agg(papers order by id), '[]') from papers)" : "'[]'::json")} as documents`
}
