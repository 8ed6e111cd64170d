import { composeBundle, type MemberItem } from 'bff/cases/bundles/compose.rules.ts'
import { demoCatalogue } from 'demo/catalogue.ts'
import { BUNDLES } from 'demo/data/bundles.ts'
import fc from 'fast-check'
import { answersOf, answersText, applying, pathsOf, walk } from 'shared/rules/situations.ts'
import { describe, expect, it } from 'vitest'

const all = [...demoCatalogue()].flatMap(([department, items]) =>
  items.map((content): MemberItem => ({ department, content }))
)
const named = (name: string) => all.find(({ content }) => content.name === name)
/** A demo bundle as the county keeps it, with its items. */
function demo(name: string) {
  const { items, ...content } = BUNDLES.find((one) => one.name === name)!
  const codeOf = (item: string) => named(item)?.content.implCode ?? item
  const steps = items.map(({ name: step, after = [], answers }) => ({
    implCode: codeOf(step),
    after: after.map(codeOf),
    ...(answers && { answers })
  }))
  const members = items.flatMap((step) => named(step.name) ?? [])
  return { bundle: { name, content: { ...content, items: steps } }, members }
}
const composed = (name: string, answers = '') => {
  const { bundle, members } = demo(name)
  return composeBundle(bundle, members, answersOf(answers))
}
const names = (item: ReturnType<typeof composed>, answers: string) =>
  applying(item.materials, walk(item.questions, answersOf(answers)).path)
    .filter(({ source }) => source !== 'shared')
    .map((material) => material.name)

describe('企业开办', () => {
  const ANSWERS = '类型.有限~住所.自有~前置.不用~代办.本人~套.四~发票.要~银行.农商'

  it('asks each question once and none it can answer itself', () => {
    const { questions } = composed('企业开办')
    expect(questions.map(({ key }) => key)).toEqual(['类型', '住所', '前置', '代办', '套', '发票', '银行'])
    expect(walk(questions, answersOf(ANSWERS))).toMatchObject({ ask: null, stop: null })
  })

  it('asks for one form and each paper once, and for none that a step before makes', () => {
    const item = composed('企业开办', ANSWERS)
    expect(names(item, ANSWERS)).toEqual(['企业开办申请表', '公司章程', '居民身份证'])
    const labels = item.materials[0]!.fields!.map(({ label }) => label)
    expect(new Set(labels).size).toBe(labels.length)
    expect(labels).toEqual(expect.arrayContaining(['名称', '法定代表人', '注册资本', '预计月开票额']))
    expect(labels).not.toContain('投资人')
  })

  it('wants an authorisation from an agent, from nobody else, though one office would welcome it', () => {
    const byAgent = ANSWERS.replace('代办.本人', '代办.代理')
    const [paper, ...others] = composed('企业开办', byAgent).materials.filter(({ name }) => /授权/.test(name))
    expect(others).toEqual([])
    expect(paper).toMatchObject({ name: '指定代表或者委托代理人授权委托书', need: 'required' })
    expect(names(composed('企业开办', byAgent), byAgent)).toContain(paper!.name)
  })

  it('has each department’s stages behind those they wait for, in one working day', () => {
    const { parts = [], promised, statutory, visits, result } = composed('企业开办', ANSWERS)
    expect(parts.map(({ name, after }) => [name, after])).toEqual([
      ['企业设立登记', []],
      ['印章刻制备案', [0]],
      ['税务登记', [0]],
      ['企业银行账户开户预约', [0, 1]]
    ])
    expect(promised).toEqual({ amount: 1, unit: 'wd' })
    // Three days by law for the registration, then three for the tax: the longest way through.
    expect(statutory).toEqual({ amount: 6, unit: 'wd' })
    expect([visits, result.form]).toEqual([0, 'paper'])
  })
})

it.each(BUNDLES.map(({ name }) => [name] as const))(
  '%s: every path ends, and its papers are those of its items',
  (name) => {
    const { questions } = composed(name)
    const paths = pathsOf(questions)
    expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length)
    fc.assert(
      fc.property(fc.nat(paths.length - 1), (at) => {
        const path = paths[at]!
        const text = answersText(path)
        expect(walk(questions, answersOf(text)).ask).toBeNull()
        if (path.at(-1)?.answer.stop) return
        const item = composed(name, text)
        const list = names(item, text)
        expect(new Set(list).size).toBe(list.length)
        // However it is put together, the list is the same: running cases stand on it.
        expect(composed(name, text)).toEqual(item)
      }),
      { numRuns: 200 }
    )
  }
)
