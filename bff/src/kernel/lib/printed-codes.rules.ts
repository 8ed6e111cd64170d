import { randomInt } from 'node:crypto'
import { typedCode } from 'shared/rules/typed.ts'
import { LETTERS } from './codes.ts'

const LENGTH = 16 // 78 bits: nobody guesses a document

/** A new verification code as it is kept. */
export const newCode = (): string =>
  Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** `370829-K7QM-3XWP-9RTD-2HVN`, as it is printed: the county, then the code in fours. */
export const printedCode = (tenantId: string, code: string): string =>
  [tenantId, ...(code.match(/.{4}/g) ?? [])].join('-')

/**
 * The code as it is kept, whatever spaces, dashes or small letters it was typed with, the county in front or
 * not.
 */
export const keptCode = (typed: string): string => typedCode(typed).slice(-LENGTH)
