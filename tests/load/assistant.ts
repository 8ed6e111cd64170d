import { readFileSync } from 'node:fs'
import type { buildApp } from 'bff/app.ts'
import type { Message } from 'bff/assistant/reporting/hotspots/clusters.rules.ts'
import { findHotspots } from 'bff/assistant/reporting/hotspots/report.rules.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { gramsOf } from 'bff/kernel/lib/grams.ts'
import { TOPICS } from 'demo/data/topics.ts'
import type { Sql } from 'postgres'
import { crossValidate } from './topics.ts'

type App = Awaited<ReturnType<typeof buildApp>>
type Row = { subject: string; detail: string; topic: string }

/** Real messages when their file is named; they are measured on and never kept. Else the demo's own asks. */
export function messagesFrom(file: string | undefined): Row[] {
  if (!file)
    return TOPICS.flatMap(({ name, asks, reply }) =>
      asks.map((ask) => ({ subject: ask, detail: reply, topic: name }))
    )
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Partial<Record<keyof Row, string | null>>)
    .map(({ subject, detail, topic }) => ({
      subject: subject ?? '',
      detail: detail ?? '',
      topic: topic ?? ''
    }))
}

const timed = async <T>(work: () => Promise<T> | T): Promise<[T, number]> => {
  const from = performance.now()
  const result = await work()
  return [result, performance.now() - from]
}
const p99 = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0

/** So many published answers, the texts said again with a number, and their grams counted. */
async function fillAnswers(sql: Sql, texts: readonly string[], count: number): Promise<void> {
  await sql`delete from publications`
  await sql`delete from gram_counts`
  const BATCH = 2000
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => {
      const n = from + index
      const text = texts[n % texts.length]!
      const copy = n < texts.length ? '' : `（第${Math.floor(n / texts.length)}批${n}）`
      return { n, text: text + copy, grams: gramsOf(text + copy) }
    })
    await sql`
      insert into publications (tenant_id, id, question_id, township_id, village_id, state, version, original_question, original_answer, draft_title,
        question_spans, answer_spans, note, title, question, answer, grams, published_at)
      select '370829', ('00000000-0000-7000-8000-' || lpad(to_hex((r->>'n')::int), 12, '0'))::uuid, q.id, q.township_id, q.village_id, 'published', 1, '', '', '',
        '[]', '[]', '', left(r->>'text', 20), r->>'text', '已办理', array_to_tsvector(array(select jsonb_array_elements_text(r->'grams'))), now()
      from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) r
      join (select id, township_id, village_id, row_number() over (order by id) - 1 as n from questions where tenant_id = '370829') q on q.n = (r->>'n')::int`
  }
  await sql`insert into gram_counts (tenant_id, gram, count)
    select '370829', gram, count(*) from (select unnest(tsvector_to_array(grams)) gram from publications union all select '' from publications) g group by gram`
  await sql.unsafe('analyze publications; analyze gram_counts')
}

