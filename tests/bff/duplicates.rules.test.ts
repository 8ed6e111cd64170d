import { readFileSync } from 'node:fs'
import { findDuplicates } from 'bff/assistant/questions/duplicates.rules.ts'
import { sharedMatter } from 'bff/assistant/questions/sameness.rules.ts'
import { describe, expect, it } from 'vitest'

type Pair = Readonly<{ a: string; b: string; same: boolean }>
/** Written for this test: two neighbours’ words for one matter, and words that only sound alike. */
const pairs = readFileSync(new URL('./duplicate-pairs.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Pair)

describe('on labelled pairs', () => {
  const shown = pairs.filter(({ a, b }) => sharedMatter(a, b))
  it('suggests hardly any that is another matter', () => {
    const wrong = shown.filter(({ same }) => !same)
    expect(wrong.length / shown.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.1)
  })
  it('finds most of the same ones', () => {
    const same = pairs.filter((pair) => pair.same)
    expect(shown.filter((pair) => pair.same).length / same.length).toBeGreaterThanOrEqual(0.7)
  })
  it('is the same both ways', () => {
    for (const { a, b } of pairs) expect(sharedMatter(a, b) === null).toBe(sharedMatter(b, a) === null)
  })
})

it.each([
  ['旋耕机补贴怎么申请', '玉米保险怎么赔'],
  ['路灯不亮了', '路灯装得离窗户太近'],
  ['东头的路灯坏了', '西头的路灯坏了'],
  ['低保怎么申请', '低保钱没到账']
])('%s is not %s', (one, other) => expect(sharedMatter(one, other)).toBeNull())

it('gives whole words as the reason, and keeps to the village', () => {
  const told = (id: string, body: string, villageId = 'v', day = 1) => ({
    id,
    body,
    villageId,
    placeText: '',
    askedAt: new Date(`2026-03-0${day}T09:00:00+08:00`)
  })
  const fresh = told('0', '主街的路灯不亮了，天黑看不见', 'v', 4)
  const found = findDuplicates(fresh, [
    told('other village', '主街路灯坏了', 'w'),
    told('older', '俺街上那个灯坏了', 'v', 1),
    told('nearest', '路灯黑了三天', 'v', 3),
    told('else', '路灯电费谁交')
  ])
  expect(found.map(({ matter, why }) => [matter.id, why])).toEqual([
    ['nearest', '同一个村，相隔1天，都说到“路灯、不亮”'],
    ['older', '同一个村，相隔3天，都说到“路灯、不亮”']
  ])
})
