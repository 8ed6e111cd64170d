import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { connect } from './lib/database.ts'
import { migrateWorker } from './worker.ts'

/** Any number, the same in every process. */
const LOCK = 20_260_101

/** Brings the database up to date. Processes that start together take turns: the first migrates, the others find it done. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const { db, sql } = connect(databaseUrl, { max: 1, patient: true })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await migrate(db, { migrationsFolder: new URL('../migrations', import.meta.url).pathname })
    await migrateWorker(databaseUrl)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
