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
