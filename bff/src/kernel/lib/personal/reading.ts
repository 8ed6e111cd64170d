/** A text as it is read, and where in the original each of its letters begins; one more for the end. */
export type Reading = Readonly<{ plain: string; from: readonly number[] }>

/** What a reader does not see: formatting, joined marks, fillers. */
const UNSEEN = /[\p{Cf}\p{Mn}\p{Me}\u115f\u3164\uffa0]/u
/** Circled figures normalisation leaves alone: their first letter and its value. */
const CIRCLED = [
  [0x2776, 1],
  [0x2780, 1],
  [0x278a, 1],
  [0x24f5, 1]
] as const
const CIRCLED_ZERO = 0x24ff

/** The value of a decimal figure of any script: scripts keep their ten figures together (Unicode, 4.6). */
function figureOf(char: string): string {
  const at = char.codePointAt(0)!
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - value - 1))) value++
  return String(value)
}

/**
 * A letter as it is read: full-width, circled, raised or mathematical ones are plain, unseen ones are none.
 */
function plainOf(char: string): string {
  const code = char.codePointAt(0)!
  if (code === CIRCLED_ZERO) return '0'
  for (const [first, start] of CIRCLED)
    if (code >= first && code < first + 9) return String(code - first + start)
  if (UNSEEN.test(char)) return ''
  const norm = char
    .normalize('NFKC')
    .replace(/^\((.+)\)$/, '$1')
    .replace(/^(\d)[.,]$/, '$1')
  return /^\p{Nd}$/u.test(norm) && !/\d/.test(norm) ? figureOf(norm) : norm.toUpperCase()
}

/** The first reading of a text: in capitals, every figure a plain one, nothing unseen. */
export function read(text: string): Reading {
  let plain = ''
  const from: number[] = []
  let at = 0
  for (const char of text) {
    const units = plainOf(char)
    plain += units
    for (let unit = 0; unit < units.length; unit++) from.push(at)
    at += char.length
  }
  from.push(text.length)
  return { plain, from }
}

/** The same reading without the letters a pattern matches. */
export function without({ plain, from }: Reading, pattern: RegExp): Reading {
  const gone = new Set<number>()
  for (const { index, 0: match } of plain.matchAll(pattern))
    for (let at = 0; at < match.length; at++) gone.add(index + at)
  const left = [...plain.split('').keys()].filter((at) => !gone.has(at))
  return { plain: left.map((at) => plain[at]).join(''), from: [...left.map((at) => from[at]!), from.at(-1)!] }
}

const replaced = ({ plain, from }: Reading, pattern: RegExp, by: (letter: string) => string): Reading => ({
  plain: plain.replace(pattern, by),
  from
})
const table = (groups: readonly string[], values: string): Record<string, string> =>
  Object.fromEntries(groups.flatMap((letters, at) => [...letters].map((letter) => [letter, values[at]!])))

/** Figures as words, and as they are read out: 幺 1, 拐 7, 洞 0, 勾 9. */
const FIGURES = table(
  ['〇零○洞', '一幺壹', '二两贰', '三叁', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖勾'],
  '0123456789'
)
const WORDS = new RegExp(`[${Object.keys(FIGURES).join('')}]`, 'g')
const LAST_LETTER = /(?<=\d.{0,3})[×叉ХΧ✕]/g

/**
 * With Chinese figures read as figures, and a cross after figures as the last letter of an identity number.
 */
export const figured = (reading: Reading): Reading =>
  replaced(
    replaced(reading, WORDS, (letter) => FIGURES[letter]!),
    LAST_LETTER,
    () => 'X'
  )
export const crossed = (reading: Reading): Reading => replaced(reading, LAST_LETTER, () => 'X')

const ALIKE = table(['OОQD', 'IL|', 'Z', 'S', 'B'], '01258')
/** With letters that look like figures read as those. */
export const alike = (reading: Reading): Reading =>
  replaced(reading, /[OОQDIL|ZSB]/g, (letter) => ALIKE[letter]!)

const DOTS = /[·•‧・･∙⋅.]/g
/** With every dot between the parts of a name the same one. */
export const withOneDot = (reading: Reading): Reading => replaced(reading, DOTS, () => '·')

export const digitsOf = (text: string): string => text.replace(/[^0-9X]/g, '')
export const figuresOf = (text: string): string => text.replace(/\D/g, '')
/** The lengths of the groups somebody wrote a number in: `3-4-4`. */
export const groupsOf = (text: string, apart: RegExp = /\D+/): string =>
  text
    .split(apart)
    .filter(Boolean)
    .map(({ length }) => length)
    .join('-')
