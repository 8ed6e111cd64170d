import { randomUUID } from 'node:crypto'
import { allowedActions, canRead, type Facts, MOVES } from 'bff/assistant/questions/moves.rules.ts'
import type { QuestionRow } from 'bff/assistant/questions/questions.table.ts'
import type { Actor } from 'bff/kernel/lib/actor.ts'
import type { QuestionAction } from 'shared/commands.ts'
import type { QuestionStatus } from 'shared/questions.ts'
import { type Role, Role as Roles } from 'shared/roles.ts'
import { describe, expect, it } from 'vitest'
import {
  asker,
  clerk,
  deputyPost,
  facts,
  lead,
  leader,
  monday,
  official,
  post,
  received,
  stranger,
  town
} from '../support/question-model.ts'

const at = (time: string) => new Date(`${time}+08:00`)
const elsewhere = randomUUID()
const limit = { amount: 5, unit: 'wd' as const }
const pause = { from: monday.toISOString(), to: monday.toISOString(), reason: '等待群众补充情况' }
const clock = { start: monday.toISOString(), limit, pauses: [], extensions: [] }
const pausedTimes = (times: number) => ({ ...clock, pauses: Array(times).fill(pause) })

/** A question as it is in each status, with everything that may stand in the way out of the way. */
function questionIn(status: QuestionStatus, change: Partial<QuestionRow> = {}): QuestionRow {
  const given = status !== 'received' && { leadPostId: post, clock, dueAt: at('2026-03-09T17:00') }
  const answered = (status === 'answered' || status === 'closed') && {
    answeredAt: monday,
    reopenUntil: at('2026-03-16T17:00')
  }
  return { ...received, ...given, ...answered, status, ...change }
}
const may = (question: QuestionRow, actor: Actor, more: Partial<Facts> = {}, now = monday) =>
  allowedActions({ question, facts: { ...facts, ...more }, now }, actor).sort()
const words = (actions: string) => actions.split(' ').filter(Boolean).sort()

const ONE = { asker, lead, clerk, leader }
const ASKER = 'supplement withdraw urge'
const HANDLER = 'askMore reply requestExtension proposeForum handToDeputy comment'
const TABLE: Record<QuestionStatus, Record<keyof typeof ONE, string>> = {
  received: {
    asker: ASKER,
    lead: '',
    clerk: 'dispatch answerOnSpot refuse merge comment',
    leader: 'comment'
  },
  dispatched: {
    asker: ASKER,
    lead: `acknowledge returnOrder ${HANDLER}`,
    clerk: 'recall merge comment',
    leader: 'comment'
  },
  accepted: { asker: ASKER, lead: HANDLER, clerk: 'merge comment', leader: 'comment' },
  waiting: { asker: 'supplement withdraw', lead: 'comment', clerk: 'comment', leader: 'comment' },
  returned: { asker: ASKER, lead: 'comment', clerk: 'comment', leader: 'arbitrate comment' },
  deliberating: { asker: ASKER, lead: 'reply comment', clerk: 'comment', leader: 'comment' },
  answered: { asker: 'rate reopen', lead: '', clerk: '', leader: '' },
  closed: { asker: 'rate reopen', lead: '', clerk: '', leader: '' },
  refused: { asker: '', lead: '', clerk: '', leader: '' },
  withdrawn: { asker: '', lead: '', clerk: '', leader: '' },
  merged: { asker: 'supplement withdraw', lead: '', clerk: 'unmerge', leader: '' }
}
const STATUSES = Object.keys(TABLE) as QuestionStatus[]
const rows = STATUSES.flatMap((status) =>
  (Object.keys(ONE) as (keyof typeof ONE)[]).map((who) => [status, who, TABLE[status][who]] as const)
)

