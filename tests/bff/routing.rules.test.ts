import { guessTopic } from 'bff/classifier/guess.ts'
import { type RoutingFacts, route } from 'bff/officials/routing.rules.ts'
import { expect, it } from 'vitest'

const at = (id: string, name: string, away: string | null = null, standInId: string | null = null) => ({
  id,
  name,
  title: `${id}岗`,
  awayReason: away,
  standInId
})
const facts: RoutingFacts = {
  topics: [
    { id: 'lamp', name: '路灯照明', keywords: ['路灯', '照明'] },
    { id: 'road', name: '农村道路', keywords: ['修路', '路'] }
  ],
  duties: [
    { topicId: 'lamp', area: '前张楼村', postId: 'near' },
    { topicId: 'lamp', area: '全县', postId: 'far' },
    { topicId: 'road', area: '大张楼镇', postId: 'away' }
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

it('goes round a ring of absent colleagues without end', () => {
  const posts = [at('near', '王', '病假', 'far'), at('far', '李', '休假', 'near')]
  expect(routed('路灯', {}, { ...facts, posts }).postId).toMatch(/near|far/)
})
