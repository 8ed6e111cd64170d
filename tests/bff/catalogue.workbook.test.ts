import { readWorkbook } from 'bff/catalogue/workbook/read.acts.ts'
import { writeWorkbook } from 'bff/catalogue/workbook/write.acts.ts'
import fc from 'fast-check'
import type { ItemContent } from 'shared/items.ts'
import { describe, expect, it } from 'vitest'
import writeBook from 'write-excel-file/node'
import { item, material, trees } from '../support/items.ts'

type Cells = (string | number | boolean | Date | null)[][]

const text = fc.string({ unit: 'grapheme-ascii', minLength: 2, maxLength: 12 }).map((s) => `字${s}`)
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const limit = fc.record({
  amount: fc.integer({ min: 1, max: 3650 }),
  unit: fc.constantFrom('wm', 'wh', 'wd', 'd')
})
const without = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
const key = fc.constantFrom('方式', '办理人', '年龄')
const when = optional(fc.array(fc.dictionary(key, key, { minKeys: 1 }), { minLength: 1, maxLength: 3 }))

const field = fc
  .record({
    label: text,
    sample: fc.oneof(text, fc.constant('')),
    input: optional(fc.constantFrom('text', 'number', 'date', 'pastDate', 'comingDate', 'choice')),
    unit: optional(fc.constantFrom('人', '平方米')),
    options: optional(fc.array(text, { minLength: 2, maxLength: 4 })),
    from: optional(fc.constantFrom('name', 'idNumber', 'phone')),
    ask: optional(key)
  })
  .map(without)

const items: fc.Arbitrary<ItemContent[]> = fc
  .array(
    fc.record({
      name: text,
      subItem: optional(text),
      conditions: fc.array(text, { maxLength: 3 }),
      questions: trees,
      statutory: optional(limit),
      promised: optional(limit),
      words: fc.array(text, { maxLength: 3 }),
      materials: fc.array(
        fc
          .record({
            name: text,
            source: optional(fc.constantFrom('own', 'form', 'issued', 'shared')),
            copies: fc.nat(20),
            handling: optional(fc.constantFrom('shown', 'kept')),
            note: optional(text),
            fields: optional(
              fc.array(field, {
                minLength: 1,
                maxLength: 3
              })
            ),
            when
          })
          .map((one) => without(material(one.name, one as never))),
        { maxLength: 4 }
      ),
      fees: fc.array(
        fc
          .record({
            name: text,
            yuan: fc.nat(100_000).map((cents) => cents / 100),
            per: text,
            basis: optional(text),
            when
          })
          .map(without),
        { maxLength: 2 }
      )
    }),
    { maxLength: 4 }
  )
  .map((list) =>
    list.map((change, index) =>
      without(item({ ...(change as object), implCode: `370Z0100100${index}-370829000000-001` }))
    )
  )

/** Rows of one sheet changed by hand, the others as written. */
async function workbook(changes: Record<string, (rows: Cells) => void>) {
  const { default: readBook } = await import('read-excel-file/node')
  const sheets = await readBook(await writeWorkbook([item()]), { trim: false })
  return writeBook(
    sheets.map(({ sheet, data }) => {
      changes[sheet]?.(data as Cells)
      return {
        sheet,
        data: data.map((row) =>
          row.map((value) => {
            if (typeof value === 'string') return { value, type: String }
            return value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : (value as number)
          })
        )
      }
    })
  ).toBuffer()
}
const column = (rows: Cells, head: string) => rows[0]!.indexOf(head)

