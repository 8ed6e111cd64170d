import { plainNumber } from './typed.ts'

const MOBILE = /^1[3-9]\d{9}$/
/** Area codes have three figures for the largest cities and four elsewhere. */
const FIXED = /^(010|02\d|0[3-9]\d{2})?([2-8]\d{6,7})(?:(?:转|分机|#|,|EXT|X)+(\d{1,6}))?$/
const FOREIGN = /^\+(?!86)[1-9]\d{5,13}$/

/** A dash after a whole local number begins an extension: `0537-6810001-801`. */
const DASHED = /^(\D*0\d{2,3}\D{0,3}|\D*)([2-8]\d{6,7})[-\u2010-\u2015\uff0d]+(\d{1,6})$/
const withExtension = (typed: string): string =>
  typed.normalize('NFKC').replace(/\s/g, '').replace(DASHED, '$1$2转$3')

/**
 * A phone number as it is kept: `13800138000`, `0537-6810001`, `0537-6810001转801`, `+85251234567`; null when
 * what was typed is none. A text message reaches only the first.
 */
export function phoneOf(typed: string): string | null {
  const written = plainNumber(withExtension(typed))
    .replace(/[().·]/g, '')
    .replace(/^00/, '+')
  const number = written.replace(/^\+86/, '')
  const mobile = number.replace(/^0(?=1[3-9]\d{9}$)/, '').replace(/^86(?=1[3-9]\d{9}$)/, '')
  if (MOBILE.test(mobile)) return mobile
  // After +86 an area code stands without its nought.
  const fixed = FIXED.exec(number) ?? (number === written ? null : FIXED.exec(`0${number}`))
  if (fixed) {
    const [, area, local, extension] = fixed
    return `${area ? `${area}-` : ''}${local}${extension ? `转${extension}` : ''}`
  }
  return FOREIGN.test(number) ? number : null
}

/** A mobile number of mainland China, as it is kept: the only one that can be texted. */
export const isMobile = (phone: string): boolean => MOBILE.test(phone)

/** A phone as somebody sees it who need not ring it: `138****0000`, `0537-*****01`. */
export const maskPhone = (phone: string): string =>
  isMobile(phone)
    ? `${phone.slice(0, 3)}****${phone.slice(-4)}`
    : phone.replace(/转.*$/, '').replace(/\d(?!\d?$)(?!\d*-)/g, '*')

/** What a phone dials: a pause before the extension. */
export const dialled = (phone: string): string => phone.replace(/-/g, '').replace(/\s*转\s*/, ',')

export const PHONE_WORDS = '电话不对，手机号要11位，座机要7到8位，可以带区号和分机'
