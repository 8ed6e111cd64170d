import { randomUUID } from 'node:crypto'
import { questionClock } from 'bff/assistant/questions/clock.rules.ts'
import { decide } from 'bff/assistant/questions/decide.rules.ts'
import { allowedActions, canRead, type Facts, MOVES } from 'bff/assistant/questions/moves.rules.ts'
import type { QuestionRow } from 'bff/assistant/questions/questions.table.ts'
import { decideTimer, nextTimer } from 'bff/assistant/questions/timers.rules.ts'
import type { Actor } from 'bff/kernel/lib/actor.ts'
import fc from 'fast-check'
import type { QuestionCommand } from 'shared/commands.ts'
import type { QuestionStatus } from 'shared/questions.ts'
import { describe, expect, it } from 'vitest'
import {
  asker,
  calendar,
  clerk,
  deputy,
  deputyPost,
  facts,
  lead,
  leader,
  monday,
  official,
  post,
  received,
  stranger
} from '../support/question-model.ts'

const actors = { asker, clerk, leader, lead, deputy }

const forums = [1, 2, 3].map((rank) => ({
  rank,
  decides: true,
  name: `第${rank}级会议`,
  limit: { amount: 7, unit: 'wd' as const }
}))
const named = {
  forums,
  templates: [],
  openPhones: [],
  topic: { id: randomUUID(), name: '路灯', limit: { amount: 5, unit: 'wd' as const }, dutyLine: null },
  post: { id: post, title: '负责人', name: '某', townshipId: null },
  deputy: { id: deputyPost, title: '副职', name: '某' },
  main: { ...received, id: randomUUID(), no: 2, status: 'dispatched' } as QuestionRow
}
const commands = {
  dispatch: { topicId: named.topic.id, postId: post, assistPostIds: [], note: '' },
  answerOnSpot: { text: '当场答复您', fileIds: [], sure: true },
  refuse: { reason: '属于法院受理' },
  acknowledge: {},
  askMore: { text: '请补充位置' },
  reply: { text: '已经修好了', fileIds: [], sure: true },
  requestExtension: { workingDays: 3, reason: '等待材料到货' },
  proposeForum: { reason: '涉及多户村民' },
  handToDeputy: { reason: '外出' },
  returnOrder: { reason: '不属于本单位' },
  endorse: { text: '同意' },
  decidePending: { approve: true, note: '' },
  arbitrate: { postId: post, reason: '职责' },
  supplement: { text: '村东头', fileIds: [] },
  withdraw: {},
  urge: {},
  rate: { level: 5, comment: '' },
  reopen: { reason: '没有解决' },
  reRate: { level: 4, comment: '' },
  comment: { text: '批注' },
  merge: { intoId: named.main.id },
  unmerge: {}
}
const commandOf = (action: string) =>
  ({ key: randomUUID(), action, ...commands[action as keyof typeof commands] }) as QuestionCommand
const run = (
  question: QuestionRow,
  action: string,
  actor: Actor,
  now = monday,
  more: Partial<Facts> = {}
): QuestionRow => ({
  ...question,
  ...decide(commandOf(action), { question, facts: { ...facts, ...more }, named, calendar, now }, actor).change
})
const dispatchedOne = run(received, 'dispatch', clerk)

describe('the face of a clock', () => {
  const at = (now: string) => questionClock(calendar, dispatchedOne, new Date(now)).words
  it.each([
    ['in the first hour', '2026-03-02T09:00+08:00', '还剩5个工作日'],
    ['in the evening of that day', '2026-03-02T23:59+08:00', '还剩5个工作日'],
    ['after Beijing midnight', '2026-03-03T00:01+08:00', '还剩4个工作日'],
    ['over the weekend', '2026-03-08T12:00+08:00', '还剩1个工作日'],
    ['on the last day', '2026-03-09T10:30+08:00', '还剩5小时30分'],
    ['when it is over', '2026-03-09T17:00+08:00', '已超期0分钟']
  ])('%s', (_, now, words) => expect(at(now)).toBe(words))
  it('of a new question is the clerk’s, and says when they are late', () => {
    const face = (now: string) => questionClock(calendar, received, new Date(now))
    expect(face('2026-03-02T09:00+08:00').words).toBe('14:00前分派')
    expect(face('2026-03-02T13:59+08:00')).toEqual({ urgency: 'green', words: '14:00前分派' })
    expect(face('2026-03-02T14:00+08:00')).toEqual({ urgency: 'red', words: '超时未分派' })
  })
})

