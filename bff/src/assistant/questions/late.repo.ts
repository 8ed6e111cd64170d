import { type SQL, sql } from 'drizzle-orm'

const column = (alias: string, name: string): SQL => sql.raw(alias ? `${alias}.${name}` : name)

/** Neither answered nor closed; `alias` names the questions in the statement. */
export const unfinished = (alias = ''): SQL =>
  sql`(${column(alias, 'answered_at')} is null and ${column(alias, 'closed_at')} is null)`

/**
 * Late by an instant: found late until then, or due with the clock running. Says nothing of whether the
 * matter is finished; `isOverdue` is the rule for one question.
 */
export const lateAt = (at: Date | SQL, alias = ''): SQL => {
  const instant = at instanceof Date ? sql`${at.toISOString()}::timestamptz` : at
  return sql`(${column(alias, 'late_since')} <= ${instant}
    or (${column(alias, 'due_at')} <= ${instant} and ${column(alias, 'paused_at')} is null))`
}
