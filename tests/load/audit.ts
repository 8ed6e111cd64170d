import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startEmbedded } from 'bff/embedded.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { createIds } from 'bff/kernel/lib/ids.ts'
import { chain, GENESIS, type Link } from 'bff/platform/audit/chain.rules.ts'
import { KEY } from '../support/settings.ts'
import { makeTemplate, TEMPLATE } from '../support/template.ts'

const ENTRIES = 1_000_000
const BATCH = 20_000
const RUNS = 3
const COUNTY = '370829'
const root = resolve(import.meta.dirname, '../..')

/**
 * How long `audit:verify` takes over a million entries, beside the barest loop that reads and hashes as many.
 */
const dir = mkdtempSync(join(tmpdir(), 'bangban-audit-'))
const server = await startEmbedded(join(dir, 'postgres'))
const base = server.url.replace(/\/postgres$/, '')
await makeTemplate(base)
const url = `${base}/${TEMPLATE}`
const { sql } = connect(url, { max: 1, patient: true })
await sql`delete from audit_anchors where tenant_id = ${COUNTY}`
await sql`truncate audit_entries`
const began = Date.now()
const newId = createIds(() => new Date(began))
const actorId = newId()
let hash = GENESIS
for (let position = 0; position < ENTRIES; ) {
  const rows = Array.from({ length: BATCH }, () => {
    position += 1
    const at = new Date(began + position).toISOString()
    const link: Link = {
      id: newId(),
      at,
      actorId,
      act: 'question.dispatch',
      subject: actorId,
      detail: { n: position }
    }
    hash = chain({ secret: Buffer.from(KEY), tenantId: COUNTY }, hash, position, link)
    return { ...link, position, hash }
  })
  await sql`insert into audit_entries (tenant_id, id, at, actor_id, act, subject, detail, position, hash)
    select ${COUNTY}, id, at, "actorId", act, subject, detail, position, hash from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, at timestamptz, "actorId" uuid, act text, subject text, detail jsonb, position bigint, hash text)`
}
await sql`insert into audit_chain_heads (tenant_id, position, hash, sealed_batches) values (${COUNTY}, ${ENTRIES}, ${hash}, 1)
  on conflict (tenant_id) do update set position = excluded.position, hash = excluded.hash`
await sql`analyze audit_entries`

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const words = (values: readonly number[]) =>
  `${median(values).toFixed(1)} s (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`
const seconds = async (work: () => unknown) => {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
const verify = () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bff/bin/audit-verify.ts', '--tenant', COUNTY],
    {
      cwd: root,
      env: { ...process.env, DATABASE_URL: url, AUDIT_KEY: KEY, DATA_DIR: dir },
      encoding: 'utf8'
    }
  )
  if (status !== 0) throw new Error(`${stdout}${stderr}`)
}
const bare = async () => {
  for await (const rows of sql`select id, at, actor_id, act, subject, detail::text, hash from audit_entries
    where tenant_id = ${COUNTY} order by position`.cursor(5000))
    for (const row of rows)
      createHmac('sha256', KEY)
        .update(`${row.id}${row.at}${row.actor_id}${row.act}${row.subject}${row.detail}`)
        .digest('hex')
}
const [ours, theirs]: [number[], number[]] = [[], []]
for (let run = 0; run < RUNS; run++) {
  ours.push(await seconds(verify))
  theirs.push(await seconds(bare))
}
console.log('| 1,000,000 entries | median of 3 |\n| --- | ---: |')
console.log(
  `| \`audit:verify --tenant\` | ${words(ours)} |\n| read and hashed by the barest loop | ${words(theirs)} |`
)
await sql.end()
await server.stop()
rmSync(dir, { recursive: true, force: true })
