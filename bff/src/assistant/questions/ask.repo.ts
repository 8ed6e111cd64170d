import type { Sql } from 'postgres'
import type { AskQuestion } from 'shared/questions.ts'
import { plainName } from 'shared/rules/typed.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { questionNo } from './messages.rules.ts'

export type NewQuestion = Readonly<{
  tenantId: string
  accountId: string
  id: string
  eventId: string
  auditId: string
  requestHash: string
  privacyVersion: string
  confidential: boolean
  /** The number of a sealed matter; others are counted. */
  sealedNo?: number
  askedAt: Date
  triageDueAt: Date
  asked: AskQuestion
  /** Who entered it for him, in the office’s own duty: no agreement of his is needed (PIPL art. 13). */
  enteredBy?: Readonly<{ accountId: string; who: string }>
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

/** The whole of asking as one statement. */
export const ASK = `
with asker as (
  select coalesce(absorbed_into, id) as id from accounts where tenant_id = $1 and id = $2 and (consent_version = $18 or $20::text is not null)
  for key share
), place as (
  select id, township_id from organisations where tenant_id = $1 and id = $3 and kind = 'village'
), own_files as (
  select count(*) = cardinality($4::text::uuid[]) as ok from (select from files
    where tenant_id = $1 and id = any($4::text::uuid[]) and owner_id = coalesce($20::text::uuid, $2) and question_id is null for update) taken
), earlier as (
  select id, no, request_hash, asked_at from questions where tenant_id = $1 and coalesce(entered_by, asker_id) = coalesce($20::text::uuid, (select id from asker), $2) and request_key = $5
), created as (
  insert into questions (tenant_id, id, no, request_key, request_hash, kind, status, confidential, body, place_text, asker_id,
    on_behalf_of, township_id, village_id, chosen_post_id, text_check, assist_post_ids, escalation, returns, reopens,
    needs_endorsement, asked_at, entered_by)
  select $1, $6, case when $9 then $19::text::bigint else nextval('question_numbers') end, $5, $7, $8, 'received', $9, $10, $11, asker.id, $12::text::jsonb, place.township_id, place.id,
    (select p.id from posts p where p.tenant_id = $1 and p.id = $13), 'pending', '{}', 0, 0, 0, false, $14::text::timestamptz, $20::text::uuid
  from asker, place, own_files where own_files.ok and not exists (select from earlier)
  on conflict (tenant_id, (coalesce(entered_by, asker_id)), request_key) do nothing
  returning id, no, request_hash, asked_at
), event as (
  insert into question_events (tenant_id, question_id, id, version, at, action, actor_id, who, words, file_ids, internal)
  select $1, id, $15, 1, asked_at, 'ask', coalesce($20::text::uuid, $2), coalesce($21::text, '提问人'), case when $20::text is null then '提交诉求' else '来电来访反映，受理员登记' end, $4::text::uuid[], false from created
), timer as (
  insert into timers (tenant_id, subject, subject_id, step, due_at)
  select $1, 'question', id, 'triageLate', $16::text::timestamptz from created
), audit as (
  insert into audit_entries (tenant_id, id, at, actor_id, act, subject, detail)
  select $1, $17, asked_at, coalesce($20::text::uuid, $2), 'question.ask', id::text, '{}' from created
), attached as (
  update files f set question_id = created.id from created
  where f.tenant_id = $1 and f.id = any($4::text::uuid[]) and f.question_id is null
), found as (
  select * from created union all select * from earlier
)
select found.id, found.no, found.request_hash as "requestHash", found.asked_at as "askedAt",
  exists (select from asker) as consented, exists (select from place) as placed, (select ok from own_files) as filed
from (select 1) one left join found on true`

/** What an attempt came to: the question’s number, or why there is none. */
export function askedOr(found: Asked, requestHash: string): { id: string; no: string } {
  if (!found.consented) throw new AppError('consent_needed')
  if (!found.placed) throw new AppError('invalid_input', 'villageId')
  if (found.id === null) throw new AppError('photos_gone')
  const no = questionNo({ askedAt: new Date(found.askedAt!), no: Number(found.no) })
  if (found.requestHash !== requestHash) throw new AppError('key_reused', no)
  return { id: found.id, no }
}

/** The twin of a simultaneous second tap is invisible to the first statement and plain to the second. */
export async function askedTwice(attempt: () => Promise<Asked>): Promise<Asked> {
  const first = await attempt().catch((error: { code?: string }) => {
    // The older index of the same key, which no `on conflict` names.
    if (error.code === '23505') return null
    throw error
  })
  return first === null || (first.id === null && first.consented && first.placed) ? attempt() : first
}

/**
 * Asks in one prepared statement: question, event, timer, audit and files stand or fall together, and whoever
 * comes twice with the same key gets the first answer. No row means: consent, place or files did not fit. The
 * job that follows is made by the worker's next round: a NOTIFY here would let one commit through at a time.
 */
export function asker(db: Db) {
  // drizzle prepares only what its builder made; this statement would be planned anew each time (3 ms).
  const { $client } = db as Db & { $client: Sql }
  return async ({ asked, ...q }: NewQuestion): Promise<Asked> => {
    const values = [
      q.tenantId,
      q.accountId,
      asked.villageId,
      `{${asked.fileIds.join(',')}}`,
      asked.key,
      q.id,
      q.requestHash,
      asked.kind,
      q.confidential,
      asked.body,
      asked.placeText ?? '',
      asked.onBehalfOf
        ? JSON.stringify({ ...asked.onBehalfOf, name: plainName(asked.onBehalfOf.name) })
        : null,
      asked.chosenPostId ?? null,
      q.askedAt.toISOString(),
      q.eventId,
      q.triageDueAt.toISOString(),
      q.auditId,
      q.privacyVersion,
      q.sealedNo ?? null,
      q.enteredBy?.accountId ?? null,
      q.enteredBy?.who ?? null
    ]
    const [row] = await $client.unsafe<Asked[]>(ASK, values, { prepare: true })
    return row!
  }
}
