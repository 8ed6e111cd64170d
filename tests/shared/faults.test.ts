import { api } from 'shared/api.ts'
import { faultIn, faultWords } from 'shared/rules/faults.ts'
import { expect, it } from 'vitest'

it.each([
  [
    { keyword: 'maxLength', params: { limit: 60 }, instancePath: '/applicant/name' },
    '“姓名或名称”太长，最多60个字'
  ],
  [{ keyword: 'maxLength', params: { limit: 2000 }, instancePath: '/body' }, '“内容”太长，最多2000个字'],
  [{ keyword: 'minLength', params: { limit: 4 }, instancePath: '/body' }, '“内容”至少写4个字'],
  [{ keyword: 'minLength', params: { limit: 1 }, instancePath: '/name' }, '“姓名或名称”没有填'],
  [{ keyword: 'required', params: { missingProperty: 'villageId' }, instancePath: '' }, '“村（社区）”没有填'],
  [
    { keyword: 'pattern', params: { pattern: '^x$' }, instancePath: '/phone' },
    '“电话”格式不对，或者有不能用的符号'
  ],
  [{ keyword: 'maxItems', params: { limit: 9 }, instancePath: '/fileIds' }, '“照片”太多，最多9个'],
  [{ keyword: 'minLength', params: { limit: 2 }, instancePath: '/values/3' }, '“表格”至少写2个字'],
  [{ keyword: 'type', params: { type: 'integer' }, instancePath: '/whatever' }, '填写的内容要填整数'],
  [{ keyword: 'somethingNew', params: {}, instancePath: '/body' }, '“内容”格式不对，或者有不能用的符号']
])('%o is said as %s', (fault, words) => expect(faultIn(fault)).toBe(words))

type Node = Record<string, unknown>
/** Keywords a schema judges by, wherever they stand in it. */
function keywordsIn(node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const inner of node) keywordsIn(inner, found)
  else if (node && typeof node === 'object')
    for (const [key, inner] of Object.entries(node as Node)) {
      if (key === 'properties' || key === 'patternProperties')
        for (const property of Object.values(inner as Node)) keywordsIn(property, found)
      else if (!['description', 'title', 'default', 'examples'].includes(key)) {
        found.add(key)
        keywordsIn(inner, found)
      }
    }
  return found
}

it('says every keyword our contract uses in words of its own', () => {
  const quiet = new Set(['items', 'allOf', 'enum', 'const', 'anyOf', 'type', '0', '1', '2'])
  const used = new Set(Object.values(api).flatMap((one) => [...keywordsIn((one as { body?: object }).body)]))
  for (const keyword of used) {
    if (quiet.has(keyword) || /^\d+$/.test(keyword) || keyword === 'body') continue
    const words = faultWords({ keyword, params: { limit: 3, format: 'date', multipleOf: 0.01 } })
    if (keyword !== 'pattern') expect([keyword, words]).not.toEqual([keyword, '格式不对，或者有不能用的符号'])
  }
  expect(used.size).toBeGreaterThan(8)
})
