import { createIds } from 'bff/lib/ids.ts'
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
