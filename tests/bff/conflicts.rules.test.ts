import { excludedBy, receivers, type Seat } from 'bff/assistant/sealed/conflicts.rules.ts'
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

/**
 * Persons the accused may hear it from, said by the chart alone: their offices, who heads above them, who
 * works below them.
 */
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

it(`hands no report to the accused or those around them, in ${CHARTS} counties`, () => {
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

/** A county, two townships, a bureau, a service area with two villages. */
const LINES = {
  county: ['county'],
  town: ['town', 'county'],
  bureau: ['bureau', 'town', 'county'],
  area: ['area', 'town', 'county'],
  village: ['village', 'area', 'town', 'county'],
  hamlet: ['hamlet', 'area', 'town', 'county'],
  other: ['other', 'county']
}
const seat = (id: string, office: keyof typeof LINES, role: Role, holderId: string | null = id): Seat => {
  const townshipId = office === 'county' ? null : office === 'other' ? 'other' : 'town'
  return { id, role, holderId, line: LINES[office], townshipId }
}
const chart: Seat[] = [
  seat('countyLeader', 'county', 'leader'),
  seat('countyClerk', 'county', 'intakeClerk'),
  seat('countySupervisor', 'county', 'supervisor'),
  seat('townLeader', 'town', 'leader'),
  seat('townClerk', 'town', 'intakeClerk'),
  seat('bureauHead', 'bureau', 'unitHead'),
  seat('bureauDeputy', 'bureau', 'unitDeputy', null),
  seat('bureauHandler', 'bureau', 'departmentHandler'),
  seat('areaSecretary', 'area', 'districtSecretary'),
  seat('areaDeputy', 'area', 'unitDeputy'),
  seat('villageSecretary', 'village', 'villageSecretary'),
  seat('hamletSecretary', 'hamlet', 'villageSecretary', null),
  seat('otherLeader', 'other', 'leader'),
  seat('otherClerk', 'other', 'intakeClerk')
]
/** The chart with some posts held by others. */
const heldBy = (holders: Record<string, string | null>) =>
  chart.map((one) => (one.id in holders ? { ...one, holderId: holders[one.id]! } : one))
const sorted = (words: string) => words.split(' ').filter(Boolean).sort()

const BUREAU = 'bureauHead bureauDeputy bureauHandler'
const AREA = 'areaSecretary areaDeputy villageSecretary hamletSecretary'
const LEADERS = 'townLeader countyLeader'
it.each([
  ['nobody', '', chart, ''],
  ['a handler: his office and the heads above it', 'bureauHandler', chart, `${BUREAU} ${LEADERS}`],
  ['the head of a bureau: no more, for nothing lies below it', 'bureauHead', chart, `${BUREAU} ${LEADERS}`],
  ['a vacant post: no other vacant post with it', 'bureauDeputy', chart, `${BUREAU} ${LEADERS}`],
  ['a village secretary', 'villageSecretary', chart, `villageSecretary areaSecretary ${LEADERS}`],
  ['an area’s secretary: his villages too', 'areaSecretary', chart, `${AREA} ${LEADERS}`],
  ['an area’s deputy: he heads nothing', 'areaDeputy', chart, `areaSecretary areaDeputy ${LEADERS}`],
  ['a township’s clerk: he heads nothing', 'townClerk', chart, `townClerk ${LEADERS}`],
  [
    'a township’s leader: all of it',
    'townLeader',
    chart,
    `townLeader townClerk ${BUREAU} ${AREA} countyLeader`
  ],
  ['the county’s leader: everybody', 'countyLeader', chart, chart.map(({ id }) => id).join(' ')],
  [
    'a county’s supervisor: who sits with him',
    'countySupervisor',
    chart,
    'countyLeader countyClerk countySupervisor'
  ],
  [
    'a handler who is village secretary too: both his offices',
    'bureauHandler',
    heldBy({ villageSecretary: 'bureauHandler' }),
    `${BUREAU} villageSecretary areaSecretary ${LEADERS}`
  ],
  [
    'a handler whose head is another township’s clerk: that post, not its office',
    'bureauHandler',
    heldBy({ otherClerk: 'bureauHead' }),
    `${BUREAU} otherClerk ${LEADERS}`
  ],
  [
    'two of different offices',
    'bureauHandler villageSecretary',
    chart,
    `${BUREAU} villageSecretary areaSecretary ${LEADERS}`
  ]
])('keeps it from whoever stands in line with the accused: %s', (_, accused, seats, kept) =>
  expect(excludedBy(sorted(accused), seats).sort()).toEqual(sorted(kept))
)

it.each([
  ['the township’s clerk and leader', '', chart, 'townClerk townLeader'],
  ['the county’s clerk where its own has a part in it', 'townClerk', chart, 'countyClerk townLeader'],
  ['the county’s leader where its own has a part in it', 'townLeader', chart, 'townClerk countyLeader'],
  ['the county where both have', 'townClerk townLeader', chart, 'countyClerk countyLeader'],
  [
    'the county’s clerk where its own post is vacant',
    '',
    heldBy({ townClerk: null }),
    'countyClerk townLeader'
  ],
  ['a clerk alone where no leader is left', 'townLeader countyLeader', chart, 'townClerk'],
  ['nobody where only leaders are left: none could hand it on', 'townClerk countyClerk', chart, ''],
  [
    'nobody where the only clerk left is another township’s',
    'townClerk townLeader countyClerk countyLeader',
    chart,
    ''
  ]
])('is taken in by %s', (_, excluded, seats, taking) =>
  expect(receivers('town', sorted(excluded), seats).sort()).toEqual(sorted(taking))
)
