import type { Known } from './find.ts'
import { GIVEN, SURNAMES, TITLES, WORDLIKE } from './names.ts'
import { figured, figuresOf, type Reading, read } from './reading.ts'

const MOST = 30
const USUAL =
  '王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴汪姜姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟钱汤尹黎贺赖龚'
const FIGURES = /\d(?:[^\p{L}\p{N}]{0,3}\d){5,}/gu
const PATTERNS: readonly RegExp[] = [
  // A whole name without a word that says so: the usual surnames that begin no other word, and no place after
  // it.
  new RegExp(`[${USUAL}][${GIVEN}]{2}(?![路街村镇县市区山河庄城店厂])`, 'gu'),
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
 * Words that may still tell who somebody is, for the second person to look at before a text goes out: runs of
 * six figures and more in any script, foreign words and accounts, titles beside a surname, what is built like
 * a name. Far more than there is to hide.
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
  ].filter((words) => !WORDLIKE.test(words) && !isOpen.includes(figuresOf(read(words).plain)))
  return [...new Set(found)].slice(0, MOST)
}
