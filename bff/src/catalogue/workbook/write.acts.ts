import type { ItemContent } from 'shared/items.ts'
import writeBook, { type Row } from 'write-excel-file/node'
import {
  ANSWER_SHEET,
  CODE_HEAD,
  FIELD_SHEET,
  ITEM_SHEET,
  LIST_SHEETS,
  MATERIAL_HEAD,
  QUESTION_HEAD,
  QUESTION_SHEET,
  type SheetPlan,
  STAMP_HEAD
} from './columns.rules.ts'

/** What stands at a path like `result.name`. */
export const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)

const cellsOf = (plan: SheetPlan, entry: unknown): Row =>
  plan.columns.map(({ path, codec }) => {
    const value = at(entry, path)
    const cell = value === undefined ? null : codec.write(value)
    return typeof cell === 'string' ? { value: cell, type: String, wrap: true } : cell
  })

type Line = Readonly<{ keys: readonly (string | number)[]; entry: unknown }>
const sheet = (plan: SheetPlan, keyHeads: readonly string[], lines: readonly Line[]) => ({
  sheet: plan.name,
  data: [
    [...keyHeads, ...plan.columns.map(({ head }) => head)].map((value) => ({
      value,
      fontWeight: 'bold' as const,
      backgroundColor: '#e9eeeb'
    })),
    ...lines.map(
      ({ keys, entry }): Row => [
        ...keys.map((key) => (typeof key === 'string' ? { value: key, type: String } : key)),
        ...cellsOf(plan, entry)
      ]
    )
  ],
  columns: [...keyHeads.map(() => ({ width: 24 })), ...plan.columns.map(({ width }) => ({ width }))],
  stickyRowsCount: 1
})

const linesOf = (items: readonly ItemContent[], list: keyof ItemContent): Line[] =>
  items.flatMap((item) => (item[list] as unknown[]).map((entry) => ({ keys: [item.implCode], entry })))

/**
 * A department's items as one workbook, which the import reads back to the same; `stamps` say as which
 * version each went out.
 */
export const writeWorkbook = (
  items: readonly ItemContent[],
  stamps: ReadonlyMap<string, string> = new Map()
): Promise<Buffer> =>
  writeBook([
    sheet(
      ITEM_SHEET,
      [CODE_HEAD, STAMP_HEAD],
      items.map((item) => ({ keys: [item.implCode, stamps.get(item.implCode) ?? ''], entry: item }))
    ),
    sheet(QUESTION_SHEET, [CODE_HEAD], linesOf(items, 'questions')),
    sheet(
      ANSWER_SHEET,
      [CODE_HEAD, QUESTION_HEAD],
      items.flatMap(({ implCode, questions }) =>
        questions.flatMap(({ answers }, index) =>
          answers.map((entry) => ({ keys: [implCode, index + 1], entry }))
        )
      )
    ),
    ...LIST_SHEETS.map((plan) => sheet(plan, [CODE_HEAD], linesOf(items, plan.list!))),
    sheet(
      FIELD_SHEET,
      [CODE_HEAD, MATERIAL_HEAD],
      items.flatMap(({ implCode, materials }) =>
        materials.flatMap(({ fields = [] }, index) =>
          fields.map((entry) => ({ keys: [implCode, index + 1], entry }))
        )
      )
    )
  ]).toBuffer()
