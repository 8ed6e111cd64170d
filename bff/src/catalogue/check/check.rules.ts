import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'
import { error, placesOf, type Rule, type Surroundings, warning } from './finding.rules.ts'
import { limits } from './limits.rules.ts'
import { formFields, sameItems, sameNames, sources } from './materials.rules.ts'
import { tree } from './tree.rules.ts'
import { wording } from './wording.rules.ts'

const PHONE = /^(0\d{2,3}-?\d{7,8}|1\d{10}|12345|9\d{4}|400-?\d{3}-?\d{4})$/

const phones: Rule = ({ consult, supervise }) =>
  (
    [
      ['consult', '咨询电话', consult],
      ['supervise', '监督电话', supervise]
    ] as const
  ).flatMap(([at, place, { number, duty }]): Finding[] => {
    if (!number) return [error(at, place, 'phone', '没有电话', '写出办公电话和它管什么')]
    if (!duty) return [error(at, place, 'phone', '没有写这个电话管什么', '写出职责，例如“不动产登记咨询”')]
    if (!PHONE.test(number)) return [warning(at, place, 'phone', '不像一个电话号码', '写成区号-号码')]
    return []
  })

const grounds: Rule = ({ legalBasis, itemType, fees, result, applicants, materials }) => {
  const found: Finding[] = placesOf(fees, 'fees', '收费')
    .filter(({ one }) => one.yuan > 0 && !one.basis)
    .map(({ at, place }) => error(at, place, 'basis', '收费没有依据', '写出收费文件的名称和文号'))
  if (!legalBasis.length && itemType !== 'publicService')
    found.push(error('legalBasis', '设定依据', 'basis', '没有设定依据', '写出法律法规的名称和条款'))
  if (!applicants.length)
    found.push(
      error('applicants', '服务对象', 'basis', '没有写谁可以办', '选择个人、企业、事业单位或社会组织')
    )
  if (!result.name)
    found.push(error('result', '办理结果', 'basis', '没有写办完拿到什么', '写出证照或文书的名称'))
  if (!materials.length)
    found.push(warning('materials', '申请材料', 'basis', '一份材料也没有', '确认真的什么都不用带'))
  return found
}

const RULES: readonly Rule[] = [
  wording,
  limits,
  sources,
  sameNames,
  formFields,
  sameItems,
  tree,
  phones,
  grounds
]

/** Everything wrong with an item, errors first; an item with an error is not published. */
export function checkItem(item: ItemContent, surroundings: Surroundings): Finding[] {
  const found = RULES.flatMap((rule) => rule(item, surroundings))
  return [
    ...found.filter(({ level }) => level === 'error'),
    ...found.filter(({ level }) => level === 'warning')
  ]
}

export const blocks = (findings: readonly Finding[]): boolean =>
  findings.some(({ level }) => level === 'error')
