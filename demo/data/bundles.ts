import type { BundleContent } from 'bff/catalogue/bundle.types.ts'

type DemoBundle = Omit<BundleContent, 'items'> &
  Readonly<{
    name: string
    /** An item by name, those it waits for, and what the bundle itself answers to its questions. */
    items: readonly Readonly<{
      name: string
      after?: readonly string[]
      answers?: Readonly<Record<string, string>>
    }>[]
  }>

/** 一件事: what belongs together in life. One working day for a company is the newspaper's own figure. */
export const BUNDLES: readonly DemoBundle[] = [
  {
    name: '企业开办',
    about: '注册公司、刻章、领发票、开账户，一次办好',
    words: ['开公司', '注册公司', '办企业'],
    promised: { amount: 1, unit: 'wd' },
    applicants: ['person'],
    visits: 0,
    made: ['公章、财务章、法人章', '银行账户账号报告表', '营业执照信息'],
    same: {
      法定代表人身份证: '居民身份证',
      经办人身份证: '居民身份证',
      经办人授权委托书: '指定代表或者委托代理人授权委托书',
      纳税人: '名称',
      企业名称: '名称',
      单位名称: '名称'
    },
    items: [
      { name: '企业设立登记' },
      { name: '印章刻制备案', after: ['企业设立登记'], answers: { 种类: '新开' } },
      { name: '税务登记', after: ['企业设立登记'], answers: { 主体: '公司' } },
      { name: '企业银行账户开户预约', after: ['企业设立登记', '印章刻制备案'], answers: { 账户: '没有' } }
    ]
  },
  {
    name: '新生儿出生',
    about: '出生证明、上户口、参加医保、办社保卡，一次办好',
    words: ['生孩子', '孩子出生', '上户口'],
    promised: { amount: 1, unit: 'wd' },
    applicants: ['person'],
    visits: 0,
    same: { 监护人身份证: '居民身份证' },
    items: [
      { name: '生育登记' },
      { name: '出生医学证明首次签发' },
      { name: '出生登记', after: ['出生医学证明首次签发'] },
      { name: '城乡居民医保参保', after: ['出生登记'], answers: { 谁: '新生儿', 办理人: '本人' } },
      { name: '社会保障卡申领', after: ['出生登记'], answers: { 年龄: '孩子', 监护: '带' } }
    ]
  },
  {
    name: '开饭店',
    about: '营业执照、食品许可、刻章，一次办好',
    words: ['开饭馆', '开小吃店'],
    promised: { amount: 10, unit: 'wd' },
    made: ['营业执照信息'],
    same: { 法定代表人身份证: '居民身份证', 经办人身份证: '居民身份证' },
    items: [
      { name: '个体工商户设立登记' },
      { name: '食品小餐饮登记', after: ['个体工商户设立登记'] },
      { name: '印章刻制备案', after: ['个体工商户设立登记'], answers: { 种类: '新开' } }
    ]
  },
  {
    name: '退休养老',
    about: '领养老金、老年证、高龄津贴，一次办好',
    words: ['退休', '养老'],
    promised: { amount: 15, unit: 'wd' },
    items: [{ name: '城乡居民养老保险待遇领取' }, { name: '老年人优待证办理' }, { name: '高龄津贴申领' }]
  }
]
