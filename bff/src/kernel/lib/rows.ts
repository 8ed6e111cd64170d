import type { SQL } from 'drizzle-orm'
import type { Db } from './deps.ts'

/**
 * The row of a statement that always gives one: an aggregate, or a select of expressions. Throws when it gave
 * none. The statement's own columns and casts must give what `T` says: nothing checks it.
 */
export async function oneRow<T extends Record<string, unknown>>(db: Db, statement: SQL): Promise<T> {
  const [row] = await db.execute<T>(statement)
  if (!row) throw new Error('a statement that always gives a row gave none')
  return row as T
}
