import type { CaseRow } from 'bff/cases/core/cases.table.ts'
import { decide } from 'bff/cases/core/decide.rules.ts'
import { openDuty, told } from 'bff/cases/core/duties.rules.ts'
import { turnsOf } from 'bff/cases/core/reception.rules.ts'
import { mayBegin, planOf } from 'bff/cases/core/stages.rules.ts'
import type { CaseCommand } from 'shared/case-commands.ts'
import { hasIdCheck, isCreditCode } from 'shared/rules/numbers.ts'
import { describe, expect, it } from 'vitest'
import {
  applied,
  calendar,
  commandFor,
  deciding,
  FIRE,
  item,
  LEAD,
  newCase,
  people,
  tick
} from '../support/case-model.ts'

const at = (time: string) => new Date(`${time}+08:00`)
const beijing = (iso: string | null | undefined) =>
  iso ? new Date(new Date(iso).getTime() + 28_800_000).toISOString().slice(0, 16) : null
type Body = Partial<CaseCommand> & { action: CaseCommand['action'] }

/** A case that people and time act upon. */
function played(start: string, desk = false) {
  let [kase, now] = [newCase(at(start), false, desk), at(start)]
  const did = (who: string, body: Body, n = 1) => {
    const whole = { ...commandFor(body.action, kase, people[who]!, n, now), ...body } as CaseCommand
    kase = applied(kase, decide(whole, deciding(kase, now), people[who]!), 0)
  }
  const until = (time: string) => {
    now = at(time)
    for (let due = tick(kase, now); due; due = tick(kase, now)) kase = applied(kase, due, 0)
  }
  const given = () => {
    for (const index of [0, 1, 2])
      did('applicant', {
        action: 'givePaper',
        index,
        fileIds: [],
        heldId: '00000000-0000-7000-8000-000000000001'
      } as Body)
    did('applicant', { action: 'submit' })
    did('clerk', { action: 'judge' }, 4)
  }
  const finish = (who: string, no: number, passed = true) =>
    did(who, { action: 'finishStage', no, passed } as Body)
  const is = () => kase
  const later = (time: string) => {
    now = at(time)
  }
  return { did, until, given, finish, is, at: later }
}
const dueOf = ({ state }: CaseRow, key: string) =>
  beijing(state.duties.find((duty) => duty.key === key)?.dueAt)

describe('ten working minutes', () => {
  it.each([
    ['2026-03-02T09:00', '2026-03-02T09:10'],
    ['2026-03-02T11:55', '2026-03-02T13:05'],
    ['2026-03-02T16:59', '2026-03-03T09:09'],
    ['2026-03-02T23:59', '2026-03-03T09:10'],
    ['2026-03-03T00:00', '2026-03-03T09:10'],
    ['2026-03-06T16:55', '2026-03-09T09:05'],
    ['2026-04-03T16:55', '2026-04-07T09:05']
  ])('from %s end at %s', (start, due) => {
    const flow = played(start)
    flow.given()
    expect(flow.is().status).toBe('pushed')
    expect(dueOf(flow.is(), `push:${LEAD}`)).toBe(due)
    expect(dueOf(flow.is(), `push:${FIRE}`)).toBe(due)
    flow.until(due)
    expect(flow.is()).toMatchObject({ status: 'handling', acceptedAt: at(due) })
    expect(flow.is().state.pushes.map(({ decision }) => decision)).toEqual(['tacit', 'tacit'])
  })

  it('wait for every department, and one refusal ends the waiting', () => {
    const flow = played('2026-03-02T09:00')
    flow.given()
    flow.did('staff', { action: 'consent' })
    expect(flow.is().status).toBe('pushed')
    flow.at('2026-03-02T09:05')
    flow.did('beside', { action: 'reject' })
    expect(flow.is().status).toBe('returned')
    expect(dueOf(flow.is(), 'returned')).toBe('2026-03-02T11:05')
    expect(flow.is().state.duties).toHaveLength(1)
  })
})

/** A case whose departments agreed at this time; its first stage, the visit, is not counted. */
function accepted(time: string) {
  const flow = played(time)
  flow.given()
  flow.did('staff', { action: 'consent' })
  flow.did('beside', { action: 'consent' })
  return flow
}