describe('a machine that slept over the due instant', () => {
  const late = new Date(dispatchedOne.dueAt!.getTime() + 5 * 60_000)
  it('still owes the step: the timer is the due one, not the climb after it', () =>
    expect(nextTimer(dispatchedOne, calendar, late)).toEqual({ step: 'due', dueAt: dispatchedOne.dueAt }))
  it.each(['half', 'dayBefore'] as const)('reports instead of reminding at %s', (step) => {
    const outcome = decideTimer(step, { question: dispatchedOne, calendar, now: late, forums, hasHead: true })
    expect(outcome.event.action).toBe('overdue')
    expect(outcome.change.lateSince).toEqual(dispatchedOne.dueAt)
  })
  it.each([
    [true, '单位负责人', 'headOf'],
    [false, '镇领导', 'role']
  ])('says whom it told (another head in the unit: %s)', (hasHead, whom, to) => {
    const { event, messages } = decideTimer('due', {
      question: dispatchedOne,
      calendar,
      now: late,
      forums,
      hasHead
    })
    expect(event.words).toContain(`已报告${whom}`)
    expect(messages!.map(({ target }) => target.to)).toContain(to)
  })
  it('does not wash lateness off with an extension', () => {
    const asked = run(dispatchedOne, 'requestExtension', lead)
    expect(run(asked, 'decidePending', leader, late).lateSince).toEqual(dispatchedOne.dueAt)
  })
})

describe('moves', () => {
  it.each([
    ['a stranger withdraws', received, 'withdraw', stranger, 'not_allowed'],
    ['the asker dispatches', received, 'dispatch', asker, 'not_allowed'],
    [
      'a clerk of another township dispatches',
      received,
      'dispatch',
      official('intakeClerk', randomUUID(), randomUUID()),
      'not_allowed'
    ],
    ['the handler answers before dispatch', received, 'reply', lead, 'question_moved_on'],
    ['a second return', { ...dispatchedOne, returns: 1 }, 'returnOrder', lead, 'question_moved_on'],
    [
      'an extension with one pending',
      run(dispatchedOne, 'requestExtension', lead),
      'requestExtension',
      lead,
      'question_moved_on'
    ],
    [
      'a second reopening',
      { ...run(dispatchedOne, 'reply', lead), reopens: 1 },
      'reopen',
      asker,
      'question_moved_on'
    ],
    ['a second urging the same day', run(dispatchedOne, 'urge', asker), 'urge', asker, 'urged_today'],
    ['a rating while in hand', dispatchedOne, 'rate', asker, 'question_moved_on']
  ])('refuse: %s', (_, question, action, actor, code) => {
    expect(() => run(question, action, actor)).toThrow(expect.objectContaining({ code }))
  })

  it('keep the promised deadline through hand-over, return and arbitration', () => {
    const later = new Date('2026-03-04T10:00+08:00')
    const handed = run(dispatchedOne, 'handToDeputy', lead, later)
    const returned = run(dispatchedOne, 'returnOrder', lead, later)
    expect([handed, returned, run(returned, 'arbitrate', leader, later)].map(({ dueAt }) => dueAt)).toEqual(
      Array(3).fill(dispatchedOne.dueAt)
    )
  })

  it('urges again after Beijing midnight, not before', () => {
    const evening = run(dispatchedOne, 'urge', asker, new Date('2026-03-03T23:59+08:00'))
    expect(run(evening, 'urge', asker, new Date('2026-03-04T00:00+08:00')).urgedOn).toBe('2026-03-04')
  })

  it('reopens until the tenth working day closes, not after', () => {
    const answered = run(dispatchedOne, 'reply', lead)
    const may = (instant: string) =>
      allowedActions({ question: answered, facts, now: new Date(instant) }, asker).includes('reopen')
    expect([may('2026-03-16T16:59+08:00'), may('2026-03-16T17:00+08:00')]).toEqual([true, false])
  })

  it('reach every status from received', () => {
    const reached = new Set<QuestionStatus>(['received', 'deliberating'])
    for (let size = 0; size < reached.size; ) {
      size = reached.size
      for (const { from, to } of Object.values(MOVES))
        if (to && from.some((status) => reached.has(status))) reached.add(to)
    }
    expect([...reached].sort()).toEqual([
      'accepted',
      'answered',
      'deliberating',
      'dispatched',
      'merged',
      'received',
      'refused',
      'returned',
      'waiting',
      'withdrawn'
    ])
  })
})

