import { createIds } from 'bff/lib/ids.ts'
import Fastify from 'fastify'
import postgres from 'postgres'

const LIST = `select q.*, o.name as village, h.name as handler, p.title from questions q
  join organisations o on o.tenant_id = q.tenant_id and o.id = q.village_id
  left join posts p on p.tenant_id = q.tenant_id and p.id = q.lead_post_id
  left join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
  where q.tenant_id = $1 and q.asker_id = $2 and q.id < $3 order by q.id desc limit 21`

/** The same statement as ours, without what surrounds it: no token, no schema of the reply, no rules. */
const ASK = `with created as (
    insert into questions (tenant_id, id, request_key, request_hash, kind, status, confidential, body, place_text, asker_id, township_id, village_id,
      text_check, assist_post_ids, escalation, returns, reopens, needs_endorsement, asked_at)
    select $1, $2, $3, 'x', 'consultation', 'received', false, $4, '', $5, o.township_id, o.id, 'pending', '{}', 0, 0, 0, false, now()
    from organisations o where o.tenant_id = $1 and o.id = $6 returning id, no
  ), event as (
    insert into question_events (tenant_id, question_id, id, version, at, action, actor_id, who, words, file_ids, internal)
    select $1, id, $7, 1, now(), 'ask', $5, '提问人', '提交诉求', '{}', false from created
  ), timer as (
    insert into timers (tenant_id, subject, subject_id, step, due_at) select $1, 'question', id, 'triageLate', now() + interval '1 day' from created
  ), audit as (
    insert into audit_entries (tenant_id, id, at, actor_id, act, subject, detail) select $1, $8, now(), $5, 'question.ask', id::text, '{}' from created
  ) select id, no from created`

/** Ids in order of time, as ours: random ones would cost the bare server a page write per index. */
const newId = createIds(() => new Date())

/** Bare Fastify and postgres.js: the measure of what a framework's trimmings cost. */
export async function bareServer(
  databaseUrl: string,
  readerId: string,
  { accountId, villageId }: { accountId: string; villageId: string }
) {
  // The same settings of the connection as ours, so that only what surrounds the SQL differs.
  const connection = { plan_cache_mode: 'force_generic_plan', jit: 'off' }
  const sql = postgres(databaseUrl, { max: 20, onnotice: () => undefined, connection })
  const app = Fastify()
  app.get('/hello', async () => ({ hello: 'world' }))
  app.get('/list', async () => ({
    items: await sql.unsafe(LIST, ['370829', readerId, 'ffffffff-ffff-ffff-ffff-ffffffffffff'], {
      prepare: true
    })
  }))
  app.post<{ Body: { key: string; body: string } }>('/ask', async ({ body }) => {
    const [row] = await sql.unsafe(
      ASK,
      ['370829', newId(), body.key, body.body, accountId, villageId, newId(), newId()],
      { prepare: true }
    )
    return row
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    port: (app.server.address() as { port: number }).port,
    close: async () => {
      await app.close()
      await sql.end()
    }
  }
}
