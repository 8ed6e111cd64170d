import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from 'bff/kernel/lib/database.ts'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { expect, inject, it } from 'vitest'

const folder = new URL('../../bff/migrations', import.meta.url).pathname
const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')) as {
  entries: { tag: string; when: number }[]
}

it('brings a database of the first release up to date, its timelines in order and one duty each', async () => {
  const admin = postgres(`${inject('databaseServer')}/postgres`, { max: 1, onnotice: () => undefined })
  const name = `upgrade_${Date.now()}`
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  const { db, sql } = connect(`${inject('databaseServer')}/${name}`, { max: 1 })
  const [first] = journal.entries
  for (const statement of readFileSync(`${folder}/${first!.tag}.sql`, 'utf8').split(
    '--> statement-breakpoint'
  ))
    await sql.unsafe(statement)
  await sql.unsafe(`create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('first', ${first!.when})`)
  await sql.unsafe(`insert into question_events (tenant_id, question_id, id, at, action, who, words, file_ids, internal)
    select 't', '00000000-0000-7000-8000-000000000001', gen_random_uuid(), now() + n * interval '1 hour', 'ask', '', n::text, '{}', false
    from generate_series(1, 5) n`)
  await migrate(db, { migrationsFolder: folder })
  const events = await sql`select version, words from question_events where tenant_id = 't' order by version`
  expect(events.map(({ version, words }) => [version, words])).toEqual([
    [1, '1'],
    [2, '2'],
    [3, '3'],
    [4, '4'],
    [5, '5']
  ])
  await sql.end()
})

it('never changes a migration once it is out: databases have run it as it was', () => {
  const lock = new URL('./migrations.lock.json', import.meta.url)
  const kept = JSON.parse(readFileSync(lock, 'utf8')) as Record<string, string>
  const now = journal.entries.map(({ tag }) => {
    const name = `${tag}.sql`
    return [
      name,
      createHash('sha256')
        .update(readFileSync(`${folder}/${name}`))
        .digest('hex')
    ] as const
  })
  expect(Object.fromEntries(now), 'a new migration is added to the lock with its hash').toEqual(kept)
})