describe('a sealed matter', () => {
  const sealed = { ...dispatchedOne, confidential: true }
  it.each([
    ['its asker', asker, true],
    ['its handler', lead, true],
    ['the clerk', clerk, true],
    ['a leader', leader, true],
    ['a supervisor', official('supervisor', randomUUID()), false],
    ['an admin', official('townshipAdmin', randomUUID()), false],
    ['the handler’s superior', official('unitHead', randomUUID()), false],
    [
      'who stands in for the handler',
      { ...official('unitDeputy', deputyPost), answersFor: [deputyPost, post] },
      false
    ],
    ['a clerk who is not on its list', official('intakeClerk', randomUUID()), false],
    ['a stranger', stranger, false]
  ])('is open to %s: %s', (_, actor, open) => {
    const needToKnow = [lead, clerk, leader].map(({ post: held }) => held!.id)
    expect(canRead(sealed, { ...facts, needToKnow }, actor)).toBe(open)
  })
})

it('leaves exactly one next timer on each open question and none on closed ones, over 1,000 random histories', () => {
  const open: QuestionStatus[] = [
    'merged',
    'received',
    'dispatched',
    'accepted',
    'waiting',
    'returned',
    'deliberating',
    'answered'
  ]
  const steps = fc.array(
    fc.record({
      actor: fc.constantFrom(...Object.values(actors)),
      pick: fc.nat(30),
      wait: fc.integer({ min: 1, max: 3 * 1440 }),
      clock: fc.boolean()
    }),
    { minLength: 1, maxLength: 14 }
  )
  fc.assert(
    fc.property(steps, (history) => {
      let [question, now] = [received, monday]
      let timer = nextTimer(question, calendar, now)
      for (const { actor, pick, wait, clock } of history) {
        now = new Date(now.getTime() + wait * 60_000)
        const before = question
        if (clock && timer) {
          now = timer.dueAt > now ? timer.dueAt : now
          question = {
            ...question,
            ...decideTimer(timer.step, { question, calendar, now, forums, hasHead: true }).change
          }
          timer = nextTimer(question, calendar, now)
          if (timer) expect(timer.dueAt > now, `${timer.step} lies ahead`).toBe(true)
        } else {
          const allowed = allowedActions({ question, facts, now }, actor)
          const action = allowed[pick % Math.max(allowed.length, 1)]
          if (!action || (action === 'urge' && question.urgedOn)) continue
          question = run(question, action, actor, now)
          const moved =
            before.status !== question.status ||
            before.escalation !== question.escalation ||
            before.dueAt?.getTime() !== question.dueAt?.getTime()
          if (moved) timer = nextTimer(question, calendar, now)
        }
        expect(timer !== null, `${before.status} → ${question.status}`).toBe(open.includes(question.status))
      }
    }),
    { numRuns: 1000 }
  )
})
