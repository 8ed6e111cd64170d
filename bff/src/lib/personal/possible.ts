import type { Known } from './find.ts'
import { SURNAMES, TITLES } from './names.ts'
import { figured, figuresOf, type Reading, read } from './reading.ts'

const MOST = 30
const FIGURES = /\d(?:[^\p{L}\p{N}]{0,3}\d){5,}/gu
const PATTERNS: readonly RegExp[] = [
  // An account, a model, a licence: a person decides.
  /(?<![A-Z0-9])(?=[A-Z0-9._-]*[A-Z])(?=[A-Z0-9._-]*\d)[A-Z0-9][A-Z0-9._-]{4,}/gu,
  /[A-Z][A-Z_.-]{4,}/gu,
  new RegExp(
    `(?:老|小)?[${SURNAMES}](?:某{1,2}|[\\u4e00-\\u9fa5]{0,2})(?:${TITLES}|书记|主任|村长|会计|所长|校长|经理|老板|老太|奶奶|爷爷|哥|姐|嫂|婶|姨)`,
    'gu'
  ),
  new RegExp(
    `(?:女士|先生|老师|书记|主任|村长|会计|所长|校长|医生|师傅)[：:]?[${SURNAMES}][\\u4e00-\\u9fa5]{1,2}`,
    'gu'
  )
]

/**
 * Words that may still tell who somebody is, for the second person to look at before a text goes out: runs of six figures
 * and more in any script, foreign words and accounts, titles beside a surname. Far more than there is to hide.
 */
export function possiblePersonal(text: string, { open }: Pick<Known, 'open'>): string[] {
  const isOpen = open.map(figuresOf)
  const base = read(text)
  const inText = ({ plain, from }: Reading, pattern: RegExp) =>
    [...plain.matchAll(pattern)].map(({ index, 0: match }) =>
      text.slice(from[index]!, from[index + match.length]!)
    )
  const found = [
    ...inText(base, FIGURES),
    ...inText(figured(base), FIGURES),
    ...PATTERNS.flatMap((pattern) => inText(base, pattern))
  ].filter((words) => !isOpen.includes(figuresOf(read(words).plain)))
  return [...new Set(found)].slice(0, MOST)
}
