import type { ItemContent, Material } from 'shared/items.ts'
import { FORMS, SOURCES } from 'shared/rules/item-words.ts'
import type { When } from 'shared/rules/situations.ts'
import { limitWords } from '../kernel/lib/worktime.words.ts'

/** `方式=买卖&抵押=有；方式=赠与`: groups of which one must hold. */
export const whenWords = (when: readonly When[] = []): string =>
  when
    .map((group) =>
      Object.entries(group)
        .map(([question, answer]) => `${question}=${answer}`)
        .join('&')
    )
    .join('；')

/** How many of which form, in words: `原件1份`. */
export const copiesWords = ({ form, copies }: Material): string =>
  copies > 0 ? `${FORMS[form]}${copies}份` : FORMS[form]

export const feeWords = ({ name, yuan, per }: ItemContent['fees'][number]): string =>
  `${name}${yuan}元/${per}`
export const limitOrNone = (limit: ItemContent['promised']): string => (limit ? limitWords(limit) : '未定')

/** A limit as one says it across the counter: minutes and hours are the office's own. */
export function plainLimit(limit: ItemContent['promised']): string {
  if (!limit || (limit.unit !== 'wm' && limit.unit !== 'wh')) return limitOrNone(limit)
  return `${limit.amount}${limit.unit === 'wm' ? '分钟' : '小时'}（上班时间）`
}

/**
 * Who gives the paper: the body that issues it, or the kind of source; a form of known fields is filled in on
 * the phone as well.
 */
export const sourceWords = ({ source, issuer, fields }: Material): string =>
  issuer ?? (fields ? '手机上填，或到窗口领表' : source ? SOURCES[source] : '')
