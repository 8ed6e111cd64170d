import type { GuideItem } from 'shared/guide.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import { KINDS } from 'shared/rules/item-words.ts'
import { limitWords } from '../kernel/lib/worktime.words.ts'
import { copiesWords, feeWords, plainLimit, sourceWords } from './catalogue.words.ts'
import { plainElements } from './elements.rules.ts'
import type { GuideRow } from './guide.repo.ts'

/**
 * An item in a citizen's words; the question tree and the rules stay, so that the phone can walk them
 * offline.
 */
export function presentItem(
  { item, version, effectiveFrom, content, department }: GuideRow,
  doneBy: GuideItem['doneBy'],
  counter: GuideItem['counter']
): GuideItem {
  const { name, kind, conditions, questions, materials, fees, promised, statutory, visits } = content
  return {
    id: item.id,
    version,
    inForce: version === item.inForce,
    effectiveFrom: beijingDay(effectiveFrom!),
    department,
    name,
    kind: KINDS[kind],
    conditions,
    questions,
    materials: materials.map((one) => ({
      name: one.name,
      copies: copiesWords(one),
      from: sourceWords(one),
      need: one.need,
      ...(one.note && { note: one.note }),
      ...(one.source && { source: one.source }),
      ...(one.issuer && { issuer: one.issuer }),
      ...(one.when && { when: one.when }),
      hasForm: Boolean(one.fields)
    })),
    fees: fees.map((fee) => ({
      words: feeWords(fee),
      basis: fee.basis ?? '',
      ...(fee.when && { when: fee.when })
    })),
    promised: plainLimit(promised),
    statutory: statutory ? limitWords(statutory) : null,
    visits,
    consult: content.consult,
    supervise: content.supervise,
    elements: plainElements(content).flatMap(([place, value]) => (value ? [{ place, value }] : [])),
    doneBy,
    counter
  }
}
