import { redacted } from 'bff/assistant/publications/redaction.rules.ts'
import { findPersonal } from 'bff/kernel/lib/personal/find.ts'
import { possiblePersonal } from 'bff/kernel/lib/personal/possible.ts'
import { figured, read } from 'bff/kernel/lib/personal/reading.ts'
import { describe, expect, it } from 'vitest'
import { CLEAN, OPEN } from './clean.ts'
import { TRICKS } from './tricks.ts'

const LEAST = 0.97
const MOST_WRONG = 0.03
const known = { names: [], open: OPEN }
const shownOf = (text: string) =>
  redacted(
    text,
    findPersonal(text, known).map((span) => ({ ...span, hidden: true }))
  )
const figuresIn = (text: string) => figured(read(text)).plain.replace(/\D/g, '')

/** May somebody still read it: the words themselves, or six of its figures in a row? */
function isReadable(shown: string, hide: string): boolean {
  if (shown.includes(hide)) return true
  const [figures, number] = [shown.split(/【[^】]*】/).map(figuresIn), figuresIn(hide)]
  for (let at = 0; at + 6 <= number.length; at++)
    if (figures.some((piece) => piece.includes(number.slice(at, at + 6)))) return true
  return false
}

describe('what people try', () => {
  const kinds = [...new Set(TRICKS.map(([kind]) => kind))]
  it('is of ten kinds and two hundred ways', () => {
    expect([kinds.length, TRICKS.length >= 200]).toEqual([10, true])
  })
  it.each(kinds)('is hidden: %s', (kind) => {
    const tricks = TRICKS.filter(([one]) => one === kind)
    const missed = tricks.filter(([, text, hide]) => isReadable(shownOf(text), hide)).map(([, text]) => text)
    expect(missed.length / tricks.length, missed.join('\n')).toBeLessThanOrEqual(1 - LEAST)
  })
  it('leaves what is nobody’s', () => {
    const marked = CLEAN.filter((text) => findPersonal(text, known).length > 0)
    expect(marked.length / CLEAN.length, marked.join('\n')).toBeLessThanOrEqual(MOST_WRONG)
  })
})

it.each([
  ['a run of figures in any script', '编号٤٥٦٧٨٩里', '٤٥٦٧٨٩'],
  ['figures as words', '记号四五六七八九', '四五六七八九'],
  ['a bare name', '请赵铁柱带身份证和户口本来填表', '赵铁柱'],
  ['a name among relations', '村东头开小卖部的赵铁柱的老伴', '赵铁柱'],
  ['a surname before a title', '找老周书记说过', '老周书记'],
  ['a title before a surname', '会计张桂说的', '会计张桂'],
  ['an account', '搜 hua_hua88 就行', 'hua_hua88'],
  ['a foreign word', '名字是Guliya那个', 'Guliya']
])('points at %s as possible', (_, text, words) => {
  expect(possiblePersonal(text, { open: [] }).join()).toContain(words)
})

it('points at no public number', () => {
  expect(possiblePersonal('拨打0537-6533110', { open: OPEN })).toEqual([])
})

it.each(['路1号', '一', 'a', '1', '张', '卡', '微信', '1-', '@a.'])(
  'reads four thousand letters of %s without stalling',
  (piece) => {
    const text = piece.repeat(4000 / piece.length)
    const began = performance.now()
    findPersonal(text, known)
    possiblePersonal(text, known)
    // No figure: a pattern that runs away takes minutes.
    expect(performance.now() - began).toBeLessThan(10_000)
  }
)
