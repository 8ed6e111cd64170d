import type { ItemContent, Material } from 'shared/items.ts'
import * as itemWords from 'shared/rules/item-words.ts'
import type { When } from 'shared/rules/situations.ts'
import { limitWords } from '../kernel/lib/worktime.words.ts'
import * as words from './catalogue.words.ts'

export type Element = readonly [place: string, value: string]

const materialWords = (one: Material): string =>
  [
    words.copiesWords(one),
    one.source ? itemWords.SOURCES[one.source] : '来源未写',
    one.issuer,
    itemWords.NEEDS[one.need],
    `可信等级${one.trust}`,
    one.note,
    one.when?.length ? `仅当${words.whenWords(one.when)}` : ''
  ]
    .filter(Boolean)
    .join('，')

/**
 * Every element of an item as a named line of words: what the difference of two versions and the papers show.
 */
export function elementsOf(item: ItemContent): Element[] {
  const { statutory, promised, result, consult, supervise } = item
  return [
    ['事项名称', item.name],
    ['主项', item.mainItem],
    ['子项', item.subItem ?? ''],
    ['事项类型', itemWords.ITEM_TYPES[item.itemType]],
    ['行使层级', itemWords.LEVELS[item.exerciseLevel]],
    ['服务对象', item.applicants.map((one) => itemWords.APPLICANTS[one]).join('、')],
    ['办件类型', itemWords.KINDS[item.kind]],
    ['法定办结时限', statutory ? limitWords(statutory) : ''],
    ['承诺办结时限', promised ? limitWords(promised) : ''],
    ['到现场次数', `${item.visits}次`],
    ['通办范围', itemWords.AREAS[item.crossArea]],
    ['办理结果', `${result.name}（${itemWords.RESULT_FORMS[result.form]}）`],
    ['咨询电话', `${consult.number} ${consult.duty}`],
    ['监督电话', `${supervise.number} ${supervise.duty}`],
    ['办理专区', item.counter],
    ...item.legalBasis.map(({ name, article = '' }): Element => [`设定依据${name}`, article || '全文']),
    ...item.conditions.map((condition, index): Element => [`受理条件${index + 1}`, condition]),
    ...item.questions.map(
      ({ key, ask, answers }): Element => [
        `情形“${key}”`,
        `${ask} ${answers.map(({ text, next, stop }) => `${text}${next ? `→${next}` : ''}${stop ? `（${stop}）` : ''}`).join(' / ')}`
      ]
    ),
    ...item.materials.map((one): Element => [`材料“${one.name}”`, materialWords(one)]),
    ...item.fees.map(
      (fee): Element => [
        `收费“${fee.name}”`,
        `${words.feeWords(fee)}${fee.basis ? `，${fee.basis}` : ''}${fee.when?.length ? `，仅当${words.whenWords(fee.when)}` : ''}`
      ]
    ),
    ...item.stages.map(
      ({ name, kind, limit, counted, branch }): Element => [
        `环节“${name}”`,
        `${itemWords.STAGES[kind]}，${words.limitOrNone(limit)}${counted ? '' : '，不计入时限'}${branch ? `，${branch}并联办理` : ''}`
      ]
    )
  ]
}

/** In which case, as one says it: what is asked and answered, not its codes. */
function onlyFor({ questions }: ItemContent, when: readonly When[] = []): string {
  const said = ([key, code]: [string, string]) => {
    const question = questions.find((one) => one.key === key)
    const answer = question?.answers.find((one) => one.key === code)
    return answer ? `“${question!.ask}${answer.text}”` : []
  }
  const groups = when.map((group) => Object.entries(group).flatMap(said).join('并且'))
  return groups.length ? `仅当${groups.join('，或者')}` : ''
}

/**
 * The same in a citizen's words: without the tree of questions they are led through, nor how far a paper is
 * trusted.
 */
export function plainElements(item: ItemContent): Element[] {
  const own = elementsOf({ ...item, questions: [], materials: [], fees: [] }).filter(
    ([place]) => place !== '办理专区'
  )
  const papers = item.materials.map((one): Element => {
    const parts =
      one.source === 'shared'
        ? ['不用带', `窗口向${one.issuer ?? '发证单位'}核验`, one.note]
        : [words.copiesWords(one), words.sourceWords(one), itemWords.NEEDS[one.need], one.note]
    return [`材料“${one.name}”`, [...parts, onlyFor(item, one.when)].filter(Boolean).join('，')]
  })
  const fees = item.fees.map((fee): Element => {
    const parts = [words.feeWords(fee), fee.basis, onlyFor(item, fee.when)]
    return [`收费“${fee.name}”`, parts.filter(Boolean).join('，')]
  })
  return [...own, ...papers, ...fees]
}
