import { hasIdCheck } from 'shared/rules/numbers.ts'
import type { Finder } from './finder.ts'
import { digitsOf, figuresOf } from './reading.ts'

/** A bank card by the Luhn sum (ISO/IEC 7812-1). */
export function isBankCard(text: string): boolean {
  const number = figuresOf(text)
  if (!/^\d{16,19}$/.test(number)) return false
  const sum = [...number].reverse().reduce((total, figure, index) => {
    const value = Number(figure) * (index % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

const isDay = (yymmdd: string) => /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(yymmdd)
const REGION = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|8[1-3]|9)/
const hasBirthday = (t: string) =>
  REGION.test(digitsOf(t)) && /^(?:\d{6})(19|20)/.test(digitsOf(t)) && isDay(digitsOf(t).slice(8, 14))
/** Not a row of dates or section numbers: a first group of three and more, or single figures all the way. */
const asOne = (t: string) => {
  const g = t
    .split(/[^\dX]+/)
    .filter(Boolean)
    .map((x) => x.length)
  return g.length === 1 || g.every((x) => x === 1) || g.slice(0, -1).every((x) => x >= 3)
}
const old = (t: string) =>
  figuresOf(t).length === 15 && REGION.test(figuresOf(t)) && isDay(figuresOf(t).slice(6, 12))

const isDisabilityCard = (digits: string): boolean =>
  hasIdCheck(digits.slice(0, 18)) && hasBirthday(digits.slice(0, 18)) && /^[1-7][1-4]/.test(digits.slice(18))

/** Groups people speak a mobile number in. */
const grouped = (t: string) => {
  const g = t
    .split(/\D+/)
    .filter(Boolean)
    .map((x) => x.length)
  if (g[0] === 2 && t.match(/^\+?86/)) g.shift()
  if (g[0] === 4 && /^0086/.test(t)) g.shift()
  const s = g.join('-')
  return /^(11|13|15|3-4-4|3-8|7-4|4-3-4|4-4-3|3-3-5|3-2-2-2-2|3-2-3-3|3-3-3-2|3-1-3-4|3-4-2-2|5-6|5-3-3|1(-1){10}|1-10|2-4-5|1-2-4-4)$/.test(
    s
  )
}

const S = '[^\\p{L}\\p{N}]{0,3}'
const num = (p: string) => new RegExp(`(?<![0-9])${p.replaceAll('~', S)}(?![0-9])`, 'gu')
const W = '[^\\d]{0,8}?'
/** Numbers that prove themselves by their sum, their birthday or the way they are grouped. */
export const NUMBERS: readonly Finder[] = [
  ['idNumber', num('[1-9](?:~\\d){16}~[\\dX]'), (t) => hasIdCheck(digitsOf(t)) && hasBirthday(t)],
  // A disability card: the holder's number, the kind, the degree.
  ['idNumber', num('[1-9](?:~\\d){16}~[\\dX](?:~\\d){2}(?:~B?\\d)?'), (t) => isDisabilityCard(digitsOf(t))],
  ['idNumber', num(`[1-9]\\d{5}${W}(?:19|20)\\d{6}${W}\\d{3}[\\dX]`), (t) => hasIdCheck(digitsOf(t))],
  ['bankCard', num('[1-9](?:~\\d){15,18}'), (t) => isBankCard(t) && asOne(t)],
  [
    'bankCard',
    new RegExp(`(?<=卡[^\\d]{0,8})[3-69]\\d{3,11}(?:${W}\\d{3,8}){1,4}(?!\\d)`, 'gu'),
    (t) => t.length < 60 && isBankCard(t) && asOne(t)
  ],
  [
    'other',
    num('[1-9](?:~\\d){16}~[\\dX]'),
    (t) =>
      hasBirthday(t) &&
      /^(18|6-8-4|17|17-1)$/.test(
        t
          .split(/[^\dX]+/)
          .map((x) => x.length)
          .join('-')
      )
  ],
  [
    'idNumber',
    num('[1-9](?:~\\d){14}'),
    (t) =>
      old(t) &&
      /^(15|6-6-3|6-9)$/.test(
        t
          .split(/\D+/)
          .map((x) => x.length)
          .join('-')
      )
  ],
  ['phone', num('(?:(?:\\+?~86|0086)~)?1~[3-9](?:~\\d){9}'), grouped],
  // Abroad, and across the border without the mark.
  ['phone', num('(?:\\+|00)~(?!86)[1-9]\\d{0,2}~\\d(?:~\\d){6,11}')],
  ['phone', num('(?:85[23])~[2-9]\\d{3}~\\d{4}')],
  [
    'phone',
    new RegExp(
      `(?<=(?:电话|手机|号码?|打|联系)[^\\d。]{0,8})1[3-9]\\d(?!\\d)${W}(?<!\\d)\\d{4}(?!\\d)${W}(?<!\\d)\\d{4}(?!\\d)`,
      'gu'
    )
  ],
  [
    'phone',
    num('0\\d{2,3}~[2-9]\\d{2,3}~\\d{4}(?:(?:转|分机|-)\\d{1,5})?'),
    (t) => /^0(10|2\d|[3-9]\d\d)/.test(t)
  ],
  ['phone', /(?<=(?:座机|电话|固话)号?码?[是为:：]?\s?)[2-8]\d{6,7}(?!\d|元)/gu]
]
/** The same in letters that look like figures, where only a sum or a whole mobile number is proof. */
export const ALIKE: readonly Finder[] = [
  ['idNumber', num('[1-9]\\d{16}[\\dX]'), (t) => hasIdCheck(t)],
  ['bankCard', num('[1-9]\\d{15,18}'), isBankCard],
  ['phone', num('1[3-9]\\d{9}')]
]
