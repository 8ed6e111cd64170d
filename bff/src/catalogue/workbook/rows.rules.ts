import type { RowError } from 'shared/catalogue.ts'
import { cellText } from './cell.rules.ts'
import { CODE_HEAD, ITEM_SHEET, type SheetPlan, STAMP_HEAD } from './columns.rules.ts'

export type Entry = Record<string, unknown>
export type ReadRow = Readonly<{ row: number; code: string; part: number; stamp: string; entry: Entry }>

const MOST_ROWS = 20_000
/** Stands for a cell that was complained of. */
const UNREAD = '\u0000'
/** A cell where only its being empty or a heading counts. */
const plainOf = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell))

function put(entry: Entry, path: string, value: unknown): void {
  const [first, rest] = path.split('.') as [string, string | undefined]
  if (rest) entry[first] = { ...(entry[first] as Entry | undefined), [rest]: value }
  else entry[first] = value
}

/** What an empty cell stands for: nothing, or an empty text or list where the item must have one. */
const emptyOf = (plan: SheetPlan, path: string): unknown =>
  path.includes('.') || path === 'sample'
    ? ''
    : plan === ITEM_SHEET && ['applicants', 'conditions', 'words', 'lifeEvents'].includes(path)
      ? []
      : undefined

/** One sheet's rows; every cell that cannot be read is an error with its place. */
export function rowsOf(
  data: readonly (readonly unknown[])[],
  plan: SheetPlan,
  partHead: string | undefined,
  complain: (error: RowError) => void
): ReadRow[] {
  const [head = [], ...rows] = data
  const columnOf = (name: string) => head.findIndex((cell) => plainOf(cell).trim() === name)
  // A workbook that went out before a column was added comes back without it.
  const needed = plan.columns.filter((column) => column.needed).map((column) => column.head)
  const heads = [CODE_HEAD, ...(partHead ? [partHead] : []), ...needed]
  for (const name of heads)
    if (columnOf(name) < 0) complain({ sheet: plan.name, row: 1, column: name, why: '缺少这一列' })
  if (rows.length > MOST_ROWS)
    complain({ sheet: plan.name, row: MOST_ROWS, column: '', why: `超过${MOST_ROWS}行` })
  return rows.slice(0, MOST_ROWS).flatMap((cells, index) => {
    if (cells.every((cell) => plainOf(cell).trim() === '')) return []
    const row = index + 2
    const say = (column: string, why: string) => complain({ sheet: plan.name, row, column, why })
    const textOf = (column: string): string => {
      try {
        return cellText(cells[columnOf(column)])
      } catch (error) {
        say(column, (error as Error).message)
        return UNREAD
      }
    }
    const code = textOf(CODE_HEAD).trim()
    if (!code) say(CODE_HEAD, '没有写实施编码')
    const part = partHead ? Number(textOf(partHead)) : 0
    const entry: Entry = {}
    for (const { head: name, path, codec, needed } of plan.columns) {
      const cell = textOf(name)
      if (cell === UNREAD) continue
      if (cell === '') {
        const empty = emptyOf(plan, path)
        if (needed) say(name, '这一格不能空')
        else if (empty !== undefined) put(entry, path, empty)
        continue
      }
      try {
        put(entry, path, codec.read(cell))
      } catch (error) {
        say(name, (error as Error).message)
      }
    }
    const stamp = textOf(STAMP_HEAD).trim()
    return [{ row, code, part, stamp, entry }]
  })
}
