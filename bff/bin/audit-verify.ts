import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { connect } from '../src/kernel/lib/database.ts'
import { keptMarks, sealedEntries, verifyChain } from '../src/platform/audit/audit.jobs.ts'
import type { Sealed } from '../src/platform/audit/chain.rules.ts'
import { marksIn } from '../src/platform/audit/marks.repo.ts'

const USAGE = `pnpm -s audit:verify --tenant CODE [--anchors FILE]        the county's audit in DATABASE_URL
pnpm -s audit:verify --tenant CODE --anchors FILE EXPORT    an export of it, against anchors kept elsewhere
pnpm -s audit:verify --tenant CODE --export                 writes it out, a line an entry
AUDIT_KEY as the service has it; DATA_DIR for the anchors beside the database.`

const { values, positionals } = parseArgs({
  options: { tenant: { type: 'string' }, anchors: { type: 'string' }, export: { type: 'boolean' } },
  allowPositionals: true
})
const { AUDIT_KEY = '', DATABASE_URL = '', DATA_DIR = '.data' } = process.env
const [file] = positionals
if (!values.tenant || (!values.export && AUDIT_KEY.length < 32) || (!file && !DATABASE_URL)) {
  console.error(USAGE)
  process.exit(2)
}
const tenantId = values.tenant

async function* entriesIn(path: string): AsyncGenerator<Sealed> {
  for await (const line of createInterface({ input: createReadStream(path) }))
    if (line.trim()) yield JSON.parse(line) as Sealed
}

const database = file ? undefined : connect(DATABASE_URL, { max: 2, patient: true })
const entries = database ? sealedEntries(database.db, tenantId) : entriesIn(file!)
if (values.export) {
  for await (const entry of entries) console.log(JSON.stringify(entry))
} else {
  const marks = [
    ...(values.anchors ? marksIn(values.anchors) : []),
    ...(database
      ? [...(await keptMarks(database.db, tenantId)), ...marksIn(join(DATA_DIR, 'audit'), tenantId)]
      : [])
  ]
  const began = performance.now()
  const key = { secret: Buffer.from(AUDIT_KEY), tenantId }
  const { broken, end } = await verifyChain(entries, key, marks)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (broken === undefined)
    console.log(`whole: ${end.position} entries, ${marks.length} anchors hold, ${seconds} s`)
  else
    console.log(
      `broken at entry ${broken}: it was edited, removed, moved or cut off here, or the chain was made anew`
    )
  process.exitCode = broken === undefined ? 0 : 1
}
await database?.sql.end()
