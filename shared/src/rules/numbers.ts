const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A citizen's number with its check digit (GB 11643-1999), 18 characters. */
export function isIdNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return '10X98765432'[sum % 11] === number[17]
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

const MOBILE = /^1[3-9]\d{9}$/
const LANDLINE = /^0\d{9,11}$/
/** A mobile number of mainland China, its eleven figures and nothing else. */
export const isMobile = (phone: string): boolean => MOBILE.test(phone)
/** What people put between the figures of a number, taken out. */
export const plainNumber = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase()

type Kept = Readonly<{ label: string; from?: 'name' | 'idNumber' | 'phone' }>
/** What is wrong with a number a form takes over from what is known of the applicant, in words; null when it may stand. */
export function numberProblem({ label, from }: Kept, entry: string): string | null {
  const value = plainNumber(entry)
  if (from === 'idNumber' && !isIdNumber(value) && !isCreditCode(value))
    return `“${label}”不对，请对照证件核对18位号码`
  if (from === 'phone' && !isMobile(value) && !LANDLINE.test(value))
    return `“${label}”不对，手机号要11位，座机要带区号`
  return null
}
