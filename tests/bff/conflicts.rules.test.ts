import { excludedBy, receivers, type Seat } from 'bff/sealed/conflicts.rules.ts'
import fc from 'fast-check'
import type { Role } from 'shared/roles.ts'
import { expect, it } from 'vitest'

const ROLES: Role[] = [
  'villageSecretary',
  'districtSecretary',
  'unitHead',
  'unitDeputy',
  'leader',
  'intakeClerk',
  'supervisor'
]
const HEADS = new Set<Role>(['villageSecretary', 'districtSecretary', 'unitHead', 'leader'])
const CHARTS = 5000

type Drawn = Readonly<{ org: number; role: Role; person: number | null }>
type Chart = Readonly<{ parents: number[]; seats: Drawn[]; accused: number }>
/** A county of up to twelve offices in any shape, posts held by few persons, so that many hold two. */
const charts: fc.Arbitrary<Chart> = fc.record({
  parents: fc.array(fc.nat(11), { minLength: 2, maxLength: 12 }),
  seats: fc.array(
    fc.record({
      org: fc.nat(11),
      role: fc.constantFrom(...ROLES),
      person: fc.option(fc.nat(8), { freq: 8 })
    }),
    { minLength: 2, maxLength: 16 }
  ),
  accused: fc.nat(15)
})
const above = (parents: readonly number[], org: number): number[] =>
  org === 0 ? [] : [parents[org]! % org, ...above(parents, parents[org]! % org)]

/** Persons the accused may hear it from, said by the chart alone: his offices, who heads above them, who works below him. */
function near(parents: readonly number[], seats: readonly Drawn[], him: number): Set<number | null> {
  const found = new Set<number | null>()
  for (const his of seats.filter(({ person }) => person === him))
    for (const one of seats) {
      const boss = HEADS.has(one.role) && above(parents, his.org).includes(one.org)
      const below = HEADS.has(his.role) && above(parents, one.org).includes(his.org)
      if (one.org === his.org || boss || below) found.add(one.person)
    }
  return found
}

it(`hands no report to the accused or those around him, in ${CHARTS} counties`, () => {
  fc.assert(
    fc.property(charts, ({ parents, seats: drawn, accused }) => {
      const inChart = drawn.map((one) => ({ ...one, org: one.org % parents.length }))
      const seats: Seat[] = inChart.map(({ org, role, person }, at) => ({
        id: String(at),
        role,
        holderId: person === null ? null : String(person),
        line: [org, ...above(parents, org)].map(String),
        townshipId: org === 0 ? null : 'T'
      }))
      const named = accused % seats.length
      const him = inChart[named]!.person
      const excluded = excludedBy([String(named)], seats)
      expect(excluded).toContain(String(named))
      const taking = receivers('T', excluded, seats)
      for (const id of taking) expect(excluded).not.toContain(id)
      if (him === null) return
      const forbidden = near(parents, inChart, him).add(him)
      for (const [at, { person }] of inChart.entries())
        if (person !== null && forbidden.has(person)) {
          expect(excluded).toContain(String(at))
          expect(taking).not.toContain(String(at))
        }
    }),
    { numRuns: CHARTS }
  )
})
