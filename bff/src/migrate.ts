import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import type { PgDialect, PgSession } from 'drizzle-orm/pg-core'
import type { Sql } from 'postgres'
import { connect } from './kernel/lib/database.ts'
import type { Db } from './kernel/lib/deps.ts'
import { sqlState } from './kernel/lib/outage.ts'
import { migrateWorker } from './worker.ts'

/** Any number, the same in every process. */
const LOCK = 20_260_101
const FOLDER = new URL('../migrations', import.meta.url).pathname
/**
 * A migration that waits for a table makes everybody wait behind it: it gives way after a second and comes
 * again.
 */
const LOCK_WAIT = '1s'
const AGAIN_MS = 1000
const TRIES = 120
/** It waited too long for a lock, or it and another waited for one another. */
const GIVES_WAY = new Set(['55P03', '40P01'])

/**
 * Brings the database up to date. Processes that start together take turns: the first migrates, the others
 * find it done. Returns the role the service takes on, which may add to the audit and not change it;
 * undefined where the login may make none, as operations.md tells.
 */
export async function migrateDatabase(databaseUrl: string, folder = FOLDER): Promise<string | undefined> {
  const { db, sql } = connect(databaseUrl, { max: 1, patient: true })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await sql`select set_config('lock_timeout', ${LOCK_WAIT}, false)`
    for (const migration of await pending(sql, folder)) await apply(db, migration)
    await sql`select set_config('lock_timeout', '0', false)`
    await migrateWorker(databaseUrl)
    await sql.unsafe(readFileSync(`${FOLDER}/role.sql`, 'utf8'))
    const [row] = await sql<{ role: string }[]>`
      select rolname as role from pg_roles where rolname = 'bangban_service' and
        pg_has_role(current_user, oid, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)`
    return row?.role
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function pending(sql: Sql, migrationsFolder: string): Promise<MigrationMeta[]> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`
  const [last] = table!.name ? await sql`select max(created_at) as at from drizzle.__drizzle_migrations` : []
  return readMigrationFiles({ migrationsFolder }).filter(
    ({ folderMillis }) => folderMillis > Number(last?.at ?? 0)
  )
}

/** One migration in its own transaction, so that no table stays locked while the next are applied. */
async function apply(db: Db, migration: MigrationMeta): Promise<void> {
  // What drizzle's own migrator calls, with one migration at a time.
  const { dialect, session } = db as unknown as { dialect: PgDialect; session: PgSession }
  for (let left = TRIES; ; left--)
    try {
      return await dialect.migrate([migration], session, '')
    } catch (error) {
      if (!GIVES_WAY.has(sqlState(error) ?? '') || left === 1) throw error
      await wait(AGAIN_MS)
    }
}
