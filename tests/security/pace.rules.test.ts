import { networkOf } from 'bff/platform/limits/limits.acts.ts'
import { type Due, type Pace, spend } from 'bff/platform/limits/pace.rules.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'

const PACE: Pace = { perSecond: 10, burst: 20, mostWaitMs: 500 }

it.each<[words: string, due: Due, now: number, points: number, spent: ReturnType<typeof spend>]>([
  ['the first goes at once', undefined, 1000, 1, { due: 1100, waitMs: 0 }],
  ['what was paid off long ago counts no more', 10, 1000, 1, { due: 1100, waitMs: 0 }],
  ['a whole burst goes at once', 3000, 1000, 1, { due: 3100, waitMs: 0 }],
  ['one point more waits for its turn', 3100, 1000, 1, { due: 3200, waitMs: 100 }],
  ['the longest wait', 3500, 1000, 1, { due: 3600, waitMs: 500 }],
  ['a millisecond more is refused, and spends nothing', 3501, 1000, 1, { refusedForMs: 1 }],
  [
    'what is dearer than a burst goes, and the next pay for it',
    undefined,
    0,
    100,
    { due: 10_000, waitMs: 0 }
  ],
  ['after it the next are told how long', 10_000, 0, 1, { refusedForMs: 7500 }]
])('%s', (_, due, now, points, spent) => expect(spend(due, now, points, PACE)).toEqual(spent))

const calls = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 400 }), points: fc.integer({ min: 1, max: 30 }) }),
  {
    maxLength: 60
  }
)

it('lets through no more than a burst, the dearest call and what the time allows, in the order they came', () => {
  fc.assert(
    fc.property(calls, (asked) => {
      let due: Due
      let now = 0
      let last = 0
      let through = 0
      for (const { after, points } of asked) {
        now += after
        const spent = spend(due, now, points, PACE)
        if ('refusedForMs' in spent) {
          expect(spent.refusedForMs).toBeGreaterThan(0)
          // Whoever comes back when they were told to is not refused again.
          expect(spend(due, now + spent.refusedForMs, points, PACE)).not.toHaveProperty('refusedForMs')
          continue
        }
        due = spent.due
        const runsAt = now + spent.waitMs
        expect(runsAt).toBeGreaterThanOrEqual(last)
        last = runsAt
        through += points
        expect(through).toBeLessThanOrEqual(PACE.burst + 30 + (runsAt / 1000) * PACE.perSecond + 1e-6)
      }
    })
  )
})

it.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::a:b:c:d', '2001:db8:0:0'],
  ['2001:db8::a:b:c:e', '2001:db8:0:0'],
  ['::1', '0:0:0:0']
])('the line of %s is %s', (ip, line) => expect(networkOf(ip)).toBe(line))
