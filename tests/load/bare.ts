import { ASK, type AskValues } from 'bff/assistant/questions/ask.repo.ts'
import { createIds } from 'bff/kernel/lib/ids.ts'
import { numbered } from 'bff/kernel/lib/statement.ts'
import Fastify from 'fastify'
import postgres from 'postgres'
import { PRIVACY_VERSION } from '../support/settings.ts'

const LIST = `select q.*, o.name as village, h.name as handler, p.title from questions q
  join organisations o on o.tenant_id = q.tenant_id and o.id = q.village_id
  left join posts p on p.tenant_id = q.tenant_id and p.id = q.lead_post_id
  left join post_holdings h on h.tenant_id = p.tenant_id and h.post_id = p.id and h.until is null
  where q.tenant_id = $1 and q.asker_id = $2 and q.id < $3 order by q.id desc limit 21`

const ask = numbered(ASK)
const DAY_MS = 86_400_000

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
  // The very statement the product sends; no token, no schema, no rules around it.
  app.post<{ Body: { key: string; kind: string; body: string } }>('/ask', async ({ body }) => {
    const now = new Date()
    const due = new Date(now.getTime() + DAY_MS).toISOString()
    const values: AskValues = {
      tenantId: '370829',
      accountId,
      villageId,
      fileIds: '{}',
      key: body.key,
      id: newId(),
      requestHash: 'x',
      kind: body.kind,
      confidential: false,
      body: body.body,
      placeText: '',
      onBehalfOf: null,
      chosenPostId: null,
      askedAt: now.toISOString(),
      eventId: newId(),
      triageDueAt: due,
      auditId: newId(),
      privacyVersion: PRIVACY_VERSION,
      sealedNo: null,
      enteredBy: null,
      who: '提问人',
      words: '提交诉求'
    }
    const [row] = await sql.unsafe(
      ask.text,
      ask.order.map((name) => values[name]),
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
