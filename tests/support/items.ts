import fc from 'fast-check'
import type { ItemContent, Material } from 'shared/items.ts'

/** A material without fault, changed as a test needs. */
export const material = (name: string, change: Partial<Material> = {}): Material => ({
  name,
  form: 'original',
  copies: 1,
  source: 'own',
  need: 'required',
  trust: 'C',
  ...change
})

/** An item without a finding, changed as a test needs. */
export const item = (change: Partial<ItemContent> = {}): ItemContent => ({
  mainItem: '不动产登记',
  name: '不动产转移登记',
  baseCode: '370Z01001000',
  implCode: '370Z01001000-370829000000-001',
  itemType: 'confirmation',
  exerciseLevel: 'county',
  applicants: ['person'],
  conditions: ['房屋已经登记，没有查封'],
  questions: [
    {
      key: '方式',
      ask: '房子是怎么来的？',
      answers: [
        { key: '买卖', text: '买的', next: '办理人' },
        { key: '继承', text: '继承的', next: '办理人' },
        { key: '租', text: '租的', stop: '租的房子不办过户，租房备案请到住房和城乡建设局' }
      ]
    },
    {
      key: '办理人',
      ask: '谁来办？',
      answers: [
        { key: '本人', text: '本人' },
        { key: '代办', text: '别人代办' }
      ]
    }
  ],
  materials: [
    material('居民身份证'),
    material('不动产登记申请书', { source: 'form', fields: [{ label: '申请人', sample: '张三' }] }),
    material('买卖合同', { when: [{ 方式: '买卖' }] }),
    material('继承公证书', { source: 'issued', issuer: '公证处', when: [{ 方式: '继承' }] }),
    material('授权委托书', { when: [{ 办理人: '代办' }] }),
    material('婚姻登记信息', { source: 'shared', issuer: '县民政局' })
  ],
  legalBasis: [{ name: '《不动产登记暂行条例》', article: '第十四条' }],
  fees: [
    { name: '登记费', yuan: 80, per: '件', basis: '发改价格规〔2016〕2559号', when: [{ 方式: '买卖' }] }
  ],
  statutory: { amount: 30, unit: 'wd' },
  promised: { amount: 3, unit: 'wd' },
  kind: 'promised',
  stages: [
    { name: '受理', kind: 'accept', limit: { amount: 1, unit: 'wd' }, counted: true },
    { name: '审核', kind: 'review', limit: { amount: 1, unit: 'wd' }, counted: true },
    {
      name: '公示',
      kind: 'publicNotice',
      limit: { amount: 15, unit: 'wd' },
      counted: false,
      reason: '《不动产登记暂行条例实施细则》第十七条'
    }
  ],
  visits: 1,
  visitsBefore: 3,
  materialsBefore: 9,
  crossArea: 'county',
  result: { name: '不动产权证书', form: 'both' },
  consult: { number: '0537-6810001', duty: '不动产登记咨询' },
  supervise: { number: '0537-6812345', duty: '投诉监督' },
  counter: 'B',
  minutes: 20,
  words: ['过户', '房产证'],
  lifeEvents: ['买房卖房'],
  ...change
})

/**
 * Any tree whose answers lead on to a later question, or stop, or end: every one that an editor may draw up.
 */
export const trees: fc.Arbitrary<ItemContent['questions']> = fc
  .integer({ min: 0, max: 7 })
  .chain((size) =>
    fc.tuple(
      ...Array.from({ length: size }, (_, at) =>
        fc.array(fc.integer({ min: at + 1, max: size + 1 }), { minLength: 1, maxLength: 4 })
      )
    )
  )
  .map((targets) =>
    targets.map((nexts, at) => ({
      key: `q${at}`,
      ask: `问题${at}？`,
      answers: nexts.map((to, index) => ({
        key: `a${index}`,
        text: `答案${index}`,
        ...(to < targets.length ? { next: `q${to}` } : to > targets.length ? { stop: '不在这里办理' } : {})
      }))
    }))
  )
