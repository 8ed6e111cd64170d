import { blocks, checkItem } from 'bff/catalogue/check/check.rules.ts'
import { vagueIn } from 'bff/catalogue/check/vague.rules.ts'
import fc from 'fast-check'
import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'
import { MOST_PATHS, pathsOf } from 'shared/rules/situations.ts'
import { describe, expect, it } from 'vitest'
import { item, material, trees } from '../support/items.ts'

const surroundings = {
  department: '县自然资源和规划局',
  departments: ['县自然资源和规划局', '县民政局', '县公安局'],
  otherNames: ['户口迁移']
}
const check = (change: Partial<ItemContent>) => checkItem(item(change), surroundings)
const short = (findings: Finding[]) => findings.map(({ at, rule, level }) => `${level} ${rule} ${at}`)
const [buy, inherit] = item().questions[0]!.answers
const questionsWith = (change: object) => [{ ...item().questions[0]!, ...change }, item().questions[1]!]

describe('vague wording', () => {
  it.each([
    ['其他材料', 'catchAll', '其他材料'],
    ['法律、行政法规规定的其他材料', 'catchAll', '法律、行政法规规定的其他材料'],
    ['身份证、户口簿等', 'catchAll', '等'],
    ['户口簿等证明材料', 'catchAll', '等'],
    ['身份证等三种证件', 'catchAll', '等'],
    ['需要时另行通知', 'catchAll', '另行通知'],
    ['视情况提供照片', 'catchAll', '视情况'],
    ['相关证明', 'vague', '相关'],
    ['有关部门的意见', 'vague', '有关'],
    ['必要的说明', 'vague', '必要的'],
    ['原则上本人到场', 'vague', '原则上'],
    ['符合规定', 'vague', '符合规定'],
    ['近期免冠照片', 'undated', '近期'],
    ['及时报告', 'undated', '及时'],
    ['面积不少于80', 'unitless', '80'],
    ['年满18才能办', 'unitless', '18']
  ])('%s', (words, kind, found) => {
    expect(vagueIn(words).map((one) => [one.kind, one.found])).toContainEqual([kind, found])
  })

  it.each([
    '职业技能等级证书',
    '《普通话水平测试等级证书》',
    '《关于其他有关事项的规定》',
    '二等功奖章证书',
    '高等学校毕业证书',
    '同等学力证明',
    '在大厅等候叫号',
    '法人或者其他组织的营业执照',
    '一般纳税人登记表',
    '年满18周岁，不超过60周岁',
    '18至60周岁',
    '6个月内的2寸照片',
    '面积不少于80平方米',
    'A4纸复印',
    '国办函〔2026〕12号',
    '拨打0537-6810001',
    '“其他”一栏不填'
  ])('%s raises no alarm', (words) => expect(vagueIn(words)).toEqual([]))
})

