import { plainName, plainNumber, typedCode } from 'shared/rules/typed.ts'
import { expect, it } from 'vitest'

it.each([
  ['370829-19800101-001x', '37082919800101001X'],
  ['３７０８２９', '370829'],
  ['\u202a2026-000123\u202c', '2026000123'],
  [' a\u00ad1\u20602\ufeff ', 'A12']
])('%o means the number %s', (typed, plain) => expect(plainNumber(typed)).toBe(plain))

const RECEIPT = '7KQM3XWP9RTD2HVN6YCF'
it.each([
  '7KQM-3XWP-9RTD-2HVN-6YCF',
  '7kqm 3xwp 9rtd 2hvn 6ycf',
  '7KQM–3XWP–9RTD–2HVN–6YCF',
  '７ＫＱＭ－３ＸＷＰ－９ＲＴＤ－２ＨＶＮ－６ＹＣＦ',
  '回执码：7KQM-3XWP-9RTD-2HVN-6YCF',
  '“7KQM-3XWP-9RTD-2HVN-6YCF”',
  '\u202a7KQM-3XWP-9RTD-2HVN-6YCF\u202c',
  '7KQM-3XWP-9RTD\n\t-2HVN-6YCF\u00a0'
])('%o is the receipt', (typed) => expect(typedCode(typed)).toBe(RECEIPT))

it.each([
  ['古丽米热•艾比布力', '古丽米热·艾比布力'],
  ['古丽米热 ・ 艾比布力', '古丽米热·艾比布力'],
  ['古丽米热‧艾比布力', '古丽米热·艾比布力'],
  ['  张\u200b三 ', '张三'],
  ['Nur  Aisyah\u00a0binti Abdullah', 'Nur Aisyah binti Abdullah'],
  ['   ', '']
])('%o is the name %s', (typed, name) => expect(plainName(typed)).toBe(name))