describe('a clock that stands still', () => {
  it.each([
    // agreed, visit ends, promised end of eight working days
    ['2026-03-02T23:59', '2026-03-02T23:59', '2026-03-12T17:00'],
    ['2026-03-03T00:00', '2026-03-03T00:00', '2026-03-13T17:00'],
    ['2026-03-02T10:00', '2026-03-02T16:00', '2026-03-12T17:00'],
    ['2026-03-02T10:00', '2026-03-03T16:59', '2026-03-12T17:00'],
    ['2026-03-02T10:00', '2026-03-03T17:00', '2026-03-13T17:00'],
    ['2026-04-02T10:00', '2026-04-07T10:00', '2026-04-16T17:00']
  ])('from %s to %s leads to %s', (start, end, due) => {
    const flow = accepted(start)
    expect(flow.is().state.clocks).toMatchObject({ pausedAt: at(start).toISOString() })
    expect(dueOf(flow.is(), 'whole')).toBeNull()
    flow.at(end)
    flow.finish('staff', 0)
    expect(beijing(flow.is().state.clocks!.promisedDueAt)).toBe(due)
    expect(dueOf(flow.is(), 'whole')).toBe(due)
  })

  it('gives a suspension back to the stage and to the whole, the office’s holiday included', () => {
    const flow = accepted('2026-04-01T09:00')
    flow.finish('staff', 0)
    expect(dueOf(flow.is(), 'stage:1')).toBe('2026-04-07T17:00')
    flow.at('2026-04-02T09:00')
    flow.did('staff', { action: 'suspend', reviewOn: '2026-04-10' } as Body)
    expect(flow.is().state.duties.map(({ kind }) => kind)).toEqual(['suspension'])
    expect(dueOf(flow.is(), 'suspension')).toBe('2026-04-10T17:00')
    flow.at('2026-04-08T09:00')
    flow.did('head', { action: 'resume' })
    // Three working days from 1 April, of which 2, 3 and 7 April were taken out.
    expect(dueOf(flow.is(), 'stage:1')).toBe('2026-04-10T17:00')
    expect(beijing(flow.is().state.clocks!.promisedDueAt)).toBe('2026-04-17T17:00')
  })

  it('lets more time be granted while it stands, once', () => {
    const flow = accepted('2026-03-02T09:00')
    flow.finish('staff', 0)
    flow.did('staff', { action: 'requestExtension', workingDays: 2 } as Body)
    flow.did('staff', { action: 'suspend', reviewOn: '2026-03-10' } as Body)
    flow.at('2026-03-03T09:00')
    flow.did('head', { action: 'decideExtension', approve: true } as Body)
    flow.did('head', { action: 'resume' })
    expect(beijing(flow.is().state.clocks!.promisedDueAt)).toBe('2026-03-16T17:00')
    expect(() => flow.did('staff', { action: 'requestExtension' })).toThrow()
  })

  it('is not moved by handing a stage to a colleague', () => {
    const flow = accepted('2026-03-02T09:00')
    const before = dueOf(flow.is(), 'stage:0')
    flow.at('2026-03-03T09:00')
    flow.did('staff', { action: 'assignStage', no: 0, postId: people.head!.post!.id } as Body)
    expect(dueOf(flow.is(), 'stage:0')).toBe(before)
    expect(flow.is().state.duties.find(({ key }) => key === 'stage:0')?.postId).toBe(people.head!.post!.id)
  })
})

