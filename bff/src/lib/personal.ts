import { isIdNumber } from 'shared/rules/numbers.ts'
import { placesOf } from 'shared/rules/spans.ts'

/** What in a text tells who somebody is. */
export type PersonalKind =
  | 'idNumber'
  | 'bankCard'
  | 'phone'
  | 'plate'
  | 'mail'
  | 'wechat'
  | 'address'
  | 'name'
  | 'other'
export type Found = Readonly<{ start: number; end: number; kind: PersonalKind }>

/** Full-width letters and figures, and figures written as words, become plain ones at the same place. */
const FIGURES = '零一二三四五六七八九'
function plain(text: string): string {
  return text.replace(/[！-～〇零一二三四五六七八九幺○]/g, (letter) => {
    if (letter === '〇' || letter === '○') return '0'
    if (letter === '幺') return '1'
    const figure = FIGURES.indexOf(letter)
    return figure >= 0 ? String(figure) : String.fromCharCode(letter.charCodeAt(0) - 0xfee0)
  })
}
/** The same, but with Chinese figures left as they are: 三单元 is an address, 一三八 a phone. */
const halfWidth = (text: string): string =>
  text.replace(/[！-～]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))

const digits = (text: string): string => text.replace(/[^0-9Xx]/g, '')

const isIdWithin = (text: string): boolean => isIdNumber(digits(text).toUpperCase())

/** A bank card by the Luhn sum (ISO/IEC 7812-1). */
export function isBankCard(text: string): boolean {
  const number = digits(text)
  if (!/^\d{16,19}$/.test(number)) return false
  const sum = [...number].reverse().reduce((total, figure, index) => {
    const value = Number(figure) * (index % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于傅齐康伍余顾孟黄穆萧尹姚邵湛汪祁毛狄米贝明臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房丁邓单洪包左石崔吉龚程邢裴陆荣翁荀惠曲封储靳段焦侯车全班仰秋仲宁仇甘厉祖武符刘景詹龙叶印司白怀蒲从鄂索咸赖卓屠蒙池乔闻党翟谭贡姬申冉宰桑桂牛寿通边燕冀温庄晏柴瞿阎慕连茹习艾容向古易廖耿满匡文寇广禄阙东欧利蔚越师巩聂晁勾敖冷辛简饶曾沙关游竺权逯盖益桓公'
/** What ends a place's name is no part of a person's: 张楼村. */
const PLACES = '村镇乡庄屯寨集县市区路街组店院校厂所'
const NAME = `(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|[${SURNAMES}])(?:(?![${PLACES}])[\\u4e00-\\u9fa5]){1,2}`
const AFTER_NAME =
  '(?=[\\s，。,.；;：:、！!？?（(）)的是在和与及\\d]|电话|手机|身份|联系|男|女|家住|今年|住|现|反映|本人|先生|女士|$)'

type Finder = readonly [
  kind: PersonalKind,
  pattern: RegExp,
  /** Is what was found, or its beginning, the thing itself? */
  holds?: (text: string) => boolean
]

/** What people put between the figures of one number. */
const GAP = '[\\s.·—–()（）-]{0,2}'
const BEFORE = '(?<![0-9])'
const AFTER = '(?![0-9])'
const number = (pattern: string) => new RegExp(BEFORE + pattern.replaceAll('~', GAP) + AFTER, 'g')
const hasBirthday = (text: string) => /^\d{6}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])/.test(digits(text))

/** Numbers, looked for in plain figures first, then with Chinese figures read as numbers. */
const NUMBERS: readonly Finder[] = [
  ['idNumber', number('[1-9](?:~\\d){16}~[\\dXx]'), isIdWithin],
  ['bankCard', number('[1-9](?:~\\d){15,18}'), isBankCard],
  // Mistyped, but plainly meant as one: a person looks at it.
  ['other', number('[1-9]\\d{16}[\\dXx]'), hasBirthday],
  ['idNumber', number('[1-9]\\d{5}\\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01])\\d{3}')],
  ['phone', number('(?:\\+?86~)?1~[3-9](?:~\\d){9}')],
  ['phone', number('0\\d{2,3}~[2-9]\\d{6,7}')]
]

const WORDS: readonly Finder[] = [
  ['mail', /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g],
  [
    'plate',
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s-]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])/g
  ],
  ['wechat', /(?<=(?:微信号?|[Vv][Xx]|[Ww][Xx]|QQ号?|qq号?)\s?[:：是]?\s?)[A-Za-z0-9][A-Za-z0-9_-]{4,19}/g],
  [
    'address',
    /(?:[0-9A-Za-z一二三四五六七八九十百]{1,5}(?:号楼|栋|幢|排|单元|组|弄|巷|门)[东西南北]?){1,3}(?:[0-9一二三四五六七八九十]{1,5}(?:号|室|户|楼|层))+|(?<=[路街道巷胡同村庄镇])[0-9一二三四五六七八九十百]{1,5}号(?:院)?(?:[0-9A-Za-z一二三四五六七八九十]{1,5}(?:号楼|栋|幢|单元|室|户))*|[0-9A-Za-z一二三四五六七八九十]{1,4}(?:号楼|栋|幢)[0-9一二三四五六七八九十]{1,3}单元(?:[0-9]{2,5}室?)?/g
  ],
  [
    'name',
    new RegExp(
      `(?<=(?:姓名|名字|我叫|名叫|联系人|申请人|反映人|户主|本人|我是)\\s?[:：是叫]?\\s?)${NAME}${AFTER_NAME}`,
      'g'
    )
  ]
]

/** The longest beginning of a match that holds, never ending inside a run of figures. */
function fitting(match: string, holds: Finder[2]): string | undefined {
  if (!holds || holds(match)) return match
  for (let end = match.length - 1; end > 0; end--)
    if (/\d/.test(match[end - 1]!) && !/\d/.test(match[end]!) && holds(match.slice(0, end)))
      return match.slice(0, end)
  return undefined
}

const overlaps = (a: Found, b: Found) => a.start < b.end && b.start < a.end

export type Known = Readonly<{
  /** The matter's own parties. */
  names: readonly string[]
  /** Numbers that are public: the officials' own, the hotline. */
  open: readonly string[]
}>

/**
 * What to hide in a text, in order and without overlap: what the patterns find, the parties' names, and every other
 * place where something hidden stands again.
 */
export function findPersonal(text: string, { names, open }: Known): Found[] {
  const isOpen = open.map(digits).filter(Boolean)
  const spans: Found[] = []
  const add = (found: Found) => {
    if (!spans.some((span) => overlaps(span, found))) spans.push(found)
  }
  const look = (read: string, finders: readonly Finder[]) => {
    for (const [kind, pattern, holds] of finders)
      for (const { index, 0: match } of read.matchAll(pattern)) {
        const whole = fitting(match, holds)
        if (whole === undefined || (kind === 'phone' && isOpen.includes(digits(whole)))) continue
        add({ start: index, end: index + whole.length, kind })
      }
  }
  look(halfWidth(text), NUMBERS)
  look(plain(text), NUMBERS)
  look(halfWidth(text), WORDS)
  for (const name of names.filter((word) => word.length > 1))
    for (const place of placesOf(text, name)) add({ ...place, kind: 'name' })
  for (const { start, end, kind } of [...spans])
    for (const place of placesOf(text, text.slice(start, end))) add({ ...place, kind })
  return spans.sort((a, b) => a.start - b.start)
}
