import { sql } from 'drizzle-orm'
import type { AskQuestion } from 'shared/questions.ts'
import type { Db } from '../lib/deps.ts'

export type NewQuestion = Readonly<{
  tenantId: string
  accountId: string
  id: string
  eventId: string
  auditId: string
  requestHash: string
  privacyVersion: string
  confidential: boolean
  askedAt: Date
  triageDueAt: Date
  asked: AskQuestion
}>
export type Asked = Readonly<{
  id: string | null
  no: string | null
  requestHash: string | null
  consented: boolean
  placed: boolean
  filed: boolean
  askedAt: string | null
}>

/**
 * Asks in one statement: question, event, timer, job, audit and files stand or fall together, and whoever comes
 * twice with the same key gets the first answer. No row means: consent, place or key did not fit.
 */
export function asker(db: Db) {
  return async ({ asked, ...q }: NewQuestion): Promise<Asked> => {
    const files = sql`${sql.param(asked.fileIds)}::uuid[]`
    const at = sql`${q.askedAt.toISOString()}::timestamptz`
    const [row] = (await db.execute(sql`
      with asker as (
        select id from accounts where tenant_id = ${q.tenantId} and id = ${q.accountId} and consent_version = ${q.privacyVersion}
      ), place as (
        select id, township_id from organisations where tenant_id = ${q.tenantId} and id = ${asked.villageId} and kind = 'village'
      ), own_files as (
        select count(*) = cardinality(${files}) as ok from files
        where tenant_id = ${q.tenantId} and id = any(${files}) and owner_id = ${q.accountId} and question_id is null
      ), earlier as (
        select id, no, request_hash, asked_at from questions
        where tenant_id = ${q.tenantId} and asker_id = ${q.accountId} and request_key = ${asked.key}
      ), created as (
        insert into questions (tenant_id, id, request_key, request_hash, kind, status, confidential, body, place_text, asker_id,
          on_behalf_of, township_id, village_id, chosen_post_id, text_check, assist_post_ids, escalation, returns, reopens,
          needs_endorsement, asked_at)
        select ${q.tenantId}, ${q.id}::uuid, ${asked.key}::uuid, ${q.requestHash}, ${asked.kind}, 'received', ${q.confidential}::boolean,
          ${asked.body}, ${asked.placeText ?? ''}, ${q.accountId}::uuid, ${asked.onBehalfOf ? JSON.stringify(asked.onBehalfOf) : null}::jsonb,
          place.township_id, place.id,
          (select p.id from posts p where p.tenant_id = ${q.tenantId} and p.id = ${asked.chosenPostId ?? null}::uuid),
          'pending', '{}', 0, 0, 0, false, ${at}
        from asker, place, own_files where own_files.ok and not exists (select from earlier)
        on conflict (tenant_id, asker_id, request_key) do nothing
        returning id, no, request_hash, asked_at
      ), event as (
        insert into question_events (tenant_id, question_id, id, at, action, actor_id, who, words, file_ids, internal)
        select ${q.tenantId}, id, ${q.eventId}::uuid, ${at}, 'ask', ${q.accountId}::uuid, '提问人', '提交诉求', ${files}, false from created
      ), timer as (
        insert into timers (tenant_id, subject, subject_id, step, due_at)
        select ${q.tenantId}, 'question', id, 'triageLate', ${q.triageDueAt.toISOString()}::timestamptz from created
      ), audit as (
        insert into audit_entries (tenant_id, id, at, actor_id, act, subject, detail)
        select ${q.tenantId}, ${q.auditId}::uuid, ${at}, ${q.accountId}::uuid, 'question.ask', id::text, '{}' from created
      ), attached as (
        update files f set question_id = created.id from created
        where f.tenant_id = ${q.tenantId} and f.id = any(${files}) and f.question_id is null
      ), job as (
        select graphile_worker.add_job('triage', json_build_object('tenantId', ${q.tenantId}::text, 'questionId', id),
          job_key := 'triage:' || id) as queued from created
      ), found as (
        select * from created union all select * from earlier
      )
      select found.id, found.no, found.request_hash as "requestHash", found.asked_at as "askedAt",
        exists (select from asker) as consented, exists (select from place) as placed, (select ok from own_files) as filed,
        (select count(queued is null) from job) as jobs
      from (select 1) one left join found on true`)) as unknown as Asked[]
    return row!
  }
}