describe('departments side by side', () => {
  it('begin together, and the decision waits for both', () => {
    const flow = accepted('2026-03-02T09:00')
    flow.finish('staff', 0)
    const running = () =>
      flow
        .is()
        .state.stages.filter(({ status }) => status === 'running')
        .map(({ no }) => no)
    expect(running()).toEqual([1, 2])
    expect(() => flow.finish('beside', 1)).toThrow()
    flow.finish('beside', 2)
    expect(running()).toEqual([1])
    flow.finish('staff', 1)
    expect(running()).toEqual([3])
    expect(flow.is().state.stages[3]!.postId).toBe(people.head!.post!.id)
  })

  it('deny together: no certificate is made of a no', () => {
    const flow = accepted('2026-03-02T09:00')
    flow.finish('staff', 0)
    flow.finish('beside', 2, false)
    flow.finish('staff', 1)
    flow.finish('head', 3)
    expect(flow.is()).toMatchObject({ status: 'quality', state: { decision: 'denied' } })
    expect(flow.is().state.stages[4]!.status).toBe('skipped')
  })

  it.each([
    [['a', 'a', 'b', 'b', null], 0, [0, 2]],
    [['a', null, 'b'], 0, [0]],
    [[null, 'a', 'b'], 1, [1, 2]],
    [[null, 'a', 'b', null, 'c'], 3, [3]]
  ])('%j after %i stages lets %j begin', (branches, done, may) => {
    const orgs = ['a', 'b', 'c'].map((name) => ({ id: name, name }))
    const stages = branches.map((branch) => ({
      name: '审',
      kind: 'review' as const,
      counted: true,
      ...(branch && { branch })
    }))
    const plan = planOf({ stages, promised: item.promised! }, { id: 'x', name: 'x' }, orgs).map(
      (stage, no) => (no < done ? { ...stage, status: 'done' as const } : stage)
    )
    expect(plan.map((_, no) => no).filter((no) => mayBegin(plan, no))).toEqual(may)
  })
})

it('reminds at the half and on the last day, then tells every working day who is late', () => {
  const who = { key: 'preReview', kind: 'preReview' as const, orgId: LEAD }
  const five = openDuty(calendar, who, at('2026-03-02T09:00'), { amount: 5, unit: 'wd' })
  expect([five.yellowAt, five.redAt, five.dueAt].map(beijing)).toEqual([
    '2026-03-04T17:00',
    '2026-03-06T17:00',
    '2026-03-09T17:00'
  ])
  let duty = five
  const steps: (string | null)[] = []
  for (let round = 0; round < 5; round++) {
    steps.push(beijing(duty.nextAt))
    duty = told(calendar, duty, new Date(duty.nextAt))
  }
  expect(steps).toEqual([
    '2026-03-04T17:00',
    '2026-03-06T17:00',
    '2026-03-09T17:00',
    '2026-03-10T17:00',
    '2026-03-11T17:00'
  ])
})

it.each([
  [hasIdCheck, '11010519491231002X', true],
  [hasIdCheck, '110105194912310021', false],
  [hasIdCheck, '11010519491231002', false],
  [isCreditCode, '91350100M000100Y43', true],
  [isCreditCode, '91350100M000100Y44', false],
  [isCreditCode, '91350100I000100Y43', false]
])('%o of %s is %s', (check, number, right) => expect(check(number)).toBe(right))