describe('who may do what, status by status', () => {
  it.each(rows)('%s: its %s may %s', (status, who, actions) =>
    expect(may(questionIn(status), ONE[who])).toEqual(words(actions))
  )

  it.each(STATUSES)('%s: whoever stands in for its lead may what the lead may', (status) => {
    const standIn = { ...official('unitDeputy', deputyPost), answersFor: [deputyPost, post] }
    expect(may(questionIn(status), standIn)).toEqual(words(TABLE[status].lead))
  })

  it.each([
    ['the county’s clerk may what the township’s may', 'intakeClerk', null, 'clerk'],
    ['the county’s leader may what the township’s may', 'leader', null, 'leader'],
    ['another township’s clerk may nothing', 'intakeClerk', elsewhere, null],
    ['another township’s leader may nothing', 'leader', elsewhere, null]
  ] as const)('%s', (_, role, townshipId, as) => {
    for (const status of STATUSES)
      expect(may(questionIn(status), official(role, randomUUID(), townshipId)), status).toEqual(
        words(as ? TABLE[status][as] : '')
      )
  })

  it.each([
    ['clerk', clerk],
    ['leader', leader],
    ['lead', lead]
  ] as const)('a %s who asked it himself may only what an asker may', (_, actor) => {
    for (const status of STATUSES)
      expect(may({ ...questionIn(status), askerId: actor.accountId }, actor), status).toEqual(
        words(TABLE[status].asker)
      )
  })

  const idle = Object.values(Roles.enum).filter((role) => role !== 'intakeClerk' && role !== 'leader')
  it.each([...idle, null])('whoever has no part in it may nothing: %s', (role) => {
    const actor = role ? official(role, randomUUID()) : stranger
    for (const status of STATUSES) expect(may(questionIn(status), actor), status).toEqual([])
  })
})

const LEADS_TO: Record<QuestionAction, QuestionStatus | null> = {
  dispatch: 'dispatched',
  answerOnSpot: 'answered',
  refuse: 'refused',
  acknowledge: 'accepted',
  askMore: 'waiting',
  reply: 'answered',
  requestExtension: null,
  proposeForum: null,
  handToDeputy: 'dispatched',
  returnOrder: 'returned',
  endorse: null,
  decidePending: null,
  arbitrate: 'dispatched',
  supplement: null,
  withdraw: 'withdrawn',
  urge: null,
  rate: null,
  reopen: 'accepted',
  reRate: null,
  comment: null,
  merge: 'merged',
  unmerge: null,
  recall: 'received',
  assistSign: null,
  assist: null
}
it.each(Object.entries(LEADS_TO))('%s leads to %s', (action, status) =>
  expect(MOVES[action as QuestionAction].to ?? null).toBe(status)
)

const assisting = randomUUID()
const assistant = official('unitHead', assisting)
const ASSISTED: Partial<Record<QuestionStatus, string>> = {
  dispatched: 'assist assistSign',
  accepted: 'assist assistSign',
  waiting: 'assist assistSign',
  deliberating: 'assist assistSign'
}
it.each(STATUSES)('%s: who assists signs and adds while it is worked on', (status) => {
  const question = questionIn(status, { assistPostIds: [assisting] })
  expect(may(question, assistant)).toEqual(words(ASSISTED[status] ?? ''))
  expect(canRead(question, facts, assistant)).toBe(true)
  const signed = { ...question, assistSigned: [assisting] }
  expect(may(signed, assistant)).toEqual(words((ASSISTED[status] ?? '').replace('assistSign', '')))
})
it('lets nobody assist with a sealed matter who may not know of it', () => {
  const question = questionIn('accepted', { assistPostIds: [assisting], confidential: true })
  expect(may(question, assistant, { needToKnow: [post] })).toEqual([])
  expect(canRead(question, { ...facts, needToKnow: [post] }, assistant)).toBe(false)
})

