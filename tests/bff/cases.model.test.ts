import type { CaseRow } from 'bff/cases/core/cases.table.ts'
import { nextDuty } from 'bff/cases/core/duties.rules.ts'
import { canRead } from 'bff/cases/core/holds.rules.ts'
import type { CaseOutcome } from 'bff/cases/core/outcome.types.ts'
import { complete, hallOwes } from 'bff/cases/core/reception.rules.ts'
import { AppError } from 'bff/kernel/lib/errors.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { act, applied, newCase, people, START, tick } from '../support/case-model.ts'

const ENDED = new Set(['closed', 'refused', 'withdrawn', 'voided', 'lapsed'])
const WHO = Object.keys(people)
const MINUTE = 60_000

/** What must hold of every case after every step. */
function sound(kase: CaseRow, now: Date): void {
  const { state, status } = kase
  const seen = () => JSON.stringify({ status, duties: state.duties.map(({ key, nextAt }) => [key, nextAt]) })
  const keys = state.duties.map(({ key }) => key)
  expect(new Set(keys).size, `two duties of a kind: ${seen()}`).toBe(keys.length)
  if (ENDED.has(status))
    expect(
      state.duties.filter(
        ({ kind }) => !['promise', 'sample', 'callback', 'rectify', 'ruling'].includes(kind)
      ),
      seen()
    ).toEqual([])
  else {
    expect(
      state.duties.some(({ kind }) => kind !== 'whole' && kind !== 'deferral'),
      `nobody owes it: ${seen()}`
    ).toBe(true)
    expect(nextDuty(state), `nothing comes next: ${seen()}`).not.toBeNull()
    if (status === 'ready' && kase.channel === 'desk' && complete(state))
      expect(
        state.duties.map(({ orgId }) => orgId),
        `complete, and only the hall can go on: ${seen()}`
      ).toEqual([kase.hallId])
    if (hallOwes(kase, state)) expect(keys, `the hall’s turn: ${seen()}`).toContain('reception')
  }
  const running = state.stages.filter(({ status: one }) => one === 'running').map(({ no }) => `stage:${no}`)
  expect(keys.filter((key) => key.startsWith('stage:')).sort(), seen()).toEqual(
    status === 'handling' ? running.sort() : []
  )
  for (const { needs = [], status: one, part } of state.stages) {
    if (one === 'running' || one === 'paused' || one === 'done')
      for (const no of needs)
        expect(['done', 'skipped'], `before its turn: ${seen()}`).toContain(state.stages[no]!.status)
    if (one === 'skipped' && part !== undefined)
      expect(
        state.stages.some(({ passed }) => passed === false),
        `skipped without a no: ${seen()}`
      ).toBe(true)
  }
  const stands = state.clocks?.pausedAt != null
  if (state.clocks && !ENDED.has(status) && status !== 'output')
    expect(keys.includes('whole'), `the whole case’s clock: ${seen()}`).toBe(!stands)
  if (status === 'suspended') expect(stands).toBe(true)
  expect(
    status === 'draft' || status === 'lapsed' || status === 'withdrawn' || kase.no !== null,
    seen()
  ).toBe(true)
  for (const { dueAt, yellowAt, redAt, since } of state.duties)
    expect(since <= yellowAt && yellowAt <= redAt && redAt <= dueAt, seen()).toBe(true)
  expect(canRead(kase, people.foreign!)).toBe(false)
  expect(canRead(kase, people.agent!)).toBe(kase.agentPostId !== null && kase.no !== null)
  expect(canRead(kase, people.beside!)).toBe(kase.departments.includes(people.beside!.post!.unitId))
  expect(now.getTime()).toBeGreaterThanOrEqual(START.getTime())
}

