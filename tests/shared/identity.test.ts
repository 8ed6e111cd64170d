import { type DocumentKind, identityProblem, maskNumber } from 'shared/rules/identity.ts'
import { describe, expect, it } from 'vitest'
import { idNumber } from '../support/cases.ts'

const TODAY = '2026-11-30'
/** Seventeen figures with their check digit (GB 11643-1999). */
const checked = (seventeen: string): string => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0)
  return seventeen + '10X98765432'[sum % 11]
}
const of = (document: DocumentKind, number: string) =>
  identityProblem({ kind: 'person', document, idNumber: number }, TODAY)?.level ?? null

describe('the number of a document', () => {
  it.each<[DocumentKind, string, 'wrong' | null]>([
    ['idCard', idNumber(1), null],
    ['idCard', ` ${idNumber(1).toLowerCase()} `, null],
    ['idCard', checked('81000019900101001'), null],
    ['idCard', checked('83000019900101001'), null],
    ['idCard', checked('91012319900101001'), null],
    ['idCard', checked('37082919990230001'), 'wrong'],
    ['idCard', checked('37082919990231001'), 'wrong'],
    ['idCard', checked('37082920991399001'), 'wrong'],
    ['idCard', checked('37082929990101001'), 'wrong'],
    ['idCard', checked('37082920261130001'), null],
    ['idCard', checked('37082920261201001'), 'wrong'],
    ['idCard', checked('37082920240229001'), null],
    ['idCard', checked('37082920230229001'), 'wrong'],
    ['idCard', '110105194912310021', 'wrong'],
    ['idCard', 'H12345678', 'wrong'],
    ['hkMacaoPermit', 'H12345678', null],
    ['hkMacaoPermit', 'm1234567800', null],
    ['hkMacaoPermit', 'C12345678', 'wrong'],
    ['taiwanPermit', '12345678', null],
    ['taiwanPermit', '1234567', 'wrong'],
    ['passport', 'E12345678', null],
    ['passport', 'EA1234567', null],
    ['passport', 'ABCDEFG', 'wrong'],
    ['foreignPermit', 'USA110077112901', null],
    ['foreignPermit', checked('91012319900101001'), null],
    ['foreignPermit', 'USA11007711290', 'wrong']
  ])('%s %s: %s', (document, number, problem) => expect(of(document, number)).toBe(problem))
})

describe('the code of a firm', () => {
  it.each([
    ['91350100M000100Y43', null],
    ['91350100 M000100Y43', null],
    ['91350100M000100Y44', 'odd'],
    ['91350100M000100Y4', 'wrong'],
    ['无', 'wrong']
  ])('%s: %s', (idNumber, level) =>
    expect(identityProblem({ kind: 'company', idNumber }, TODAY)?.level ?? null).toBe(level)
  )
})

it.each([
  ['370829197001010015', '370829********0015'],
  ['H12345678', 'H12****78'],
  ['12345678', '12****78'],
  ['E1234', 'E***4']
])('%s is shown as %s', (number, shown) => expect(maskNumber(number)).toBe(shown))
