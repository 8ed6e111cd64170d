import fc from 'fast-check'
import type { FormField } from 'shared/items.ts'
import { entryProblem, entryWords } from 'shared/rules/forms.ts'
import { numberProblem } from 'shared/rules/numbers.ts'
import { describe, expect, it } from 'vitest'

const field = (change: Partial<FormField> = {}): FormField => ({ label: '栏', sample: '', ...change })
const number = field({ input: 'number', unit: '人' })
const date = field({ input: 'date' })
const past = field({ input: 'pastDate' })
const coming = field({ input: 'comingDate' })
const TODAY = '2026-11-28'
const choice = field({ input: 'choice', options: ['单独所有', '共同共有'] })

describe('an entry of a form', () => {
  it.each<[FormField, string, string | null]>([
    [field(), '嘉禾商贸', null],
    [field(), '  ', '“栏”还没有填'],
    [number, '3', null],
    [number, '0.5', null],
    [number, '3人', '“栏”要填数字，只写数，不写单位'],
    [number, '-1', '“栏”要填数字，只写数，不写单位'],
    [number, '1e3', '“栏”要填数字，只写数，不写单位'],
    [number, '', '“栏”还没有填'],
    [date, '2026-11-30', null],
    [date, '2028-02-29', null],
    [date, '2026-02-29', '“栏”要选日期'],
    [date, '2026-11-31', '“栏”要选日期'],
    [date, '2026年11月30日', '“栏”要选日期'],
    [past, '2026-11-28', null],
    [past, '2026-11-29', '“栏”不能晚于今天'],
    [coming, '2026-11-28', null],
    [coming, '2026-11-27', '“栏”不能早于今天'],
    [coming, '明天', '“栏”要选日期'],
    [choice, '共同共有', null],
    [choice, '按份共有', '“栏”只能选：单独所有、共同共有'],
    [field({ label: '申请人签字' }), '', null]
  ])('%o filled in with “%s”', (asked, value, words) => expect(entryProblem(asked, value, TODAY)).toBe(words))

  it.each<[FormField, string, string]>([
    [number, '3', '3人'],
    [number, '', ''],
    [date, '2026-01-05', '2026年1月5日'],
    [date, '', ''],
    [field(), '2026-01-05', '2026-01-05']
  ])('%o reads “%s” as “%s”', (asked, value, words) => expect(entryWords(asked, value)).toBe(words))

  it('takes every day of the calendar and nothing that is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (days) => {
        const day = new Date(days * 86_400_000).toISOString().slice(0, 10)
        expect(entryProblem(date, day, TODAY)).toBeNull()
        expect(entryProblem(date, `${day.slice(0, 8)}32`, TODAY)).not.toBeNull()
      })
    )
  })
})

describe('a number a form takes over', () => {
  const id = field({ from: 'idNumber' })
  const phone = field({ from: 'phone' })
  it.each<[FormField, string, boolean]>([
    [id, '11010519491231002X', true],
    [id, '110105 19491231 002x', true],
    [id, '1234', false],
    [id, '110105194912310021', false],
    [phone, '19900001234', true],
    [phone, '199 0000 1234', true],
    [phone, '0537-6810001', true],
    [phone, '0537 6810001', true],
    [phone, '12', false],
    [phone, '1990000123', false],
    [field(), '12', true]
  ])('%o filled in with “%s” may stand: %s', (asked, value, right) =>
    expect(numberProblem(asked, value, '2026-11-30') === null).toBe(right)
  )
})