describe('a department’s workbook', () => {
  it('comes back as it went out', async () => {
    await fc.assert(
      fc.asyncProperty(items, async (list) => {
        const { items: read, errors } = await readWorkbook(await writeWorkbook(list))
        expect(errors).toEqual([])
        expect(read).toEqual(list)
      }),
      { numRuns: 40 }
    )
  })

  it.each<[string, string, (rows: Cells) => void, object]>([
    [
      'eighteen figures a spreadsheet rounded',
      '事项',
      (rows) => {
        rows[1]![column(rows, '基本编码')] = Number('370829197001011230')
      },
      { row: 2, column: '基本编码', why: expect.stringContaining('超过15位') }
    ],
    [
      'an article a spreadsheet took for a day',
      '设定依据',
      (rows) => {
        rows[1]![column(rows, '条款')] = new Date(Date.UTC(2026, 0, 2))
      },
      { row: 2, column: '条款', why: expect.stringContaining('当成了日期') }
    ],
    [
      'a word a spreadsheet took for true or false',
      '申请材料',
      (rows) => {
        rows[1]![column(rows, '材料名称')] = true
      },
      { row: 2, column: '材料名称', why: expect.stringContaining('是/否') }
    ],
    [
      'a code of the wrong form',
      '事项',
      (rows) => {
        rows[1]![column(rows, '基本编码')] = '370-1'
      },
      { row: 2, column: '基本编码', why: '格式不对，或者有不能用的符号' }
    ],
    [
      'a word that is none',
      '申请材料',
      (rows) => {
        rows[3]![column(rows, '形式')] = '影印'
      },
      { row: 4, column: '形式', why: expect.stringContaining('“影印”不能识别，只能填：原件、复印件') }
    ],
    [
      'an empty cell that may not be',
      '申请材料',
      (rows) => {
        rows[1]![column(rows, '材料名称')] = null
      },
      { row: 2, column: '材料名称', why: '这一格不能空' }
    ],
    [
      'a limit without unit',
      '事项',
      (rows) => {
        rows[1]![column(rows, '承诺时限')] = '3'
      },
      { row: 2, column: '承诺时限', why: expect.stringContaining('要写数字和单位') }
    ],
    [
      'a rule half written',
      '收费',
      (rows) => {
        rows[1]![column(rows, '情形')] = '方式=买卖&办理人'
      },
      { row: 2, column: '情形', why: '“办理人”要写成“问题=答案”' }
    ],
    [
      'an answer of no question',
      '情形答案',
      (rows) => {
        rows[1]![column(rows, '问题序号')] = 9
      },
      { row: 2, column: '问题序号', why: '没有这个序号' }
    ],
    [
      'a field of no paper',
      '表单栏目',
      (rows) => {
        rows[1]![column(rows, '材料序号')] = '二'
      },
      { row: 2, column: '材料序号', why: '没有这个序号' }
    ],
    [
      'a row of no item',
      '办理环节',
      (rows) => {
        rows[2]![0] = '370Z99999999-370829000000-001'
      },
      { row: 3, column: '实施编码', why: expect.stringContaining('“事项”表里没有') }
    ],
    [
      'a number out of bounds',
      '事项',
      (rows) => {
        rows[1]![column(rows, '到现场次数')] = 99
      },
      { row: 2, column: '到现场次数', why: expect.stringContaining('不能') }
    ],
    [
      'a missing column',
      '设定依据',
      (rows) => {
        rows[0]![1] = '别的'
      },
      { row: 1, column: '依据', why: '缺少这一列' }
    ]
  ])('names the place of %s and yields nothing', async (_, sheet, change, expected) => {
    const { items: read, errors } = await readWorkbook(await workbook({ [sheet]: change }))
    expect(read).toEqual([])
    expect(errors).toContainEqual({ sheet, ...expected })
  })

  it('reads the line ends and spaces a spreadsheet program leaves behind', async () => {
    const { items: read, errors } = await readWorkbook(
      await workbook({
        事项: (rows) => {
          rows[1]![column(rows, '受理条件')] = '房屋已经登记_x000D_\n没有查封\u00a0'
        }
      })
    )
    expect(errors).toEqual([])
    expect(read[0]!.conditions).toEqual(['房屋已经登记', '没有查封'])
  })

  it('says so when it is no workbook at all', async () => {
    const { items: read, errors } = await readWorkbook(Buffer.from('PK no'))
    expect([read, errors.length]).toEqual([[], 1])
  })
})