describe('the check', () => {
  it('finds nothing in an item without fault', () => expect(check({})).toEqual([]))

  it.each<[string, Partial<ItemContent>, string]>([
    ['a catch-all paper', { materials: [material('其他相关材料')] }, 'error catchAll materials/0/name'],
    ['a vague paper', { materials: [material('相关证明')] }, 'error vague materials/0/name'],
    [
      'a choice of nothing',
      { materials: [material('申请书', { fields: [{ label: '共有方式', sample: '', input: 'choice' }] })] },
      'error contradiction materials/0/fields/0'
    ],
    [
      'a field filled in by no question',
      { materials: [material('申请书', { fields: [{ label: '银行', sample: '', ask: '哪家银行' }] })] },
      'error deadEnd materials/0/fields/0'
    ],
    ['a vague condition', { conditions: ['符合相关规定'] }, 'warning vague conditions/0'],
    ['a catch-all condition', { conditions: ['法律法规规定的其他条件'] }, 'error catchAll conditions/0'],
    ['a bare number', { conditions: ['面积不少于80'] }, 'warning unitless conditions/0'],
    ['no promised limit', { promised: undefined }, 'error limit promised'],
    ['no statutory limit', { statutory: undefined }, 'error limit statutory'],
    ['promised above statutory', { statutory: { amount: 2, unit: 'wd' } }, 'error limit promised'],
    // 7 natural days hold 5 working days.
    ['promised above statutory in days', { statutory: { amount: 4, unit: 'd' } }, 'error limit promised'],
    [
      'stages above promised',
      { stages: [{ name: '审核', kind: 'review', limit: { amount: 4, unit: 'wd' }, counted: true }] },
      'error stages stages'
    ],
    [
      'an ordinary stage that does not count',
      {
        stages: [
          { name: '审核', kind: 'review', limit: { amount: 1, unit: 'wd' }, counted: false, reason: '条例' }
        ]
      },
      'error stages stages/0'
    ],
    [
      'a special procedure without its ground',
      {
        stages: [{ name: '踏勘', kind: 'siteInspection', limit: { amount: 1, unit: 'wd' }, counted: false }]
      },
      'error stages stages/0'
    ],
    [
      'no source',
      { materials: [material('申请书', { source: undefined })] },
      'error source materials/0/source'
    ],
    [
      'issued by nobody',
      { materials: [material('村民会议决议', { source: 'issued' })] },
      'error source materials/0/issuer'
    ],
    [
      'what another department issues',
      { materials: [material('户籍证明', { source: 'issued', issuer: '县公安局' })] },
      'error sharedAlready materials/0/issuer'
    ],
    [
      'what this department issues',
      { materials: [material('不动产权证书', { issuer: '县自然资源和规划局' })] },
      'error sharedAlready materials/0/issuer'
    ],
    [
      'two papers of one name',
      { materials: [material('身份证'), material('身份证')] },
      'error duplicate materials/1/name'
    ],
    ['an item of the same name', { name: '户口迁移' }, 'error duplicate name'],
    ['a fee without ground', { fees: [{ name: '登记费', yuan: 80, per: '件' }] }, 'error basis fees/0'],
    ['no legal basis', { legalBasis: [] }, 'error basis legalBasis'],
    ['a phone without duty', { consult: { number: '0537-6810001', duty: '' } }, 'error phone consult'],
    ['no phone', { supervise: { number: '', duty: '监督' } }, 'error phone supervise'],
    ['half a phone', { consult: { number: '6810', duty: '咨询' } }, 'warning phone consult'],
    [
      'an unreachable question',
      {
        questions: questionsWith({
          answers: [
            { ...buy!, next: undefined },
            { ...inherit!, next: undefined }
          ]
        })
      },
      'error unreachable questions/1'
    ],
    [
      'a question without a choice',
      { questions: questionsWith({ answers: [buy!] }) },
      'error deadEnd questions/0'
    ],
    [
      'an answer that leads nowhere',
      { questions: questionsWith({ answers: [{ ...buy!, next: '没有' }, inherit!] }) },
      'error deadEnd questions/0/answers/0'
    ],
    [
      'an answer that leads back',
      {
        questions: [
          item().questions[0]!,
          {
            ...item().questions[1]!,
            answers: [
              { key: '本人', text: '本人', next: '方式' },
              { key: '代办', text: '代办' }
            ]
          }
        ]
      },
      'error deadEnd questions/0'
    ],
    [
      'two answers alike',
      { questions: questionsWith({ answers: [buy!, { ...inherit!, text: '买的' }] }) },
      'error contradiction questions/0/answers/1'
    ],
    [
      'an answer that stops and goes on',
      { questions: questionsWith({ answers: [{ ...buy!, stop: '不在这里办理' }, inherit!] }) },
      'error contradiction questions/0/answers/0'
    ],
    [
      'a rule about nothing',
      { materials: [material('合同', { when: [{ 方式: '抢来' }] })] },
      'error unreachable materials/0/when'
    ],
    [
      'a rule for who is sent away and gets no list',
      { materials: [material('合同', { when: [{ 方式: '租' }] })] },
      'error contradiction materials/0/when'
    ],
    [
      'questions without answers, twenty in a row, at once',
      {
        questions: Array.from({ length: 20 }, (_, at) => ({
          key: `问${at}`,
          ask: `第${at}个问题？`,
          answers:
            at === 19
              ? []
              : Array.from({ length: 12 }, (_, no) => ({
                  key: `答${no}`,
                  text: `答案${no}`,
                  next: `问${at + 1}`
                }))
        }))
      },
      'error deadEnd questions'
    ],
    [
      'a rule nobody can meet',
      { materials: [material('合同', { when: [{ 方式: '租', 办理人: '代办' }] })] },
      'error contradiction materials/0/when'
    ]
  ])('finds %s', (_, change, expected) => expect(short(check(change))).toContain(expected))

  it('lets two papers of one name stand on ways that never meet', () => {
    const materials = [
      material('合同', { when: [{ 方式: '买卖' }] }),
      material('合同', { when: [{ 方式: '继承' }] })
    ]
    expect(check({ materials })).toEqual([])
  })

  it('lets natural days and working days be compared', () =>
    expect(check({ statutory: { amount: 7, unit: 'd' }, promised: { amount: 5, unit: 'wd' } })).toEqual([]))

  it('says of each finding where, why, and what to write instead', () => {
    for (const finding of check({
      materials: [material('其他相关材料', { source: undefined })],
      promised: undefined
    })) {
      expect(finding.place).toMatch(/\S/)
      expect(finding.why).toMatch(/\S/)
      expect(finding.proposal).toMatch(/\S/)
    }
  })

  it('lets no tree pass in which somebody gets stuck', () => {
    fc.assert(
      fc.property(trees, (questions) => {
        const findings = checkItem(
          item({ questions, materials: [material('身份证')], fees: [] }),
          surroundings
        )
        const met = new Set(pathsOf(questions).flatMap((path) => path.map((step) => step.question.key)))
        const stuck =
          questions.some(({ key, answers }) => !met.has(key) || answers.length < 2) ||
          pathsOf(questions).length > MOST_PATHS
        expect(blocks(findings)).toBe(stuck)
      }),
      { numRuns: 300 }
    )
  })
})
