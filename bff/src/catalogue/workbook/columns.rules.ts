import type { ItemContent } from 'shared/items.ts'
import * as words from 'shared/rules/item-words.ts'
import { type Codec, limitCell, listCell, numberCell, textCell, whenCell, wordCell } from './codecs.rules.ts'

/**
 * A column: its heading, where its value lies in the row (a path like `result.name`), and how it is written.
 */
export type Column = Readonly<{
  head: string
  path: string
  codec: Codec<unknown>
  needed: boolean
  width: number
}>
/** A sheet holds one row for every entry of a list of the item; the first holds the item itself. */
export type SheetPlan = Readonly<{ name: string; list: keyof ItemContent | null; columns: readonly Column[] }>

const column = <T>(head: string, path: string, codec: Codec<T>, needed = true, width = 16): Column => ({
  head,
  path,
  codec,
  needed,
  width
})
const COUNTED = { true: '计入', false: '不计入' } as const
const countedCell: Codec<boolean> = {
  write: (value) => COUNTED[`${value}`],
  read: (cell) => wordCell(COUNTED).read(cell) === 'true'
}

/** Every sheet names its item by this column first. */
export const CODE_HEAD = '实施编码'

export const ITEM_SHEET: SheetPlan = {
  name: '事项',
  list: null,
  columns: [
    column('基本编码', 'baseCode', textCell),
    column('主项', 'mainItem', textCell, true, 24),
    column('子项', 'subItem', textCell, false, 24),
    column('事项名称', 'name', textCell, true, 30),
    column('事项类型', 'itemType', wordCell(words.ITEM_TYPES)),
    column('行使层级', 'exerciseLevel', wordCell(words.LEVELS)),
    column('服务对象', 'applicants', listCell(wordCell(words.APPLICANTS)), false),
    column('办件类型', 'kind', wordCell(words.KINDS)),
    column('受理条件', 'conditions', listCell(textCell), false, 40),
    column('法定时限', 'statutory', limitCell, false),
    column('承诺时限', 'promised', limitCell, false),
    column('到现场次数', 'visits', numberCell),
    column('改革前到现场次数', 'visitsBefore', numberCell),
    column('改革前材料数', 'materialsBefore', numberCell),
    column('通办范围', 'crossArea', wordCell(words.AREAS)),
    column('结果名称', 'result.name', textCell, false),
    column('结果形式', 'result.form', wordCell(words.RESULT_FORMS)),
    column('咨询电话', 'consult.number', textCell, false),
    column('咨询电话职责', 'consult.duty', textCell, false),
    column('监督电话', 'supervise.number', textCell, false),
    column('监督电话职责', 'supervise.duty', textCell, false),
    column('办理专区', 'counter', textCell),
    column('窗口用时（分钟）', 'minutes', numberCell),
    column('群众说法', 'words', listCell(textCell), false),
    column('人生事件', 'lifeEvents', listCell(textCell), false)
  ]
}

const field = column
export const LIST_SHEETS: readonly SheetPlan[] = [
  {
    name: '设定依据',
    list: 'legalBasis',
    columns: [field('依据', 'name', textCell, true, 40), field('条款', 'article', textCell, false)]
  },
  {
    name: '申请材料',
    list: 'materials',
    columns: [
      field('材料名称', 'name', textCell, true, 36),
      field('形式', 'form', wordCell(words.FORMS)),
      field('份数', 'copies', numberCell),
      field('来源', 'source', wordCell(words.SOURCES), false),
      field('出具单位', 'issuer', textCell, false),
      field('必要性', 'need', wordCell(words.NEEDS)),
      field('可信等级', 'trust', wordCell(words.TRUST)),
      field('原件去向', 'handling', wordCell(words.HANDLING), false),
      field('说明', 'note', textCell, false, 40),
      field('情形', 'when', whenCell, false, 30)
    ]
  },
  {
    name: '收费',
    list: 'fees',
    columns: [
      field('收费项目', 'name', textCell, true, 24),
      field('金额（元）', 'yuan', numberCell),
      field('计量单位', 'per', textCell),
      field('收费依据', 'basis', textCell, false, 40),
      field('情形', 'when', whenCell, false, 30)
    ]
  },
  {
    name: '办理环节',
    list: 'stages',
    columns: [
      field('环节名称', 'name', textCell),
      field('环节类型', 'kind', wordCell(words.STAGES)),
      field('时限', 'limit', limitCell, false),
      field('是否计入时限', 'counted', countedCell),
      field('不计入的依据', 'reason', textCell, false, 40),
      field('并联单位', 'branch', textCell, false, 30)
    ]
  }
]

/** Answers stand in rows of their own beside their question's key. */
export const QUESTION_SHEET: SheetPlan = {
  name: '情形问题',
  list: 'questions',
  columns: [
    field('问题代号', 'key', textCell),
    field('问题', 'ask', textCell, true, 30),
    field('说明', 'help', textCell, false, 30)
  ]
}
export const ANSWER_SHEET: SheetPlan = {
  name: '情形答案',
  list: null,
  columns: [
    field('答案代号', 'key', textCell),
    field('答案', 'text', textCell, true, 30),
    field('接下来的问题', 'next', textCell, false),
    field('不能办的说明', 'stop', textCell, false, 40)
  ]
}
/** Fields of the forms, beside their material's place in its list. */
export const FIELD_SHEET: SheetPlan = {
  name: '表单栏目',
  list: null,
  columns: [
    field('栏目', 'label', textCell, true, 24),
    field('样例', 'sample', textCell, false, 30),
    field('填写方式', 'input', wordCell(words.INPUTS), false),
    field('单位', 'unit', textCell, false),
    field('选项', 'options', listCell(textCell), false, 24),
    field('自动填', 'from', wordCell(words.FROM), false),
    field('填哪个问题的答案', 'ask', textCell, false)
  ]
}
/** As which version and lock an item went out: what was changed since is not written over. */
export const STAMP_HEAD = '版次（不要改）'
export const QUESTION_HEAD = '问题序号'
export const MATERIAL_HEAD = '材料序号'
