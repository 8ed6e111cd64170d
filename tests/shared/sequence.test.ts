import fc from 'fast-check'
import { heardUpTo } from 'shared/rules/sequence.ts'
import { expect, it } from 'vitest'

const numbered = (...numbers: number[]) => numbers.map((seq) => ({ seq }))

it.each([
  ['nothing new', 4, numbered(), 4],
  ['the next ones', 4, numbered(5, 6), 6],
  ['the next ones in another order', 4, numbered(6, 5), 6],
  ['what was heard before', 4, numbered(2, 3), 4],
  ['one’s own, with another’s still missing before it', 4, numbered(6), 4],
  ['as far as it goes on', 4, numbered(5, 7), 5]
])('hears up to where nothing is missing: %s', (_, last, fresh, upTo) => {
  expect(heardUpTo(last, fresh)).toBe(upTo)
})

it('never misses a message, however what is said arrives', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (arrives) => {
      let last = 0
      const seen = new Set<number>()
      for (const [at, live] of arrives.entries()) {
        const seq = at + 1
        if (!live) continue
        seen.add(seq)
        last = heardUpTo(last, numbered(seq))
      }
      // What is asked for from there on completes it.
      for (let seq = last + 1; seq <= arrives.length; seq++) seen.add(seq)
      expect(seen.size).toBe(arrives.length)
    })
  )
})
