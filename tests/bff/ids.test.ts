import { createIds, firstIdAt } from 'bff/kernel/lib/ids.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'

it('makes ids that sort in the order they were made, within one millisecond too', () => {
  let now = 1_772_413_200_000
  const newId = createIds(() => new Date(now))
  const made: string[] = []
  for (let count = 0; count < 9000; count++) {
    if (count % 3000 === 0) now += 1
    made.push(newId())
  }
  expect(new Set(made).size).toBe(made.length)
  expect([...made].sort()).toEqual(made)
  expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

it('makes ids in order whatever a clock does within a minute, and none twice', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 300 }), (steps) => {
      let at = 1_772_413_200_000
      const newId = createIds(() => new Date(at))
      const made = steps.flatMap((step) => {
        at += step
        return [newId(), newId()]
      })
      // A clock may wander, as long as it never falls a minute behind its furthest.
      fc.pre(made.every((_, index) => index < 2 || stepsBack(steps.slice(0, index >> 1)) < 60_000))
      expect(new Set(made).size).toBe(made.length)
      expect([...made].sort()).toEqual(made)
    })
  )
})

/** How far a clock that makes these steps falls behind the furthest it was. */
function stepsBack(steps: readonly number[]): number {
  let [at, furthest, back] = [0, 0, 0]
  for (const step of steps) {
    at += step
    furthest = Math.max(furthest, at)
    back = Math.max(back, furthest - at)
  }
  return back
}

it('follows a clock that was set back by more than a minute', () => {
  let at = 1_772_413_200_000
  const newId = createIds(() => new Date(at))
  newId()
  at -= 86_400_000
  expect(newId() >= firstIdAt(new Date(at))).toBe(true)
  expect(newId() < firstIdAt(new Date(at + 1000))).toBe(true)
})
