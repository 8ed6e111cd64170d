import { CaseStatus } from 'shared/case-commands.ts'
import { QuestionStatus } from 'shared/questions.ts'
import { CASE_STEP, CASE_STEPS } from 'shared/rules/case-words.ts'
import { QUESTION_STEP, QUESTION_STEPS } from 'shared/rules/question-words.ts'
import { describe, expect, it } from 'vitest'

/** Ends that lead nowhere on the way: their own words say why. */
const OFF = {
  case: ['refused', 'withdrawn', 'voided', 'lapsed'],
  question: ['refused', 'withdrawn', 'merged']
}

describe('the way of a matter', () => {
  it.each([
    ['case', CaseStatus.enum, CASE_STEP, CASE_STEPS],
    ['question', QuestionStatus.enum, QUESTION_STEP, QUESTION_STEPS]
  ] as const)('has a place for every state of a %s but its bad ends', (kind, all, places, steps) => {
    const placed = places as Readonly<Record<string, number>>
    expect(all.filter((status) => !(status in placed))).toEqual(OFF[kind])
    for (const at of Object.values(placed)) expect(at).toBeLessThanOrEqual(steps.length)
    expect(placed.closed).toBe(steps.length)
  })
})
