import { AppError } from './errors.ts'

export const PAGE_SIZE = 20

/** One page of rows fetched with PAGE_SIZE + 1 as limit, and the cursor of the next. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  present: (row: Row) => Item,
  cursorOf: (row: Row) => string
) {
  const shown = rows.slice(0, PAGE_SIZE)
  return { items: shown.map(present), next: rows.length > PAGE_SIZE ? cursorOf(shown.at(-1)!) : null }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The parts of a cursor of ours, the last of them an id; none when there is no cursor. Anything else is
 * refused.
 */
export function cursorParts(cursor: string | undefined, count: number): readonly string[] {
  if (!cursor) return []
  const parts = cursor.split('~')
  if (parts.length !== count || !UUID.test(parts.at(-1)!)) throw new AppError('invalid_input', 'cursor')
  return parts
}