/** The assistant's figures, as lines of a table. */
export async function assistantFigures(
  app: App,
  databaseUrl: string,
  headers: Record<string, string>,
  file: string | undefined
): Promise<string[]> {
  // Filling takes longer than any statement of the service may.
  const { sql } = connect(databaseUrl, { max: 1, lasting: true })
  await sql`set statement_timeout = 0`
  const rows = messagesFrom(file)
  const get = (url: string) => app.inject({ method: 'GET', url: `/api/370829${url}`, headers })
  const post = (url: string, payload: object) =>
    app.inject({ method: 'POST', url: `/api/370829${url}`, headers, payload })

  const villageId = (await get('/villages')).json().items[0].id
  await post('/place-codes/households', {
    villageId,
    households: Array.from({ length: 1000 }, (_, n) => `${n}号`)
  })
  const posters = []
  for (const format of ['a4', 'four', 'sticker']) {
    const [reply, ms] = await timed(() => get(`/posters?format=${format}&villageId=${villageId}`))
    posters.push(`${format} ${(ms / 1000).toFixed(1)} s, ${(reply.rawPayload.length / 1e6).toFixed(1)} MB`)
  }

  const asked = rows.filter(({ subject, detail }) => subject.length > 3 && detail.length > 3)
  const similar = (q: string) =>
    timed(
      async () => (await post('/answers/similar', { q: q.slice(0, 300) })).json().items as { id: string }[]
    )
  const idOf = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
  await fillAnswers(
    sql,
    asked.map(({ detail }) => detail.slice(0, 400)),
    asked.length
  )
  const step = Math.max(1, Math.floor(asked.length / 1000))
  const sample = asked.flatMap((row, n) => (n % step === 0 ? [{ ...row, n }] : []))
  let found = 0
  for (const { subject, n } of sample)
    if ((await similar(subject))[0].some(({ id }) => id === idOf(n))) found += 1
  await fillAnswers(
    sql,
    asked.map(({ subject, detail }) => `${subject} ${detail}`.slice(0, 200)),
    100_000
  )
  const times: number[] = []
  for (const { subject } of sample.slice(0, 500)) times.push((await similar(subject))[1])
  const likes: number[] = []
  for (const { subject } of sample.slice(0, 50))
    likes.push(
      (
        await timed(
          () =>
            sql`select id from publications where tenant_id = '370829' and question like ${`%${subject.slice(0, 4)}%`} limit 5`
        )
      )[1]
    )

  const topics = crossValidate(rows)
  const messages: Message[] = rows
    .slice(0, 4000)
    .map(({ subject, detail }, n) => ({ id: String(n), subject, detail, time: '2026-03-01T00:00:00Z' }))
  const [spots, clusterMs] = await timed(() => findHotspots(messages, new Date('2026-03-02'), 7))
  const whatIf = {
    from: '2026-05',
    until: '2026-06',
    limits: [],
    absences: [],
    staff: [],
    hours: {
      days: [1, 2, 3, 4, 5, 6],
      intervals: [
        [540, 720],
        [780, 1020]
      ]
    }
  }
  const [replayed, replayMs] = await timed(() => post('/what-if', whatIf))
  const boards = []
  for (const url of ['/overview', '/board?days=30', '/board?days=365', '/ledger/counts']) {
    await get(url)
    const [reply, ms] = await timed(() => get(url))
    if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.body}`)
    boards.push(`${url} ${Math.round(ms)} ms`)
  }
  await sql.end()
  const source = file ? `${rows.length.toLocaleString('en')} real messages` : 'the demo’s own texts'
  return [
    `| Posters of 1,000 households (aim < 60 s) | ${posters.join('; ')} |`,
    `| Similar answers among 100,000, whole request (aim p99 ≤ 20 ms in the database) | p99 ${p99(times).toFixed(1)} ms; baseline \`like '%…%'\` p99 ${p99(likes).toFixed(1)} ms |`,
    `| recall@5, subject asked → its own message found among ${asked.length.toLocaleString('en')} (${source}) | ${(found / sample.length).toFixed(3)} |`,
    `| Topics, 5-fold (${source}; aim 0.94 and 0.935) | accuracy ${topics.accuracy.toFixed(4)}, macro-F1 ${topics.macroF1.toFixed(4)}; sure of ${(topics.sure * 100).toFixed(1)} %, right there ${topics.accuracyWhenSure.toFixed(4)} |`,
    `| Topics, cost (aim ≤ 20 s, ≤ 200 µs, ≤ 10 MB) | training ${(topics.trainMs / 1000).toFixed(1)} s, prediction ${Math.round(topics.predictMicros)} µs, model ${(topics.bytes / 1e6).toFixed(1)} MB |`,
    `| Hot spots of ${messages.length.toLocaleString('en')} messages (aim < 30 s) | ${(clusterMs / 1000).toFixed(1)} s, ${spots.length} groups |`,
    `| Boards over the same questions (\`/overview\` counts a bulletin’s figures; the ledger’s counts are the baseline) | ${boards.join('; ')} |`,
    `| What-if over ${replayed.json().count.toLocaleString('en')} questions (aim < 10 s) | ${(replayMs / 1000).toFixed(1)} s |`
  ]
}
