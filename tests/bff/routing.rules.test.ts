import { guessTopic } from 'bff/assistant/classifier/guess.rules.ts'
import { DEFAULT_ORDER } from 'bff/platform/officials/order.rules.ts'
import { route } from 'bff/platform/officials/routing.rules.ts'
import type { RoutingFacts } from 'bff/platform/officials/routing.types.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const at = (id: string, name: string, away: string | null = null, standInId: string | null = null) => ({
  id,
  name,
  title: `${id}岗`,
  townshipId: 't',
  awayReason: away,
  standInId
})
const duty = (
  topicId: string,
  level: RoutingFacts['duties'][number]['level'],
  area: string,
  postId: string,
  share = 1,
  open = 0
) => ({ topicId, level, area, postId, share, open })
const facts: RoutingFacts = {
  order: DEFAULT_ORDER,
  topics: [
    { id: 'lamp', name: '路灯照明', keywords: ['路灯', '照明'], dutyLine: null },
    { id: 'road', name: '农村道路', keywords: ['修路', '路'], dutyLine: null }
  ],
  duties: [
    duty('lamp', 'village', '前张楼村', 'near'),
    duty('lamp', 'county', '全县', 'far'),
    duty('road', 'township', '大张楼镇', 'away')
  ],
  posts: [
    at('near', '王'),
    at('far', '李'),
    at('away', '张', '培训', 'stand'),
    at('stand', '赵'),
    at('secretary', '钱')
  ],
  fallback: ['secretary']
}
const asked = { kind: 'problemReport' as const, confidential: false, chosenPostId: null }
const routed = (body: string, more: object = {}, known = facts) => {
  const topics = known.topics.map((topic) => ({ ...topic, words: topic.keywords }))
  return route({ ...asked, ...more }, known, guessTopic(body, topics, undefined))
}

it.each([
  ['the nearest area’s duty wins', '村里路灯不亮', {}, 'near', '前张楼村'],
  ['an absent handler’s stand-in gets it', '什么时候修路', {}, 'stand', '不在岗（培训）'],
  ['nobody’s duty falls to the village secretary', '想借一口锅', {}, 'secretary', '兜底'],
  ['a chosen official is asked', '村里路灯不亮', { chosenPostId: 'far' }, 'far', '指定'],
  ['a chosen official who is away is stood in for', '问问', { chosenPostId: 'away' }, 'stand', '代办'],
  [
    'a sealed matter is given to nobody by machine',
    '村里路灯款被贪了',
    { confidential: true },
    null,
    '不自动分派'
  ]
])('%s', (_, body, more, postId, reason) => {
  const { postId: found, reasons } = routed(body, more)
  expect(found).toBe(postId)
  expect(reasons.join('；')).toContain(reason)
})

it.each<['basic' | 'assist' | 'raised', string | null, string]>([
  ['basic', 'near', '“路灯照明”是乡镇基本履职事项（第7项）'],
  ['assist', 'county', '“路灯照明”是乡镇配合履职事项（第7项）'],
  ['raised', 'county', '“路灯照明”是上收事项（第7项）']
])('what stands on the list %s is proposed to %s, and the line is cited', (list, postId, words) => {
  const topics = facts.topics.map((topic) => ({ ...topic, dutyLine: { list, line: '第7项' } }))
  const county = { ...at('county', '孙'), townshipId: null }
  const duties = [...facts.duties, duty('lamp', 'county', '全县', 'county')]
  const found = routed('村里路灯不亮', {}, { ...facts, topics, duties, posts: [...facts.posts, county] })
  expect(found.postId).toBe(postId)
  expect(found.reasons).toContain(words)
  const alone = routed('村里路灯不亮', { chosenPostId: 'far' }, { ...facts, topics })
  expect(alone.postId).toBe(list === 'basic' ? 'far' : null)
})

describe('the county’s own order', () => {
  const chosen = { chosenPostId: 'stand' }
  it.each<[string, RoutingFacts['order'], object, string, string]>([
    ['a duty before the asker’s choice', ['village', 'chosen'], chosen, 'near', '按分工，前张楼村'],
    ['the county’s duty before the village’s', ['county', 'village'], {}, 'far', '按分工，全县'],
    [
      'the secretary before any duty',
      ['secretary', 'village'],
      {},
      'secretary',
      '按分派顺序，先由secretary岗钱接'
    ],
    [
      'a step that finds nobody is passed over',
      ['serviceArea', 'township', 'county'],
      {},
      'far',
      '按分工，全县'
    ],
    [
      'the choice of a vacant post is passed over',
      ['chosen', 'village'],
      { chosenPostId: 'gone' },
      'near',
      '按分工'
    ]
  ])('%s', (_, order, more, postId, reason) => {
    const found = routed('村里路灯不亮', more, { ...facts, order })
    expect(found.postId).toBe(postId)
    expect(found.reasons.join('；')).toContain(reason)
  })
})

