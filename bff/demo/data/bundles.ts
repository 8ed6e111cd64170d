import type { Limit } from '../../src/lib/worktime.ts'

type DemoBundle = Readonly<{
  name: string
  about: string
  words: readonly string[]
  promised: Limit
  /** An item by name, then those it waits for. */
  items: readonly (readonly [name: string, ...after: string[]])[]
}>

/** 一件事: what belongs together in life. One working day for a company is the newspaper's own figure. */
export const BUNDLES: readonly DemoBundle[] = [
  {
    name: '企业开办',
    about: '注册公司、刻章、领发票、开账户，一次办好',
    words: ['开公司', '注册公司', '办企业'],
    promised: { amount: 1, unit: 'wd' },
    items: [
      ['企业设立登记'],
      ['印章刻制备案', '企业设立登记'],
      ['税务登记', '企业设立登记'],
      ['企业银行账户开户预约', '企业设立登记', '印章刻制备案']
    ]
  },
  {
    name: '新生儿出生',
    about: '出生证明、上户口、参加医保、办社保卡，一次办好',
    words: ['生孩子', '孩子出生', '上户口'],
    promised: { amount: 10, unit: 'wd' },
    items: [
      ['生育登记'],
      ['出生医学证明首次签发'],
      ['出生登记', '出生医学证明首次签发'],
      ['城乡居民医保参保', '出生登记'],
      ['社会保障卡申领', '出生登记']
    ]
  },
  {
    name: '开饭店',
    about: '营业执照、食品许可、刻章，一次办好',
    words: ['开饭馆', '开小吃店'],
    promised: { amount: 10, unit: 'wd' },
    items: [
      ['个体工商户设立登记'],
      ['食品小餐饮登记', '个体工商户设立登记'],
      ['印章刻制备案', '个体工商户设立登记']
    ]
  },
  {
    name: '退休养老',
    about: '领养老金、老年证、高龄津贴，一次办好',
    words: ['退休', '养老'],
    promised: { amount: 15, unit: 'wd' },
    items: [['城乡居民养老保险待遇领取'], ['老年人优待证办理'], ['高龄津贴申领']]
  }
]
