import type { Difference } from 'shared/catalogue.ts'
import type { FormField, ItemContent } from 'shared/items.ts'
import { FROM, HANDLING, INPUTS } from 'shared/rules/item-words.ts'
import { type Element, elementsOf } from './elements.rules.ts'

const fieldWords = ({ label, sample, input = 'text', unit = '', options = [], from, ask = '' }: FormField) =>
  [`${label}：${sample}`, INPUTS[input], unit, options.join('、'), from ? FROM[from] : '', ask]
    .filter(Boolean)
    .join('，')

/**
 * What the desk keeps beside the elements a citizen may read: numbers, the words one searches by, the finer
 * print.
 */
const deskElements = (item: ItemContent): Element[] => [
  ['基本编码', item.baseCode],
  ['窗口办一件要几分钟', String(item.minutes)],
  ['改革前要跑几次', String(item.visitsBefore)],
  ['改革前要几份材料', String(item.materialsBefore)],
  ['查找用的词', item.words.join('、')],
  ['人生大事', item.lifeEvents.join('、')],
  ...item.questions.map(
    ({ key, help = '', answers }): Element => [
      `情形“${key}”的说明和代号`,
      [help, ...answers.map((answer) => `${answer.key}=${answer.text}`)].filter(Boolean).join(' / ')
    ]
  ),
  ...item.materials.map(
    ({ name, handling }): Element => [`材料“${name}”原件的去向`, handling ? HANDLING[handling] : '']
  ),
  ...item.materials.map(
    ({ name, fields = [] }): Element => [`材料“${name}”的表格`, fields.map(fieldWords).join(' / ')]
  ),
  ...item.stages.map(({ name, reason = '' }): Element => [`环节“${name}”不计时的依据`, reason])
]

/** Elements by their places; the second of one name is told from the first. */
function byPlace(item: ItemContent): Map<string, string> {
  const places = new Map<string, string>()
  for (const [place, value] of [...elementsOf(item), ...deskElements(item)]) {
    let name = place
    for (let no = 2; places.has(name); no++) name = `${place}之${no}`
    places.set(name, value)
  }
  return places
}

/**
 * What changed from one version to the next, element by element in the order of the list; nothing that
 * differs is left out.
 */
export function differencesOf(before: ItemContent, after: ItemContent): Difference[] {
  const [old, fresh] = [byPlace(before), byPlace(after)]
  const places = [...new Set([...old.keys(), ...fresh.keys()])]
  return places
    .map((place) => ({ place, before: old.get(place) ?? null, after: fresh.get(place) ?? null }))
    .filter((row) => (row.before ?? '') !== (row.after ?? ''))
}
