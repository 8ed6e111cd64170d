import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterMessages } from 'bff/assistant/reporting/hotspots/clusters.rules.ts'
import { placesIn } from 'bff/assistant/reporting/hotspots/nearness.rules.ts'
import { readable } from 'bff/kernel/lib/grams.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

const lines = [
  ['1', '张楼村搅拌站夜里噪音太大', '搅拌站每天夜里开工，噪音粉尘让人睡不着', '2026-03-01'],
  ['2', '孩子上小学报名要什么材料', '六周岁了，户口在外地', '2026-03-02'],
  ['3', '反映张楼村搅拌站粉尘噪音污染', '搅拌站离村子太近，夜里噪音大，窗户不敢开', '2026-03-03'],
  ['4', '张楼村水泥搅拌站什么时候搬走', '搅拌站噪音粉尘污染严重，老人孩子受不了', '2026-03-20'],
  ['5', '李庄村搅拌站夜间施工噪音', '李庄村边的搅拌站噪音粉尘大', '2026-03-04'],
  ['6', '灌溉机井坏了没人修', '村东机井电机烧了', '2026-03-04']
].map(([id, subject, detail, day]) => ({
  id: id!,
  subject: subject!,
  detail: detail!,
  time: `${day}T08:00:00.000Z`
}))
const groups = (messages: typeof lines) =>
  clusterMessages(messages).map(({ members }) => members.map(({ id }) => id))

describe('clusters', () => {
  it('put together what is about one matter in one place, in the order it came', () =>
    expect(groups(lines)).toEqual([['1', '3', '4']]))
  it('are the same whatever order the messages come in', () =>
    expect(groups([...lines].reverse())).toEqual(groups(lines)))
  it.each([
    ['nothing', []],
    ['one message', lines.slice(0, 1)],
    ['empty texts', lines.map((line) => ({ ...line, subject: '', detail: '😀' }))]
  ])('find none in %s', (_, messages) => expect(groups(messages)).toEqual([]))
  it('read their telling pairs as words', () =>
    expect(readable(['盛恒', '恒炉', '炉料', 'k1'])).toEqual(['盛恒炉料', 'k1']))
  it('know places from words that only sound like one', () =>
    expect(placesIn('A3区丽发新城小区旁，农村道路，张楼村民')).toEqual(['A3区', '丽发新城小区']))
})

it('prints the groups of a file, whatever is missing in its rows', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'hot-')), 'in.jsonl')
  const rows = [
    ...lines,
    { id: 7, subject: null, detail: null, time: null },
    { id: 8, subject: '只有标题', time: '2026/3/5 7:05:00' }
  ]
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'))
  const out = execFileSync(process.execPath, [
    new URL('../../bff/bin/hotspots.ts', import.meta.url).pathname,
    file
  ])
  const [first, ...more] = JSON.parse(out.toString())
  expect(more).toEqual([])
  expect(first).toMatchObject({
    count: 3,
    ids: ['1', '3', '4'],
    places: expect.arrayContaining(['张楼村']),
    first: '2026-03-01T08:00:00.000Z',
    last: '2026-03-20T08:00:00.000Z',
    trend: { lately: 3, before: 0 }
  })
})

describe('the weekly list', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack()
  })
  afterAll(() => stack.stop())

  it('shows an overseer what many ask and what comes again, never a sealed matter or another county’s', async () => {
    for (const who of ['villager1', 'villager1', 'villager1']) await dispatched(stack, {}, who)
    await ask(stack, { kind: 'petition', body: '举报主街路灯坏了一个多月没人修是有人贪钱' })
    const { status, body } = await stack.as('leader1')('GET /hotspots')
    expect(status).toBe(200)
    expect(body.items).toMatchObject([{ count: 3, matters: [{}, {}, {}], trend: { lately: 3, before: 0 } }])
    expect(body.repeats).toMatchObject([{ count: 3, before: 0, open: 3 }])
    expect((await stack.as('w-leader')('GET /hotspots')).body).toMatchObject({ items: [], repeats: [] })
  })
})
