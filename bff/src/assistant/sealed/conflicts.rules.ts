import type { Role } from 'shared/roles.ts'
import { HEADS } from 'shared/rules/roles.ts'

/** A post as far as conflicts of interest go: who holds it, where it sits, and what stands above that. */
export type Seat = Readonly<{
  id: string
  role: Role
  /** Nobody, when it is vacant. */
  holderId: string | null
  /** Its own organisation, then what stands above it, up to the county. */
  line: readonly string[]
  townshipId: string | null
}>

/** Whoever heads a unit or stands above it. */
const ABOVE: readonly Role[] = [...HEADS, 'leader']
const RECEIVERS: readonly Role[] = ['intakeClerk', 'leader']

/** Posts and all others that their holders hold (兼任). */
function withOtherPosts(ids: ReadonlySet<string>, seats: readonly Seat[]): Set<string> {
  const persons = new Set(seats.filter(({ id }) => ids.has(id)).map(({ holderId }) => holderId))
  persons.delete(null)
  return new Set([...ids, ...seats.filter(({ holderId }) => persons.has(holderId)).map(({ id }) => id)])
}

/**
 * Who must never learn of a report: the accused in every post they hold, everybody of their offices, whoever
 * heads what stands above them, all that stands below one they head, and every other post that any of these
 * persons hold.
 */
export function excludedBy(accusedIds: readonly string[], seats: readonly Seat[]): string[] {
  const accused = withOtherPosts(new Set(accusedIds), seats)
  const out = new Set(accused)
  for (const { role, line } of seats.filter(({ id }) => accused.has(id))) {
    const [office] = line
    const above = line.slice(1)
    for (const seat of seats) {
      const [own] = seat.line
      const sameOffice = own === office
      const superior = ABOVE.includes(seat.role) && above.includes(own!)
      const subordinate = ABOVE.includes(role) && seat.line.includes(office!)
      if (sameOffice || superior || subordinate) out.add(seat.id)
    }
  }
  return [...withOtherPosts(out, seats)]
}

/**
 * Who takes a report in: the township's clerks and leaders who have no part in it and are in office; where it
 * has none left, the county's. Empty when nobody is left who could hand it on.
 */
export function receivers(townshipId: string, excluded: readonly string[], seats: readonly Seat[]): string[] {
  const free = seats.filter(
    ({ id, role, holderId }) => RECEIVERS.includes(role) && holderId !== null && !excluded.includes(id)
  )
  const near = free.filter((seat) => seat.townshipId === townshipId)
  const wanted = RECEIVERS.filter((role) => !near.some((seat) => seat.role === role))
  const county = free.filter((seat) => seat.townshipId === null && wanted.includes(seat.role))
  const taking = [...near, ...county]
  return taking.some(({ role }) => role === 'intakeClerk') ? taking.map(({ id }) => id) : []
}