describe('a duty that several share', () => {
  const shared = (...of: [string, number, number][]) =>
    routed(
      '村里路灯不亮',
      {},
      {
        ...facts,
        duties: of.map(([id, share, open]) => duty('lamp', 'village', '前张楼村', id, share, open))
      }
    )
  it.each<[string, [string, number, number][], string]>([
    [
      'whoever has the least',
      [
        ['near', 1, 5],
        ['far', 1, 4]
      ],
      'far'
    ],
    [
      'a larger share bears more',
      [
        ['near', 3, 5],
        ['far', 1, 2]
      ],
      'near'
    ],
    [
      'up to its share',
      [
        ['near', 3, 9],
        ['far', 1, 2]
      ],
      'far'
    ],
    [
      'with nothing open the larger share',
      [
        ['near', 1, 0],
        ['far', 2, 0]
      ],
      'far'
    ],
    [
      'equal ones in the list’s order',
      [
        ['near', 1, 2],
        ['far', 1, 2]
      ],
      'near'
    ],
    [
      'the absent after the present, however free',
      [
        ['away', 9, 0],
        ['far', 1, 50]
      ],
      'far'
    ],
    [
      'a post that nobody holds bears nothing',
      [
        ['vacant', 9, 0],
        ['far', 1, 50]
      ],
      'far'
    ]
  ])('%s', (_, of, postId) => expect(shared(...of).postId).toBe(postId))
  it('says how many share it and why this one', () => {
    expect(shared(['near', 1, 5], ['far', 2, 4]).reasons).toContain(
      '按分工，前张楼村的“路灯照明”由2人分担，轮到far岗李（手上4件没办完，分担2份）'
    )
  })
  it('is borne in proportion to the shares, whatever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (one, other) => {
        const open = { near: 0, far: 0 }
        const rounds = 10 * (one + other)
        for (let n = 0; n < rounds; n += 1) {
          const { postId } = shared(['near', one, open.near], ['far', other, open.far])
          open[postId as 'near' | 'far'] += 1
        }
        expect(Math.abs(open.near - 10 * one)).toBeLessThanOrEqual(1)
      })
    )
  })
})

it('goes round a ring of absent colleagues without end', () => {
  const posts = [at('near', '王', '病假', 'far'), at('far', '李', '休假', 'near')]
  expect(routed('路灯', {}, { ...facts, posts }).postId).toMatch(/near|far/)
})

describe('the reasons, in words', () => {
  const said = (topicId: string | null, more: object = {}, known = facts) =>
    route({ ...asked, ...more }, known, { topicId, reason: '问的是路灯' })
  const without = (id: string) => ({ ...facts, posts: facts.posts.filter((post) => post.id !== id) })
  const byDuty = '按分工，前张楼村的“路灯照明”由near岗王负责'
  it.each<[string, string | null, object, RoutingFacts, string | null, string[]]>([
    ['a duty, with its topic and its area', 'lamp', {}, facts, 'near', [byDuty]],
    [
      'a duty whose post nobody holds leaves it to the next area’s',
      'lamp',
      {},
      without('near'),
      'far',
      ['按分工，全县的“路灯照明”由far岗李负责']
    ],
    ['no duty', null, {}, facts, 'secretary', ['没有专人分工，由secretary岗钱兜底']],
    [
      'no duty, the nearest fallback vacant',
      null,
      {},
      { ...facts, fallback: ['vacant', 'far', 'secretary'] },
      'far',
      ['没有专人分工，由far岗李兜底']
    ],
    ['an official chosen', 'lamp', { chosenPostId: 'far' }, facts, 'far', ['提问人指定由far岗李答复']],
    ['an official chosen whose post is vacant', 'lamp', { chosenPostId: 'vacant' }, facts, 'near', [byDuty]],
    [
      'an absent one, with his stand-in',
      'road',
      {},
      facts,
      'stand',
      ['按分工，大张楼镇的“农村道路”由away岗张负责', 'away岗张今天不在岗（培训），由stand岗赵代办（AB角）']
    ],
    ['nobody at all', null, {}, { ...facts, fallback: ['vacant'] }, null, ['没有找到负责人，请受理员指定']],
    [
      'a sealed matter',
      'lamp',
      { confidential: true, chosenPostId: 'far' },
      facts,
      null,
      ['举报和线索不自动分派，由受理员核对后交办']
    ]
  ])('%s', (_, topicId, more, known, to, words) => {
    const { postId, reasons } = said(topicId, more, known)
    expect(postId).toBe(to)
    expect(reasons).toEqual(['问的是路灯', ...words])
  })
  it.each(['lamp', null])('keep the topic: %s', (topicId) => expect(said(topicId).topicId).toBe(topicId))

  const chain = (...ids: string[]) =>
    ids.map((id, index) => at(id, id, id === 'present' ? null : '休假', ids[index + 1] ?? null))
  it.each([
    ['one absent', chain('away', 'present'), 'present', 1],
    ['three absent', chain('away', 'b', 'c', 'present'), 'present', 3],
    ['four absent', chain('away', 'b', 'c', 'd', 'present'), 'present', 4],
    ['one absent whom nobody stands in for keeps it', chain('away'), 'away', 0],
    ['two absent, and nobody for the second: the clerk decides', chain('away', 'b'), 'away', 0],
    [
      'two absent, and a secretary who is there',
      [...chain('away', 'b'), at('secretary', '钱')],
      'secretary',
      0
    ],
    ['a secretary who is away too', [...chain('away', 'b'), at('secretary', '钱', '病假')], 'away', 0]
  ])('%s', (_, posts, to, handOvers) => {
    const { postId, reasons } = said('road', {}, { ...facts, posts })
    expect(postId).toBe(to)
    expect(reasons.filter((words) => words.includes('AB角'))).toHaveLength(handOvers)
  })
})
