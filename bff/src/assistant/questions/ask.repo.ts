import type { AskQuestion } from 'shared/questions.ts'
import { plainName } from 'shared/rules/typed.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { part, prepared } from '../../kernel/lib/statement.ts'
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
  /** Who entered it for them, in the office’s own duty: no agreement of theirs is needed (PIPL art. 13). */
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

/** Instants are ISO 8601 strings, `fileIds` a literal of an array, `onBehalfOf` one of jsonb. */
export type AskValues = Readonly<
  Record<'tenantId' | 'accountId' | 'villageId' | 'fileIds' | 'key' | 'id' | 'requestHash' | 'kind', string> &
    Record<
      'body' | 'placeText' | 'askedAt' | 'eventId' | 'triageDueAt' | 'auditId' | 'privacyVersion',
      string
    > &
    Record<'onBehalfOf' | 'chosenPostId' | 'enteredBy', string | null> &
    Record<'who' | 'words', string> & { confidential: boolean; sealedNo: number | null }
>

/** The whole of asking as one statement. */
export const ASK = part<AskValues>()`
with asker as (
  select coalesce(absorbed_into, id) as id from accounts where tenant_id = ${'tenantId'} and id = ${'accountId'} and (consent_version = ${'privacyVersion'} or ${'enteredBy'}::text is not null)
  for key share
), place as (
  select id, township_id from organisations where tenant_id = ${'tenantId'} and id = ${'villageId'} and kind = 'village'
), own_files as (
  select count(*) = cardinality(${'fileIds'}::text::uuid[]) as ok from (select from files
    where tenant_id = ${'tenantId'} and id = any(${'fileIds'}::text::uuid[]) and owner_id = coalesce(${'enteredBy'}::text::uuid, ${'accountId'}) and question_id is null for update) taken
), earlier as (
  select id, no, request_hash, asked_at from questions where tenant_id = ${'tenantId'} and coalesce(entered_by, asker_id) = coalesce(${'enteredBy'}::text::uuid, (select id from asker), ${'accountId'}) and request_key = ${'key'}
), created as (
  insert into questions (tenant_id, id, no, request_key, request_hash, kind, status, confidential, body, place_text, asker_id,
    on_behalf_of, township_id, village_id, chosen_post_id, text_check, assist_post_ids, escalation, returns, reopens,
    needs_endorsement, asked_at, entered_by)
  select ${'tenantId'}, ${'id'}, case when ${'confidential'} then ${'sealedNo'}::text::bigint else nextval('question_numbers') end, ${'key'}, ${'requestHash'}, ${'kind'}, 'received', ${'confidential'}, ${'body'}, ${'placeText'}, asker.id, ${'onBehalfOf'}::text::jsonb, place.township_id, place.id,
    (select p.id from posts p where p.tenant_id = ${'tenantId'} and p.id = ${'chosenPostId'}), 'pending', '{}', 0, 0, 0, false, ${'askedAt'}::text::timestamptz, ${'enteredBy'}::text::uuid
  from asker, place, own_files where own_files.ok and not exists (select from earlier)
  on conflict (tenant_id, (coalesce(entered_by, asker_id)), request_key) do nothing
  returning id, no, request_hash, asked_at
), event as (
  insert into question_events (tenant_id, question_id, id, version, at, action, actor_id, who, words, file_ids, internal)
  select ${'tenantId'}, id, ${'eventId'}, 1, asked_at, 'ask', coalesce(${'enteredBy'}::text::uuid, ${'accountId'}), ${'who'}, ${'words'}, ${'fileIds'}::text::uuid[], false from created
), timer as (
  insert into timers (tenant_id, subject, subject_id, step, due_at)
  select ${'tenantId'}, 'question', id, 'triageLate', ${'triageDueAt'}::text::timestamptz from created
), audit as (
  insert into audit_entries (tenant_id, id, at, actor_id, act, subject, detail)
  select ${'tenantId'}, ${'auditId'}, asked_at, coalesce(${'enteredBy'}::text::uuid, ${'accountId'}), 'question.ask', id::text, '{}' from created
), attached as (
  update files f set question_id = created.id from created
  where f.tenant_id = ${'tenantId'} and f.id = any(${'fileIds'}::text::uuid[]) and f.question_id is null
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
export function createAsk(db: Db) {
  const ask = prepared<Asked, AskValues>(db, ASK)
  return async ({ asked, enteredBy, askedAt, triageDueAt, ...q }: NewQuestion): Promise<Asked> => {
    const { onBehalfOf } = asked
    const [row] = await ask({
      tenantId: q.tenantId,
      accountId: q.accountId,
      id: q.id,
      requestHash: q.requestHash,
      confidential: q.confidential,
      eventId: q.eventId,
      auditId: q.auditId,
      privacyVersion: q.privacyVersion,
      villageId: asked.villageId,
      fileIds: `{${asked.fileIds.join(',')}}`,
      key: asked.key,
      kind: asked.kind,
      body: asked.body,
      placeText: asked.placeText ?? '',
      onBehalfOf: onBehalfOf ? JSON.stringify({ ...onBehalfOf, name: plainName(onBehalfOf.name) }) : null,
      chosenPostId: asked.chosenPostId ?? null,
      askedAt: askedAt.toISOString(),
      triageDueAt: triageDueAt.toISOString(),
      sealedNo: q.sealedNo ?? null,
      enteredBy: enteredBy?.accountId ?? null,
      who: enteredBy?.who ?? '提问人',
      words: enteredBy ? '来电来访反映，受理员登记' : '提交诉求'
    })
    return row!
  }
}