describe('what must hold beside status and person', () => {
  const reported = { kind: 'dispatch' as const, reason: '拟交由某办理', by: '某' }
  const asked = { kind: 'extension' as const, workingDays: 3, reason: '等待材料到货', by: '某' }
  const yes = true
  const no = false
  type Row = [string, QuestionRow, Actor, QuestionAction, boolean, Partial<Facts>?]
  const inHand = (change: Partial<QuestionRow> = {}) => questionIn('accepted', change)
  const done = (change: Partial<QuestionRow> = {}) => questionIn('answered', change)
  it.each<Row>([
    [
      'more time while something waits for the leader',
      inHand({ pending: asked }),
      lead,
      'requestExtension',
      no
    ],
    [
      'a dispatch that waits for the leader',
      questionIn('received', { pending: reported }),
      clerk,
      'dispatch',
      no
    ],
    [
      'the same when he let its time run out',
      questionIn('received', { pending: reported, escalation: 1 }),
      clerk,
      'dispatch',
      yes
    ],
    ['the leader’s word on it', questionIn('received', { pending: reported }), leader, 'decidePending', yes],
    ['the clerk’s own word on it', questionIn('received', { pending: reported }), clerk, 'decidePending', no],
    ['taking back what others hang on', questionIn('dispatched', { hasMerged: true }), clerk, 'recall', no],
    [
      'more time a second time',
      inHand({ clock: { ...clock, extensions: [limit] } }),
      lead,
      'requestExtension',
      no
    ],
    ['a meeting while something waits for the leader', inHand({ pending: asked }), lead, 'proposeForum', no],
    ['a meeting where no clock runs', inHand({ clock: null }), lead, 'proposeForum', no],
    ['a hand-over where nobody stands in', inHand(), lead, 'handToDeputy', no, { deputyPostId: null }],
    ['a first return', questionIn('dispatched'), lead, 'returnOrder', yes],
    ['a second return', questionIn('dispatched', { returns: 1 }), lead, 'returnOrder', no],
    ['a word on what needs the leader’s', inHand({ needsEndorsement: true }), leader, 'endorse', yes],
    ['the same once it is answered', done({ needsEndorsement: true }), leader, 'endorse', yes],
    ['the same once it is closed', questionIn('closed', { needsEndorsement: true }), leader, 'endorse', no],
    ['a word on what needs none', inHand(), leader, 'endorse', no],
    ['a word by the clerk', inHand({ needsEndorsement: true }), clerk, 'endorse', no],
    ['a decision on what was asked for', inHand({ pending: asked }), leader, 'decidePending', yes],
    [
      'the same while the clock stands',
      questionIn('waiting', { pending: asked }),
      leader,
      'decidePending',
      yes
    ],
    ['a decision on nothing', inHand(), leader, 'decidePending', no],
    ['a decision by who asked for it', inHand({ pending: asked }), lead, 'decidePending', no],
    ['a second first rating', done(), asker, 'rate', no, { ratings: 1, callbackState: 'toCall' }],
    ['a new rating before the call', done(), asker, 'reRate', no, { ratings: 1, callbackState: 'toCall' }],
    [
      'a new rating while it is put right',
      done(),
      asker,
      'reRate',
      no,
      { ratings: 1, callbackState: 'rectifying' }
    ],
    [
      'a new rating when it was put right',
      done(),
      asker,
      'reRate',
      yes,
      { ratings: 1, callbackState: 'done' }
    ],
    ['a third rating', done(), asker, 'reRate', no, { ratings: 2, callbackState: 'done' }],
    ['a new rating where none was given', done(), asker, 'reRate', no, { callbackState: 'done' }],
    ['merging what others were merged into', inHand({ hasMerged: true }), clerk, 'merge', no],
    ['a second reopening', done({ reopens: 1 }), asker, 'reopen', no],
    ['reopening what nobody answers for', done({ leadPostId: null }), asker, 'reopen', no],
    ['reopening with no time named', done({ reopenUntil: null }), asker, 'reopen', no]
  ])('%s', (_, question, actor, action, allowed, more = {}) =>
    expect(may(question, actor, more).includes(action)).toBe(allowed)
  )

  it.each([
    ['before the end', '2026-03-09T16:59:59', 0, true],
    ['late: at the end', '2026-03-09T17:00', 0, false],
    ['late: the day after', '2026-03-10T09:00', 0, false],
    ['a third time', '2026-03-04T09:00', 2, true],
    ['a fourth time', '2026-03-04T09:00', 3, false]
  ])('the clock is stopped to hear more %s', (_, now, times, allowed) => {
    const question = inHand({ clock: pausedTimes(times) })
    expect(may(question, lead, {}, at(now)).includes('askMore')).toBe(allowed)
  })
  it('no clock is stopped that does not run', () =>
    expect(may(inHand({ dueAt: null }), lead)).not.toContain('askMore'))
})

