import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startEmbedded } from 'bff/embedded.ts'
import { connect } from 'bff/kernel/lib/database.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { KEY } from '../support/settings.ts'
import { type Real, startReal } from './real.ts'

const root = resolve(import.meta.dirname, '../..')
const elsewhere = mkdtempSync(join(tmpdir(), 'bangban-restored-'))
let real: Real
beforeAll(async () => {
  real = await startReal()
})
afterAll(async () => {
  await real?.stop()
  rmSync(elsewhere, { recursive: true, force: true })
})

/** Copies the running database as operations.md tells. */
async function backUp(from: string, to: string): Promise<void> {
  const { sql } = connect(real.databaseUrl, { max: 1, patient: true })
  await sql`select pg_backup_start('drill', true)`
  cpSync(from, to, { recursive: true, filter: (path) => !/postmaster\.(pid|opts)$/.test(path) })
  const [stop] = await sql`select labelfile from pg_backup_stop(false)`
  cpSync(join(from, 'pg_wal'), join(to, 'pg_wal'), { recursive: true })
  writeFileSync(join(to, 'backup_label'), stop!.labelfile)
  await sql.end()
}

it('a copy made while the county works holds every write acknowledged before its end, and its audit is whole', {
  timeout: 120_000
}, async () => {
  const kept: string[] = []
  let running = true
  const writing = Array.from({ length: 4 }, async () => {
    while (running) {
      const { status, id } = await real.write()
      if (status === 200) kept.push(id!)
    }
  })
  await wait(3000)
  const before = [...kept]
  const copy = join(elsewhere, 'postgres')
  await backUp(join(real.dir, 'postgres'), copy)
  running = false
  await Promise.all(writing)
  const began = performance.now()
  const restored = await startEmbedded(copy)
  const url = real.databaseUrl.replace(/:\d+\//, `:${restored.port}/`)
  const { sql } = connect(url, { max: 1 })
  const found = await sql`select id from questions where tenant_id = '370829' and id in ${sql(before)}`
  console.log(
    `restored in ${Math.round(performance.now() - began)} ms: ${found.length} of ${before.length} writes`
  )
  expect(before.length).toBeGreaterThan(10)
  expect(found).toHaveLength(before.length)
  const [timers] =
    await sql`select count(*)::int as n from questions q where tenant_id = '370829' and status = 'received'
    and not exists (select from timers t where t.tenant_id = q.tenant_id and t.subject_id = q.id)`
  expect(timers!.n, 'open matters without their timer').toBe(0)
  await sql.end()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bff/bin/audit-verify.ts', '--tenant', '370829'],
    {
      cwd: root,
      env: { ...process.env, DATABASE_URL: url, AUDIT_KEY: KEY, DATA_DIR: elsewhere },
      encoding: 'utf8'
    }
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('whole')
  await restored.stop()
})
