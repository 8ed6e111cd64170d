import { dayParts } from './days.ts'
import { PHONE_WORDS, phoneOf } from './phones.ts'
import { plainNumber } from './typed.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/**
 * 18 characters with the check digit of a citizen's number (GB 11643-1999), whatever birthday stands in it.
 */
export function hasIdCheck(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return '10X98765432'[sum % 11] === number[17]
}

/** A citizen's number (GB 11643-1999) of somebody born by a day (2026-11-28). */
export function isIdNumber(number: string, today: string): boolean {
  if (!hasIdCheck(number)) return false
  const birthday = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return dayParts(birthday) !== undefined && birthday <= today
}

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A unified social credit code with its check character (GB 32100-2015), 18 characters. */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false
  const sum = [...code.slice(0, 17)].reduce(
    (total, letter, index) => total + LETTERS.indexOf(letter) * (3 ** index % 31),
    0
  )
  return LETTERS[(31 - (sum % 31)) % 31] === code[17]
}

/** Figures with a birthday among them: a citizen's number, right or wrong. */
const PERSONAL = /^\d{6}(19|20)\d{9}[\dX]$/

type Kept = Readonly<{ label: string; from?: 'name' | 'idNumber' | 'phone' }>
/**
 * What is wrong, on a day, with a number a form takes over from what is known of the applicant; null when it
 * may stand.
 */
export function numberProblem({ label, from }: Kept, entry: string, today: string): string | null {
  const number = plainNumber(entry)
  // Other papers than a citizen's card are numbered in so many ways that only letters and figures can be
  // asked for.
  const sound = PERSONAL.test(number) ? isIdNumber(number, today) : /^[0-9A-Z]{5,18}$/.test(number)
  if (from === 'idNumber' && !sound) return `“${label}”不对，请对照证件核对`
  if (from === 'phone' && phoneOf(entry) === null) return `“${label}”不对：${PHONE_WORDS}`
  return null
}
