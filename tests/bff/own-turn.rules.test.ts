import { ownTurn } from 'bff/cases/core/own-turn.rules.ts'
import type { CaseState, Duty } from 'bff/cases/core/state.types.ts'
import type { CaseStatus } from 'shared/case-commands.ts'
import { describe, expect, it } from 'vitest'

const SOON = '2026-03-04T09:00:00.000Z'
const LATER = '2026-03-09T09:00:00.000Z'
const duty = (kind: Duty['kind'], orgId: string | null = null, dueAt = SOON): Duty => ({
  key: kind,
  kind,
  orgId,
  postId: null,
  since: '2026-03-02T01:00:00.000Z',
  yellowAt: dueAt,
  redAt: dueAt,
  dueAt,
  step: 0,
  nextAt: dueAt
})
type Given = readonly [name: string, given: boolean, verdict: 'none' | 'pass' | 'fix']
/** A case of these papers and duties; nothing else of it is asked. */
function turn(
  status: CaseStatus,
  duties: readonly Duty[],
  papers: readonly Given[] = [],
  rest: object = {},
  now = SOON
) {
  const state = {
    papers: papers.map(([name, given, verdict], index) => ({
      index,
      name,
      need: 'required',
      givenAt: given ? SOON : null,
      verdict,
      by: given ? 'home' : null
    })),
    duties,
    stages: [],
    deferrals: [],
    delivery: { way: 'window' },
    ...rest
  } as object as CaseState
  return ownTurn({ status, channel: 'home', state }, new Date(now))
}
const own = duty('applicant')

describe('what a case asks of its applicant', () => {
  it.each([
    ['every paper by name', [['身份证', false, 'none']], '还没交：身份证'],
    [
      'the first two of many',
      [
        ['身份证', false, 'none'],
        ['合同', false, 'none'],
        ['户口本', false, 'none']
      ],
      '还没交：身份证、合同等3份'
    ],
    ['the name under them when all are there', [['身份证', true, 'none']], '材料齐了，请签名提交']
  ] as const)('of a draft: %s', (_, papers, words) =>
    expect(turn('draft', [own], papers)).toEqual({ kind: 'draft', words, dueAt: SOON })
  )

  it.each([
    ['what is wrong, and nothing that passed', 'fix', '请补交：合同'],
    ['to send it when it was changed', 'pass', '补好了，请签名提交']
  ] as const)('of one to mend: %s', (_, verdict, words) =>
    expect(
      turn(
        'correcting',
        [own],
        [
          ['身份证', true, 'pass'],
          ['合同', true, verdict]
        ]
      )
    ).toEqual({ kind: 'correct', words, dueAt: SOON })
  )

  it('a faulty one that was replaced and taken back again', () =>
    expect(turn('correcting', [own], [['合同', false, 'none']])?.words).toBe('请补交：合同'))

  it('no day that is over of who has not fetched the result yet', () => {
    const output = [duty('output', 'hall', SOON)]
    expect(turn('output', output, [], {}, '2026-03-04T08:59:59.999Z')?.dueAt).toBe(SOON)
    expect(turn('output', output, [], {}, SOON)?.dueAt).toBeNull()
  })

  it('to come with the originals, and to fetch the result', () => {
    expect(turn('ready', [own])).toMatchObject({ kind: 'bring' })
    expect(turn('output', [duty('output', 'hall')])).toMatchObject({ kind: 'fetch' })
  })

  it('nothing where the result is sent, waits for a paper, or another has the turn', () => {
    const output = [duty('output', 'hall')]
    expect(turn('output', output, [], { delivery: { way: 'post' } })).toBeNull()
    expect(turn('output', output, [], { deferrals: [{ settledAt: null }] })).toBeNull()
    expect(turn('handling', [duty('stage', 'bureau')])).toBeNull()
    expect(turn('preReview', [])).toBeNull()
  })

  it('what ends first, where two things are asked', () => {
    const both = [duty('applicant', null, LATER), duty('deferral', null, SOON)]
    expect(turn('ready', both)).toMatchObject({ kind: 'answer', dueAt: SOON })
    expect(turn('ready', both.toReversed())).toMatchObject({ kind: 'answer', dueAt: SOON })
  })
})
