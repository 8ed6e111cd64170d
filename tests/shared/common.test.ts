import { Name, Typed, Words } from 'shared/common.ts'
import { describe, expect, it } from 'vitest'

/** As the server checks it: by characters, and the pattern with Unicode. */
const takes = (schema: object, value: string) => {
  const {
    pattern,
    minLength = 0,
    maxLength = 1e6
  } = schema as { pattern: string; minLength?: number; maxLength?: number }
  return value.length >= minLength && value.length <= maxLength && new RegExp(pattern, 'u').test(value)
}

describe('a sentence', () => {
  it.each(['路灯坏了', '1111', 'abcd', '路……灯', '  路灯 ', '第一行\n第二行', '𠮷𠮷坏了'])('is %o', (words) =>
    expect(takes(Words(4, 2000), words)).toBe(true)
  )
  it.each([
    ' '.repeat(10),
    '\n'.repeat(5),
    '😀😀😀😀',
    '。。。。。',
    '\u200b'.repeat(6),
    '灯。。。',
    '路灯\u0000坏'
  ])('is not %o', (words) => expect(takes(Words(4, 2000), words)).toBe(false))
})
describe('a word', () => {
  it.each(['阅', 'a', '👍', ' 好 '])('is %o', (words) => expect(takes(Words(1, 9), words)).toBe(true))
  it.each(['', ' ', '\u3000', '\u200b\u202d', '\n'])('is not %o', (words) =>
    expect(takes(Words(1, 9), words)).toBe(false)
  )
})
it('may be left out where nothing has to be said', () => expect(takes(Words(0, 9), ' ')).toBe(true))

it.each([
  ['\u202d13800138000\u202c', true],
  ['7KQM-3XWP\n\t-9RTD', true],
  ['138\u00008000', false]
])('a number pasted as %o is taken: %s', (typed, taken) => expect(takes(Typed, typed)).toBe(taken))
it.each([
  ['\u202d张三\u202c', true],
  ['张\u200b三', true],
  ['\u202d\u202c', false],
  ['😀😀', false]
])('a name pasted as %o is taken: %s', (typed, taken) => expect(takes(Name(2), typed)).toBe(taken))