describe('a sealed matter', () => {
  const [another, outsider] = [official('intakeClerk', randomUUID()), official('leader', randomUUID())]
  const standIn = { ...official('unitDeputy', deputyPost), answersFor: [deputyPost, post] }
  const needToKnow = [lead, clerk, leader].map((actor) => actor.post!.id)
  it.each([
    ['received', 'the clerk on its list', clerk, 'dispatch answerOnSpot refuse comment'],
    ['received', 'a clerk who is not on it', another, ''],
    ['received', 'its reporter', asker, ASKER],
    [
      'dispatched',
      'its lead, who hands it to nobody and to no meeting',
      lead,
      'acknowledge returnOrder askMore reply requestExtension comment'
    ],
    ['dispatched', 'who stands in for the lead', standIn, ''],
    ['dispatched', 'the clerk on its list, who merges it with nothing', clerk, 'recall comment'],
    ['returned', 'the leader on its list', leader, 'arbitrate comment'],
    ['returned', 'a leader who is not on it', outsider, ''],
    ['answered', 'its reporter', asker, 'rate reopen']
  ] as const)('%s: %s', (status, _, actor, actions) =>
    expect(may(questionIn(status, { confidential: true }), actor, { needToKnow })).toEqual(words(actions))
  )
  it('is closed to its own lead once they are off the list', () => {
    const question = questionIn('dispatched', { confidential: true })
    expect(may(question, lead, { needToKnow: [clerk.post!.id] })).toEqual([])
    expect(canRead(question, { ...facts, needToKnow: [clerk.post!.id] }, lead)).toBe(false)
  })
  it('opens to a post on its list that has no other part in it', () => {
    const assisting = official('unitHead', randomUUID(), elsewhere)
    const question = questionIn('dispatched', { confidential: true })
    expect(canRead(question, { ...facts, needToKnow: [assisting.post!.id] }, assisting)).toBe(true)
  })
})

describe('who may read a question', () => {
  const table: Record<Role, readonly [inTownship: boolean, ofCounty: boolean, elsewhere: boolean]> = {
    villageSecretary: [false, false, false],
    districtSecretary: [false, false, false],
    unitHead: [false, false, false],
    unitDeputy: [false, false, false],
    departmentHandler: [false, false, false],
    intakeClerk: [true, true, false],
    hallClerk: [false, false, false],
    agent: [false, false, false],
    leader: [true, true, false],
    supervisor: [true, true, false],
    townshipAdmin: [true, true, false],
    countyAdmin: [true, true, false]
  }
  const places = [town, null, elsewhere]
  const byRole = Object.entries(table).flatMap(([role, reads]) =>
    reads.map(
      (open, place) => [role, ['its township', 'the county', 'another township'][place]!, open] as const
    )
  )
  it.each(byRole)('%s of %s: %s', (role, place, open) => {
    const townshipId = places[['its township', 'the county', 'another township'].indexOf(place)]
    const known = { ...facts, leadUnitId: randomUUID() }
    expect(canRead(questionIn('accepted'), known, official(role, randomUUID(), townshipId))).toBe(open)
  })

  const helper = official('departmentHandler', randomUUID())
  it.each<[string, Actor, boolean]>([
    ['who asked', asker, true],
    ['who answers for it', lead, true],
    ['who assists', helper, true],
    ['the head of the unit that answers', official('unitHead', randomUUID()), true],
    ['a deputy of that unit', official('unitDeputy', randomUUID()), false],
    [
      'the head of that unit, filed under another township',
      official('unitHead', randomUUID(), elsewhere),
      false
    ],
    ['a stranger', stranger, false]
  ])('%s: %s', (_, actor, open) =>
    expect(canRead(questionIn('accepted', { assistPostIds: [helper.post!.id] }), facts, actor)).toBe(open)
  )
})
