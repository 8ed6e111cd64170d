import { isCreditCode, isIdNumber } from './numbers.ts'
import { plainNumber } from './typed.ts'

type Document = Readonly<{
  /** What it is called on a screen. */
  words: string
  /** Is this number one of such a document, on a day (2026-11-28)? */
  holds: (number: string, today: string) => boolean
  wrong: string
}>

/**
 * Documents a person shows who they are by. Residence permits for people of Hong Kong, Macao and Taiwan (81,
 * 82, 83) and the foreigner's card of 2023 (9…) are numbered like a citizen's card and go as one.
 */
export const DOCUMENTS = {
  idCard: {
    words: '居民身份证',
    holds: isIdNumber,
    wrong: '身份证号不对，请对照身份证核对18位号码'
  },
  hkMacaoPermit: {
    words: '港澳居民来往内地通行证',
    holds: (number) => /^[HM]\d{8}(\d{2})?$/.test(number),
    wrong: '通行证号不对，港澳通行证是H或M加8位数字'
  },
  taiwanPermit: {
    words: '台湾居民来往大陆通行证',
    holds: (number) => /^(\d{8}|\d{10}[A-Z]?)$/.test(number),
    wrong: '通行证号不对，台湾通行证是8位数字'
  },
  passport: {
    words: '护照',
    holds: (number) => /^(?=.*\d)[A-Z0-9]{5,15}$/.test(number),
    wrong: '护照号不对，请照护照填字母和数字'
  },
  foreignPermit: {
    words: '外国人永久居留身份证',
    holds: (number, today) => /^[A-Z]{3}\d{12}$/.test(number) || isIdNumber(number, today),
    wrong: '永久居留证号不对，旧证是3个字母加12位数字，新证是18位'
  }
} as const satisfies Record<string, Document>
export type DocumentKind = keyof typeof DOCUMENTS
export const DOCUMENT_KINDS = Object.keys(DOCUMENTS) as DocumentKind[]

type Shown = Readonly<{ kind: string; document?: DocumentKind | undefined; idNumber: string }>

/**
 * What is to be said of a number on a day: `wrong` cannot be handed in; `odd` is a credit code whose check
 * letter does not fit, which has been issued before now: it may be when somebody has compared it with the
 * paper. Null when it is sound.
 */
export function identityProblem(
  { kind, document = 'idCard', idNumber }: Shown,
  today: string
): { level: 'wrong' | 'odd'; words: string } | null {
  const number = plainNumber(idNumber)
  if (kind === 'person') {
    const { holds, wrong } = DOCUMENTS[document]
    return holds(number, today) ? null : { level: 'wrong', words: wrong }
  }
  if (isCreditCode(number)) return null
  return /^[0-9A-Z]{18}$/.test(number)
    ? { level: 'odd', words: '统一社会信用代码的校验位不对，请对照营业执照再看一遍' }
    : { level: 'wrong', words: '统一社会信用代码不对，请对照营业执照核对18位' }
}

/** A number as others see it: its first third (at most six) and its last quarter (at most four). */
export function maskNumber(number: string): string {
  const [head, tail] = [
    Math.min(6, Math.floor(number.length / 3)),
    Math.min(4, Math.floor(number.length / 4))
  ]
  return `${number.slice(0, head)}${'*'.repeat(number.length - head - tail)}${number.slice(number.length - tail)}`
}
