import { readFileSync } from 'node:fs'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { connect } from './lib/database.ts'
import { migrateWorker } from './worker.ts'

/** Any number, the same in every process. */
const LOCK = 20_260_101
const FOLDER = new URL('../migrations', import.meta.url).pathname

/**
 * Brings the database up to date. Processes that start together take turns: the first migrates, the others find it done.
 * Returns the role the service takes on, which may add to the audit and not change it; undefined where the login may make
 * none, as operations.md tells.
 */
export async function migrateDatabase(databaseUrl: string): Promise<string | undefined> {
  const { db, sql } = connect(databaseUrl, { max: 1, patient: true })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await migrate(db, { migrationsFolder: FOLDER })
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
