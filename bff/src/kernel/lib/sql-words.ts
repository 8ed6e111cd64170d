import { type Column, type SQL, sql } from 'drizzle-orm'

/** Beijing's wall clock of a timestamp, to take its day or year of. */
export const inBeijing = (at: SQL | Column): SQL => sql`(${at} at time zone 'Asia/Shanghai')`
/** The Beijing day of a timestamp, a `date`. */
export const beijingDate = (at: SQL | Column): SQL => sql`${inBeijing(at)}::date`

/**
 * Words of our own, never of a request, as literals: `'held', 'booked'`. A partial index is used only where
 * its condition stands in the statement as text.
 */
export const literals = (words: readonly string[]): SQL =>
  sql.raw(words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', '))
