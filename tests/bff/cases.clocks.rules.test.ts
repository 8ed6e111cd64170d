import {
  extendClocks,
  pauseStages,
  resumeStages,
  settleClocks,
  startClocks,
  wholeDuty
} from 'bff/cases/core/clocks.rules.ts'
import {
  type CaseClocks,
  type CaseStage,
  type CaseState,
  type Duty,
  EMPTY
} from 'bff/cases/core/state.types.ts'
import { startClock } from 'bff/kernel/lib/clock.ts'
import { describe, expect, it } from 'vitest'
import { calendar, LEAD } from '../support/case-model.ts'

const at = (time: string) => new Date(`${time}+08:00`)
const beijing = (iso: string | null) =>
  iso && new Date(new Date(iso).getTime() + 28_800_000).toISOString().slice(0, 16)
const wd = (amount: number) => ({ amount, unit: 'wd' as const })
const d = (amount: number) => ({ amount, unit: 'd' as const })
const ends = ({ promisedDueAt, statutoryDueAt }: CaseClocks) => [
  beijing(promisedDueAt),
  beijing(statutoryDueAt)
]

describe('the limits of a whole case', () => {
  it.each([
    // promised, by law, accepted at; then the end promised and the end by law
    [wd(8), wd(20), '2026-03-02T09:00', '2026-03-12T17:00', '2026-03-30T17:00'],
    [wd(8), wd(20), '2026-03-02T23:59', '2026-03-12T17:00', '2026-03-30T17:00'],
    [wd(8), wd(20), '2026-03-03T00:00', '2026-03-13T17:00', '2026-03-31T17:00'],
    [wd(1), d(20), '2026-09-30T16:59', '2026-10-08T17:00', '2026-10-20T17:00'],
    [wd(1), wd(2), '2026-02-13T10:00', '2026-02-14T17:00', '2026-02-24T17:00'],
    [undefined, wd(3), '2026-03-06T10:00', '2026-03-11T17:00', '2026-03-11T17:00'],
    [wd(3), undefined, '2026-03-06T10:00', '2026-03-11T17:00', null],
    [undefined, undefined, '2026-03-06T10:00', '2026-03-09T17:00', null]
  ])('promised %j, by law %j, from %s', (promised, statutory, start, own, law) => {
    const limits = { ...(promised && { promised }), ...(statutory && { statutory }) }
    const clocks = startClocks(calendar, limits, at(start))
    expect(ends(clocks)).toEqual([own, law])
    expect(clocks.promised).toMatchObject({
      start: at(start).toISOString(),
      limit: promised ?? statutory ?? wd(1)
    })
    expect(clocks.statutory?.limit).toEqual(statutory)
    expect(clocks).toMatchObject({ pausedAt: null, pauseReason: null })
  })
  it('that no law sets have no clock of the law', () =>
    expect(startClocks(calendar, { promised: wd(3) }, at('2026-03-02T09:00')).statutory).toBeNull())

  it.each([
    [wd(20), wd(2), '2026-03-16T17:00', '2026-04-01T17:00'],
    [undefined, wd(2), '2026-03-16T17:00', null]
  ])('by law %j, move by what is granted, %j', (statutory, more, own, law) => {
    const limits = { promised: wd(8), ...(statutory && { statutory }) }
    const clocks = extendClocks(calendar, startClocks(calendar, limits, at('2026-03-02T09:00')), more)
    expect(ends(clocks)).toEqual([own, law])
    expect(clocks.promised.extensions).toEqual([more])
    expect(clocks.statutory?.extensions).toEqual(statutory && [more])
    if (!statutory) expect(clocks.statutory).toBeNull()
  })
})

