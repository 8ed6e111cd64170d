import { checkItem } from 'bff/catalogue/check/check.rules.ts'
import { demoCatalogue } from 'demo/catalogue.ts'
import { BUNDLES } from 'demo/data/bundles.ts'
import { ItemContent } from 'shared/items.ts'
import { papersOf, pathsOf } from 'shared/rules/situations.ts'
import { Errors } from 'typebox/value'
import { describe, expect, it } from 'vitest'

const catalogue = demoCatalogue()
const departments = [...catalogue.keys()]
const items = [...catalogue].flatMap(([department, list]) => list.map((content) => ({ department, content })))
const findingsOf = ({ department, content }: (typeof items)[number]) => {
  const namesakes = items.filter((one) => one.content !== content && one.content.name === content.name)
  const otherNames = namesakes.map((one) => one.content.name)
  return checkItem(content, { department, departments, otherNames })
}
const worked = items.filter(({ content }) => content.questions.length > 0)
const NAMED = [
  '不动产转移登记',
  '城乡居民医保参保',
  '城乡居民医保注销',
  '企业设立登记',
  '印章刻制备案',
  '税务登记',
  '居民身份证换领',
  '户口迁移',
  '生育登记',
  '社会保障卡申领',
  '最低生活保障申请',
  '农村宅基地审批',
  '残疾人证办理',
  '高龄津贴申领',
  '食品经营许可',
  '道路运输证配发',
  '老年人优待证办理'
]

describe('the demo county’s catalogue', () => {
  it('has the newspaper’s 293 items of 43 departments, each in the schema', () => {
    expect([departments.length, items.length]).toEqual([43, 293])
    for (const { content } of items) expect([...Errors(ItemContent, content)], content.name).toEqual([])
    expect(new Set(items.map(({ content }) => content.implCode)).size).toBe(293)
  })

  it('has at least 40 worked out, without a finding, and faults in all the rest', () => {
    expect(worked.length).toBeGreaterThanOrEqual(40)
    expect(worked.map(({ content }) => content.name)).toEqual(expect.arrayContaining(NAMED))
    for (const one of worked) expect(findingsOf(one), one.content.name).toEqual([])
    const rest = items.filter((one) => !worked.includes(one))
    for (const one of rest) expect(findingsOf(one).length, one.content.name).toBeGreaterThan(0)
  })

  it.each(worked.map(({ content }) => [content.name, content] as const))(
    '%s tells every case apart: no way without an end, no paper that no way asks for',
    (_, { questions, materials }) => {
      const ways = pathsOf(questions)
      const sheets = ways.filter((path) => !path.at(-1)!.answer.stop).map((path) => papersOf(materials, path))
      expect(sheets.length).toBeGreaterThan(0)
      const asked = new Set(sheets.flatMap(({ bring, welcome }) => [...bring, ...welcome]))
      for (const one of materials.filter(({ source }) => source !== 'shared')) expect(asked).toContain(one)
      for (const { bring, welcome, spared } of sheets)
        expect(bring.length + welcome.length + spared.length).toBeLessThanOrEqual(materials.length)
    }
  )

  it('bundles what is there, nothing waiting for what comes later', () => {
    const names = new Set(items.map(({ content }) => content.name))
    for (const { items: steps } of BUNDLES)
      for (const [index, { name, after = [] }] of steps.entries()) {
        expect(names).toContain(name)
        const before = steps.slice(0, index).map((step) => step.name)
        expect(before).toEqual(expect.arrayContaining([...after]))
      }
  })
})
