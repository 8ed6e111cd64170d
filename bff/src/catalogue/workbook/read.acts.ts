import readBook from 'read-excel-file/node'
import type { RowError } from 'shared/catalogue.ts'
import { ItemContent } from 'shared/items.ts'
import { type Fault, faultWords } from 'shared/rules/faults.ts'
import { Check, Errors } from 'typebox/value'
import { tooLarge } from './bounds.acts.ts'
import {
  ANSWER_SHEET,
  CODE_HEAD,
  FIELD_SHEET,
  ITEM_SHEET,
  LIST_SHEETS,
  MATERIAL_HEAD,
  QUESTION_HEAD,
  QUESTION_SHEET,
  type SheetPlan
} from './columns.rules.ts'
import type { Read } from './read.types.ts'
import { type Entry, type ReadRow, rowsOf } from './rows.rules.ts'

/** Where an item stands in the book, and the version it was exported as. */
const MOST_ITEMS = 1000
const MOST_ERRORS = 200

/** Puts what the schema finds where a spreadsheet's reader looks for it. */
function schemaErrors(
  item: unknown,
  code: string,
  rowOf: (list: string, index: number) => number
): RowError[] {
  return [...Errors(ItemContent, item)].map((error) => {
    const fault = error as Fault
    const { instancePath } = error
    const [, list = '', index, field] = instancePath.split('/')
    const plan = [...LIST_SHEETS, QUESTION_SHEET].find((one) => one.list === list)
    if (!plan || index === undefined) {
      const column = ITEM_SHEET.columns.find(({ path }) => path === list || path.startsWith(`${list}.`))
      return {
        sheet: ITEM_SHEET.name,
        row: rowOf('', 0),
        column: column?.head ?? code,
        why: faultWords(fault)
      }
    }
    const column = plan.columns.find(({ path }) => path === field)
    return {
      sheet: plan.name,
      row: rowOf(list, Number(index)),
      column: column?.head ?? '',
      why: faultWords(fault)
    }
  })
}

/** Reads a workbook into whole items; with one error anywhere it yields none of them. */
export async function readWorkbook(bytes: Buffer): Promise<Read> {
  const errors: RowError[] = []
  const complain = (error: RowError) => void errors.push(error)
  const none = (why: string): Read => ({
    items: [],
    sources: [],
    errors: [{ sheet: '', row: 0, column: '', why }]
  })
  const large = tooLarge(bytes)
  if (large) return none(`表格太大：${large}`)
  const book = await readBook(bytes, { trim: false }).catch(() => null)
  if (!book) return none('这不是能打开的XLSX表格')
  const rows = (plan: SheetPlan, partHead?: string): ReadRow[] => {
    const found = book.find(({ sheet }) => sheet === plan.name)
    if (found) return rowsOf(found.data, plan, partHead, complain)
    complain({ sheet: plan.name, row: 0, column: '', why: '缺少这张表' })
    return []
  }
  const heads = rows(ITEM_SHEET)
  const questions = rows(QUESTION_SHEET)
  const answers = rows(ANSWER_SHEET, QUESTION_HEAD)
  const lists = LIST_SHEETS.map((plan) => ({ plan, rows: rows(plan) }))
  const fields = rows(FIELD_SHEET, MATERIAL_HEAD)
  const codes = new Set(heads.map(({ code }) => code))
  if (heads.length > MOST_ITEMS)
    complain({ sheet: ITEM_SHEET.name, row: MOST_ITEMS, column: '', why: `超过${MOST_ITEMS}个事项` })
  const first = new Map([...heads].reverse().map(({ code, row }) => [code, row]))
  const twice = heads.filter(({ code, row }) => first.get(code) !== row)
  for (const { row } of twice)
    complain({ sheet: ITEM_SHEET.name, row, column: CODE_HEAD, why: '实施编码重复' })
  const strays = [
    ...lists,
    { plan: QUESTION_SHEET, rows: questions },
    { plan: ANSWER_SHEET, rows: answers },
    { plan: FIELD_SHEET, rows: fields }
  ]
  for (const { plan, rows: list } of strays)
    for (const { row, code } of list)
      if (code && !codes.has(code))
        complain({ sheet: plan.name, row, column: CODE_HEAD, why: `“事项”表里没有${code}` })

  for (const [plan, list, head, whole] of [
    [ANSWER_SHEET, answers, QUESTION_HEAD, questions],
    [FIELD_SHEET, fields, MATERIAL_HEAD, lists.find(({ plan: { list: name } }) => name === 'materials')!.rows]
  ] as const) {
    const sizes = Map.groupBy(whole, ({ code }) => code)
    for (const { row, code, part } of list)
      if (!Number.isInteger(part) || part < 1 || part > (sizes.get(code)?.length ?? 0))
        complain({ sheet: plan.name, row, column: head, why: '没有这个序号' })
  }

  const grouped = new Map<readonly ReadRow[], Map<string, ReadRow[]>>()
  const own = (list: readonly ReadRow[], code: string): ReadRow[] => {
    const groups = grouped.get(list) ?? Map.groupBy(list, (one) => one.code)
    grouped.set(list, groups)
    return groups.get(code) ?? []
  }
  const items = heads.flatMap(({ code, entry, row }) => {
    const parts = (list: readonly ReadRow[], index: number) =>
      own(list, code).flatMap((one) => (one.part === index + 1 ? [one.entry] : []))
    const item: Entry = { ...entry, implCode: code }
    item.questions = own(questions, code).map((one, index) => ({
      ...one.entry,
      answers: parts(answers, index)
    }))
    for (const { plan, rows: list } of lists) item[plan.list!] = own(list, code).map((one) => one.entry)
    item.materials = (item.materials as Entry[]).map((one, index) => {
      const form = parts(fields, index)
      return form.length ? { ...one, fields: form } : one
    })
    const rowOf = (list: string, index: number) => {
      const source = list === 'questions' ? questions : lists.find(({ plan }) => plan.list === list)?.rows
      return source ? (own(source, code)[index]?.row ?? row) : row
    }
    if (Check(ItemContent, item)) return [item]
    if (errors.length === 0) errors.push(...schemaErrors(item, code, rowOf))
    return []
  })
  if (errors.length) return { items: [], sources: [], errors: errors.slice(0, MOST_ERRORS) }
  return { items, sources: heads.map(({ row, stamp }) => ({ row, stamp })), errors }
}