const MONDAY = at('2026-03-02T09:00')
const clocks = startClocks(calendar, { promised: wd(8), statutory: wd(20) }, MONDAY)
const stage = (no: number, change: Partial<CaseStage> = {}): CaseStage => {
  const { clock, dueAt } = startClock(calendar, MONDAY, wd(3))
  const who = { orgId: LEAD, postId: `post ${no}`, counted: true, reason: null }
  return {
    no,
    name: '审核',
    status: 'running',
    ...who,
    clock,
    dueAt: dueAt.toISOString(),
    ...change
  } as CaseStage
}
const visit = stage(0, { name: '踏勘', counted: false, reason: '现场查看' })
const duty = (key: string, kind = key.split(':')[0]) => ({ key, kind }) as Duty
const state = (change: Partial<CaseState>): CaseState => ({
  ...EMPTY,
  clocks,
  duties: [duty('whole')],
  ...change
})
const suspension = {
  ground: 'applicantAction' as const,
  reason: '等待整改',
  since: at('2026-03-03T10:00').toISOString(),
  reviewOn: at('2026-03-13T17:00').toISOString()
}
const keys = ({ duties }: CaseState) => duties.map(({ key }) => key)
const settled = (before: CaseState, now: string) => settleClocks(calendar, before, LEAD, at(now))

describe('the time of a whole case', () => {
  it.each([
    ['a stage the law does not count, with its reason', { stages: [visit] }, '踏勘：现场查看'],
    ['one whose reason nobody gave', { stages: [{ ...visit, reason: null }] }, '踏勘：依法不计入办理时限'],
    ['a suspension, with its reason', { suspension, stages: [stage(1)] }, '等待整改'],
    ['a suspension before the stage’s', { suspension, stages: [visit] }, '等待整改']
  ])('stands for %s', (_, change, pauseReason) => {
    const now = '2026-03-03T10:00'
    const stands = settled(state({ ...change, duties: [duty('whole'), duty('stage:0')] }), now)
    expect(stands.clocks).toEqual({ ...clocks, pausedAt: at(now).toISOString(), pauseReason })
    expect(keys(stands), 'nobody owes the end of what stands').toEqual(['stage:0'])
  })

  it.each([
    ['runs on while every running stage counts', { stages: [stage(1)] }],
    [
      'runs on when a stage that does not count is over',
      { stages: [{ ...visit, status: 'done' as const }, stage(1)] }
    ],
    ['has not begun before the case is taken in', { clocks: null, suspension, stages: [visit] }],
    [
      'stands still where it stood, and since when',
      {
        stages: [visit],
        clocks: { ...clocks, pausedAt: MONDAY.toISOString(), pauseReason: '踏勘：现场查看' }
      }
    ]
  ])('%s', (_, change) => {
    const before = state(change)
    expect(settled(before, '2026-03-03T10:00')).toBe(before)
  })

  const standing = (pauseReason: string | null = '等待整改') =>
    state({
      stages: [stage(1)],
      clocks: { ...clocks, pausedAt: at('2026-03-03T10:00').toISOString(), pauseReason },
      duties: [duty('stage:1')]
    })
  it.each([
    ['the same day: no closing was lost', '2026-03-03T16:59', '2026-03-12T17:00', '2026-03-30T17:00'],
    ['at the closing', '2026-03-03T17:00', '2026-03-13T17:00', '2026-03-31T17:00'],
    ['before Beijing midnight', '2026-03-04T23:59', '2026-03-16T17:00', '2026-04-01T17:00'],
    ['at Beijing midnight', '2026-03-05T00:00', '2026-03-16T17:00', '2026-04-01T17:00'],
    ['after a weekend', '2026-03-09T09:00', '2026-03-18T17:00', '2026-04-03T17:00']
  ])('goes on %s, and what it stood is given back', (_, now, own, law) => {
    const runs = settled(standing(), now)
    expect(ends(runs.clocks!)).toEqual([own, law])
    expect(runs.clocks).toMatchObject({ pausedAt: null, pauseReason: null })
    const pause = {
      from: at('2026-03-03T10:00').toISOString(),
      to: at(now).toISOString(),
      reason: '等待整改'
    }
    expect(runs.clocks!.promised.pauses).toEqual([pause])
    expect(runs.clocks!.statutory!.pauses).toEqual([pause])
    expect(keys(runs)).toEqual(['stage:1', 'whole'])
    expect(beijing(runs.duties[1]!.dueAt)).toBe(own)
  })
  it('gives back a pause of which no reason is kept', () =>
    expect(settled(standing(null), '2026-03-04T09:00').clocks!.promised.pauses).toMatchObject([
      { reason: '' }
    ]))
  it('is owed once, whatever was owed before', () =>
    expect(keys(settled({ ...standing(), duties: [duty('whole')] }, '2026-03-04T09:00'))).toEqual(['whole']))

  it('is the leading department’s to keep', () =>
    expect(wholeDuty(calendar, clocks, LEAD, MONDAY)).toMatchObject({
      key: 'whole',
      kind: 'whole',
      orgId: LEAD,
      postId: null,
      since: MONDAY.toISOString(),
      dueAt: at('2026-03-12T17:00').toISOString()
    }))
})