/** What one step may not undo. */
function keeps(before: CaseRow, after: CaseRow, { event }: CaseOutcome): void {
  if (ENDED.has(before.status)) expect(after.status).toBe(before.status)
  if (before.no) expect(after.no).toBe(before.no)
  expect(before.departments.every((id) => after.departments.includes(id))).toBe(true)
  if (before.state.decision && after.state.decision !== before.state.decision)
    expect(event.action).toBe('checkQuality')
  if (before.decidedAt) expect(after.decidedAt).toEqual(before.decidedAt)
  const moved = before.state.clocks && before.state.clocks.promisedDueAt !== after.state.clocks?.promisedDueAt
  const pauses = (row: CaseRow) => row.state.clocks?.promised.pauses.length ?? 0
  if (moved)
    expect(event.action === 'decideExtension' || pauses(after) > pauses(before), event.action).toBe(true)
  for (const paper of before.state.papers) {
    const now = after.state.papers.find(({ index }) => index === paper.index)!
    const touched = ['givePaper', 'fillForm', 'takeBackPaper', 'settleDeferral'].includes(event.action)
    if (!touched) expect(now.fileIds, `a paper lost by ${event.action}`).toEqual(paper.fileIds)
    if (paper.verdict === 'pass' && !paper.reopened && event.action !== 'reopenPaper')
      expect(now.verdict).toBe('pass')
  }
}

it.each([
  ['one item', false, false, false, 20_261_124],
  ['a bundle of items', true, false, false, 20_261_127],
  ['one item across the counter', false, true, false, 20_261_128],
  ['one that is finished at the window', false, true, true, 20_261_130]
])('keeps every promise over a thousand histories of sixty steps: %s', (_, bundle, desk, instant, seed) => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          who: fc.noBias(fc.nat(WHO.length)),
          n: fc.noBias(fc.nat(10_000)),
          minutes: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.constant(4 * 1440))
        }),
        {
          minLength: 60,
          maxLength: 60
        }
      ),
      (steps) => {
        let [kase, now, numbers] = [newCase(START, bundle, desk, instant), START, 0]
        const take = (outcome: CaseOutcome | AppError | null) => {
          if (!outcome || outcome instanceof AppError) return
          const after = applied(kase, outcome, numbers)
          if (outcome.numbered && kase.no === null) numbers += 1
          keeps(kase, after, outcome)
          kase = after
          sound(kase, now)
          reached.add(kase.status)
        }
        for (const { who, n, minutes } of steps) {
          const name = WHO[who]
          if (name) take(act(kase, people[name]!, n, now))
          else now = new Date(now.getTime() + minutes * MINUTE)
          for (let due = tick(kase, now), round = 0; due; due = tick(kase, now), round++) {
            expect(round, 'a timer that never ends').toBeLessThan(50)
            take(due)
          }
        }
        expect(numbers).toBeLessThanOrEqual(1)
      }
    ),
    { numRuns: 1000, seed }
  )
  const window = bundle ? [] : (['ready'] as const)
  for (const status of [
    ...window,
    ...(desk ? [] : ['preReview']),
    'correcting',
    'pushed',
    'returned',
    'handling',
    'suspended',
    'quality',
    'output',
    'closed',
    ...(bundle ? [] : ['voided'])
  ])
    expect(reached).toContain(status)
})

it('ends every case that is left alone, or has it in somebody’s hands who is told every working day', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ who: fc.noBias(fc.nat(WHO.length - 1)), n: fc.noBias(fc.nat(10_000)) }), {
        maxLength: 40
      }),
      (steps) => {
        let [kase, now] = [newCase(START), START]
        const take = (outcome: CaseOutcome | AppError | null) => {
          if (outcome && !(outcome instanceof AppError)) kase = applied(kase, outcome, 0)
        }
        for (const { who, n } of steps) take(act(kase, people[WHO[who]!]!, n, now))
        for (let day = 0; day < 120; day++) {
          now = new Date(now.getTime() + 1440 * MINUTE)
          for (let due = tick(kase, now); due; due = tick(kase, now)) take(due)
        }
        sound(kase, now)
        if (!ENDED.has(kase.status)) {
          const late = kase.state.duties.filter(({ kind, step }) => kind !== 'deferral' && step > 3)
          expect(late.length, kase.status).toBeGreaterThan(0)
        }
      }
    ),
    { numRuns: 200, seed: 7 }
  )
})
