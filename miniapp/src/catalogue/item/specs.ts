import type { ItemContent } from 'shared/items.ts'
import {
  APPLICANTS,
  AREAS,
  FORMS,
  HANDLING,
  ITEM_TYPES,
  KINDS,
  LEVELS,
  NEEDS,
  RESULT_FORMS,
  SOURCES,
  STAGES,
  TRUST
} from 'shared/rules/item-words.ts'

/**
 * How one element is written: `lines` holds a text a line, `many` several of a few words, `when` the rule of
 * a case.
 */
export type Spec = Readonly<{
  path: string
  label: string
  kind: 'text' | 'long' | 'number' | 'lines' | 'limit' | 'choice' | 'many' | 'when' | 'yesno'
  words?: Readonly<Record<string, string>>
  max?: number
  optional?: true
}>
type Rest = Partial<Pick<Spec, 'words' | 'max' | 'optional'>>
const spec = (path: string, label: string, kind: Spec['kind'] = 'text', rest: Rest = {}): Spec => ({
  path,
  label,
  kind,
  ...rest
})
const optional = true as const

export const BASICS: readonly Spec[] = [
  spec('name', '事项名称', 'text', { max: 80 }),
  spec('mainItem', '主项', 'text', { max: 80 }),
  spec('subItem', '子项', 'text', { max: 80, optional }),
  spec('baseCode', '基本编码（12位）', 'text', { max: 12 }),
  spec('implCode', '实施编码', 'text', { max: 60 }),
  spec('itemType', '事项类型', 'choice', { words: ITEM_TYPES }),
  spec('exerciseLevel', '行使层级', 'choice', { words: LEVELS }),
  spec('applicants', '服务对象', 'many', { words: APPLICANTS }),
  spec('conditions', '受理条件（一行一条）', 'lines', { max: 3000 }),
  spec('words', '群众说法（一行一个）', 'lines', { max: 400 }),
  spec('lifeEvents', '人生事件（一行一个）', 'lines', { max: 200 })
]
export const TIMES: readonly Spec[] = [
  spec('kind', '办件类型', 'choice', { words: KINDS }),
  spec('statutory', '法定办结时限', 'limit', { optional }),
  spec('promised', '承诺办结时限', 'limit', { optional }),
  spec('visits', '到现场次数', 'number'),
  spec('visitsBefore', '改革前到现场次数', 'number'),
  spec('materialsBefore', '改革前材料数', 'number'),
  spec('crossArea', '通办范围', 'choice', { words: AREAS }),
  spec('result.name', '办理结果', 'text', { max: 60 }),
  spec('result.form', '结果形式', 'choice', { words: RESULT_FORMS }),
  spec('consult.number', '咨询电话', 'text', { max: 30 }),
  spec('consult.duty', '咨询电话管什么', 'text', { max: 60 }),
  spec('supervise.number', '监督电话', 'text', { max: 30 }),
  spec('supervise.duty', '监督电话管什么', 'text', { max: 60 }),
  spec('counter', '办理专区（字母）', 'text', { max: 1 }),
  spec('minutes', '窗口用时（分钟）', 'number')
]

/** A list of the item: how one entry is written, and what a new one begins as. */
export type ListSpec = Readonly<{
  list: 'materials' | 'legalBasis' | 'fees' | 'stages'
  title: string
  specs: readonly Spec[]
  fresh: object
}>
export const LISTS: readonly ListSpec[] = [
  {
    list: 'materials',
    title: '申请材料',
    fresh: { name: '', form: 'original', copies: 1, need: 'required', trust: 'C' },
    specs: [
      spec('name', '材料名称', 'text', { max: 100 }),
      spec('form', '形式', 'choice', { words: FORMS }),
      spec('copies', '份数', 'number'),
      spec('source', '来源', 'choice', { words: SOURCES, optional }),
      spec('issuer', '出具或核验单位', 'text', { max: 60, optional }),
      spec('need', '必要性', 'choice', { words: NEEDS }),
      spec('trust', '可信等级', 'choice', { words: TRUST }),
      spec('handling', '原件去向', 'choice', { words: HANDLING, optional }),
      spec('note', '说明', 'text', { max: 300, optional }),
      spec('when', '什么情形要（不填表示都要）', 'when', { optional })
    ]
  },
  {
    list: 'legalBasis',
    title: '设定依据',
    fresh: { name: '' },
    specs: [
      spec('name', '依据', 'text', { max: 100 }),
      spec('article', '条款', 'text', { max: 60, optional })
    ]
  },
  {
    list: 'fees',
    title: '收费（不收费就不填）',
    fresh: { name: '', yuan: 0, per: '件' },
    specs: [
      spec('name', '收费项目', 'text', { max: 60 }),
      spec('yuan', '金额（元）', 'number'),
      spec('per', '计量单位', 'text', { max: 20 }),
      spec('basis', '收费依据', 'text', { max: 200, optional }),
      spec('when', '什么情形收（不填表示都收）', 'when', { optional })
    ]
  },
  {
    list: 'stages',
    title: '办理环节',
    fresh: { name: '', kind: 'review', counted: true },
    specs: [
      spec('name', '环节名称', 'text', { max: 30 }),
      spec('kind', '环节类型', 'choice', { words: STAGES }),
      spec('limit', '时限', 'limit', { optional }),
      spec('counted', '计入承诺时限', 'yesno'),
      spec('reason', '不计入的依据', 'text', { max: 200, optional }),
      spec('branch', '并联单位（和前后环节同时办）', 'text', { max: 60, optional })
    ]
  }
]

/** What a new item begins as. */
export const BLANK: ItemContent = {
  mainItem: '',
  name: '',
  baseCode: '',
  implCode: '',
  itemType: 'publicService',
  exerciseLevel: 'county',
  applicants: ['person'],
  conditions: [],
  questions: [],
  materials: [],
  legalBasis: [],
  fees: [],
  kind: 'promised',
  stages: [],
  visits: 1,
  visitsBefore: 1,
  materialsBefore: 0,
  crossArea: 'none',
  result: { name: '', form: 'paper' },
  consult: { number: '', duty: '' },
  supervise: { number: '', duty: '' },
  counter: 'A',
  minutes: 20,
  words: [],
  lifeEvents: []
}
