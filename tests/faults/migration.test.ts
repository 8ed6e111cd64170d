import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { migrateDatabase } from 'bff/migrate.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, type Real, startReal } from './real.ts'

let real: Real
const folder = mkdtempSync(join(tmpdir(), 'bangban-migrations-'))
beforeAll(async () => {
  real = await startReal()
  cpSync(new URL('../../bff/migrations', import.meta.url).pathname, folder, { recursive: true })
})
afterAll(async () => {
  await real?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A release of tomorrow: its migrations come after all others. */
function addMigration(tag: string, text: string, at: number): void {
  const place = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(place, 'utf8'))
  journal.entries.push({ idx: journal.entries.length, version: '7', when: at, tag, breakpoints: true })
  writeFileSync(place, JSON.stringify(journal))
  writeFileSync(join(folder, `${tag}.sql`), text)
}
const columns = async () =>
  (
    await real.sql`select column_name from information_schema.columns where table_name = 'questions' and column_name like 'trial%' order by 1`
  ).map(({ column_name }) => column_name)

it('a migration that waits for a table holds up nobody, and is done when it is free', {
  timeout: 60_000
}, async () => {
  const far = Date.now() + 1e10
  addMigration('9001_trial', 'alter table questions add column trial_a int', far)
  addMigration('9002_trial', 'alter table questions add column trial_b int', far + 1)
  const release = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const report = real.sql.begin(async (tx) => {
    await tx`select count(*) from questions where tenant_id = '370829'`
    begun.resolve()
    await release.promise
  })
  await begun.promise
  const migrating = migrateDatabase(real.databaseUrl, folder)
  const answers: Answer[] = []
  for (const until = Date.now() + 5000; Date.now() < until; await wait(20))
    answers.push(...(await Promise.all([real.write(), real.read()])))
  expect(await columns()).toEqual([])
  release.resolve()
  await Promise.all([report, migrating])
  expect(await columns()).toEqual(['trial_a', 'trial_b'])
  expect(answers.length).toBeGreaterThan(5)
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  expect((await real.write()).status).toBe(200)
})

it('a migration that fails leaves those before it, and nothing of itself', async () => {
  const far = Date.now() + 2e10
  addMigration('9003_trial', 'alter table questions add column trial_c int', far)
  addMigration(
    '9004_trial',
    'alter table questions add column trial_d int;--> statement-breakpoint\nselect 1/0',
    far + 1
  )
  await expect(migrateDatabase(real.databaseUrl, folder)).rejects.toThrow()
  expect(await columns()).toEqual(['trial_a', 'trial_b', 'trial_c'])
})