describe('whose turn it is', () => {
  const HELD = '00000000-0000-7000-8000-000000000001'
  const give = (who: string, index: number) =>
    [
      who,
      {
        action: 'givePaper',
        index,
        fileIds: [],
        ...(who === 'clerk' ? { original: true } : { heldId: HELD })
      } as Body
    ] as const
  const owed = ({ state }: CaseRow) =>
    state.duties.map(({ kind, orgId }) => `${kind}${orgId ? '' : ' (applicant)'}`)
  const verdicts = (fix: number[], of: number[]) =>
    of.map((index) =>
      fix.includes(index)
        ? { index, verdict: 'fix' as const, reason: '看不清字' }
        : { index, verdict: 'pass' as const }
    )

  it('what is complete at the counter stays in the hall’s hands until it is taken in, and never lapses', () => {
    const flow = played('2026-03-02T09:00', true)
    for (const index of [0, 1, 2]) flow.did(...give('clerk', index))
    flow.did('clerk', { action: 'judge', verdicts: verdicts([], [0, 1, 2]) } as Body)
    expect(flow.is().status).toBe('ready')
    expect(owed(flow.is())).toEqual(['reception'])
    flow.until('2026-07-02T09:00')
    expect(flow.is().status).toBe('ready')
    expect(flow.is().state.duties[0]!.step).toBe(3)
    flow.did('clerk', { action: 'accept', departmentIds: [], deferred: [], promised: [] } as Body)
    expect(flow.is().status).toBe('pushed')
  })

  it('what was put right at the counter in time does not lapse because the hall has not looked at it', () => {
    const flow = played('2026-03-02T09:00')
    for (const index of [0, 1, 2]) flow.did(...give('applicant', index))
    flow.did('applicant', { action: 'submit' })
    flow.did('clerk', { action: 'judge', verdicts: verdicts([1, 2], [0, 1, 2]) } as Body)
    expect(owed(flow.is())).toEqual(['applicant (applicant)'])
    flow.until('2026-03-30T16:00')
    flow.did(...give('clerk', 1))
    expect(owed(flow.is()), 'one is still to come').toEqual(['applicant (applicant)'])
    flow.did(...give('clerk', 2))
    expect(owed(flow.is())).toEqual(['applicant (applicant)', 'reception'])
    expect(
      turnsOf(flow.is()).map(({ kind }) => kind),
      'it is the hall’s turn'
    ).toEqual(['reception'])
    flow.until('2026-04-03T09:00')
    expect(flow.is().status).toBe('correcting')
    expect(turnsOf(flow.is()).map(({ kind }) => kind)).toEqual(['reception'])
    flow.did('clerk', { action: 'judge', verdicts: verdicts([], [1, 2]) } as Body)
    expect(['ready', 'pushed']).toContain(flow.is().status)
  })

  it('what was wrong and is taken back at the counter is the hall’s to go on with', () => {
    const flow = played('2026-03-02T09:00')
    for (const index of [0, 1, 2, 3]) flow.did(...give('applicant', index))
    flow.did('applicant', { action: 'submit' })
    flow.did('clerk', { action: 'judge', verdicts: verdicts([3], [0, 1, 2, 3]) } as Body)
    flow.did('clerk', { action: 'takeBackPaper', index: 3 } as Body)
    expect(turnsOf(flow.is()).map(({ kind }) => kind)).toEqual(['reception'])
  })

  it('what lacks at the counter a paper that may follow is in both hands, and lapses when nobody comes to sign', () => {
    const flow = played('2026-03-02T09:00', true)
    for (const index of [0, 1]) flow.did(...give('clerk', index))
    flow.did('clerk', { action: 'judge', verdicts: verdicts([], [0, 1, 2]) } as Body)
    expect(owed(flow.is())).toEqual(['applicant (applicant)', 'reception'])
    flow.until('2026-06-01T18:00')
    expect(flow.is().status).toBe('lapsed')
  })

  it('what nobody put right lapses on its day', () => {
    const flow = played('2026-03-02T09:00')
    for (const index of [0, 1, 2]) flow.did(...give('applicant', index))
    flow.did('applicant', { action: 'submit' })
    flow.did('clerk', { action: 'judge', verdicts: verdicts([1], [0, 1, 2]) } as Body)
    flow.until('2026-04-10T09:00')
    expect(flow.is().status).toBe('lapsed')
  })
})

describe('what is late', () => {
  it.each([
    ['the clock came round first', true],
    ['it was done before the clock came round', false]
  ])('is late all the same when %s, and stays so when it is done again', (_, ticked) => {
    const flow = played('2026-03-02T09:00')
    flow.given()
    flow.until('2026-03-02T09:10')
    const due = new Date(flow.is().state.stages[0]!.dueAt!)
    const after = new Date(due.getTime() + 120_000 + 28_800_000).toISOString().slice(0, 19)
    if (ticked) flow.until(after)
    else flow.at(after)
    flow.finish('staff', 0)
    expect(flow.is().state.stages[0]).toMatchObject({ status: 'done', late: true })
    expect(flow.is().lateSince).toEqual(due)
  })

  it('an extension nobody answered falls with the last stage, and may be asked for anew when it comes back', () => {
    const flow = played('2026-03-02T09:00')
    flow.given()
    flow.until('2026-03-02T09:10')
    flow.finish('staff', 0)
    flow.finish('staff', 1)
    flow.finish('beside', 2)
    flow.finish('head', 3)
    flow.did('staff', { action: 'requestExtension', workingDays: 3, reason: '等检测' } as Body)
    flow.finish('staff', 4)
    expect(flow.is().status).toBe('quality')
    expect(flow.is().state.extension).toBeNull()
    flow.did('head', { action: 'checkQuality', ok: false, note: '证号错' } as Body)
    flow.did('staff', { action: 'requestExtension', workingDays: 3, reason: '等检测' } as Body)
    expect(flow.is().state.duties.map(({ kind }) => kind)).toContain('extension')
  })
})