describe('a suspension', () => {
  const stages = [
    stage(0, { status: 'done' }),
    stage(1),
    stage(2, { orgId: 'fire', postId: null }),
    stage(3, { status: 'waiting', clock: null, dueAt: null })
  ]
  const duties = [duty('whole'), duty('stage:1'), duty('stage:2'), duty('deferral:1')]

  it('stops the stages that run, and nobody owes them meanwhile', () => {
    const paused = pauseStages(state({ stages, duties }))
    expect(paused.stages.map(({ status }) => status)).toEqual(['done', 'paused', 'paused', 'waiting'])
    expect(keys(paused)).toEqual(['whole', 'deferral:1'])
    expect(paused.stages[1]).toEqual({ ...stages[1], status: 'paused' })
  })

  it.each([
    ['the same day: no closing was lost', '2026-03-03T16:59', '2026-03-05T17:00'],
    ['a minute before Beijing midnight', '2026-03-03T23:59', '2026-03-06T17:00'],
    ['at Beijing midnight', '2026-03-04T00:00', '2026-03-06T17:00'],
    ['two closings later', '2026-03-05T10:00', '2026-03-09T17:00'],
    ['after a weekend', '2026-03-09T09:00', '2026-03-11T17:00']
  ])('gives the stages back what it took: ended %s', (_, now, until) => {
    const suspended = { ...pauseStages(state({ stages, duties })), suspension }
    const resumed = resumeStages(calendar, suspended, at(now))
    expect(resumed.suspension).toBeNull()
    const pause = { from: suspension.since, to: at(now).toISOString(), reason: '等待整改' }
    for (const no of [1, 2]) {
      const { clock } = stages[no]!
      expect(resumed.stages[no]).toEqual({
        ...stages[no],
        status: 'running',
        clock: { ...clock, pauses: [pause] },
        dueAt: at(until).toISOString()
      })
    }
    expect([resumed.stages[0], resumed.stages[3]]).toEqual([stages[0], stages[3]])
    expect(keys(resumed)).toEqual(['whole', 'deferral:1', 'stage:1', 'stage:2'])
    expect(resumed.duties.slice(2)).toMatchObject([
      { kind: 'stage', orgId: LEAD, postId: 'post 1', dueAt: at(until).toISOString() },
      { kind: 'stage', orgId: 'fire', postId: null, dueAt: at(until).toISOString() }
    ])
  })

  it('leaves a stage that has no clock as it is', () => {
    const odd = state({ suspension, stages: [stage(1, { status: 'paused', clock: null })], duties: [] })
    expect(resumeStages(calendar, odd, at('2026-03-05T10:00'))).toMatchObject({
      stages: odd.stages,
      duties: []
    })
  })
  it('that never was ends nothing', () => {
    const before = state({ stages })
    expect(resumeStages(calendar, before, MONDAY)).toBe(before)
  })
})
