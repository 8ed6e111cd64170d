import type { Role } from 'shared/roles.ts'

/** A post as far as conflicts of interest go: where it sits, and what stands above that. */
export type Seat = Readonly<{
  id: string
  role: Role
  orgId: string
  /** The organisation above its own: the service area of a village, the township of a unit. */
  aboveOrgId: string | null
  townshipId: string | null
}>

const HEADS: readonly Role[] = ['villageSecretary', 'districtSecretary', 'unitHead', 'leader']
const RECEIVERS: readonly Role[] = ['intakeClerk', 'leader']

/**
 * Who must never learn of a report: the accused, everybody of the accused's own office, and who heads what stands
 * above it. One accused at the top of a township takes the whole township out.
 */
export function excludedBy(accusedIds: readonly string[], seats: readonly Seat[]): string[] {
  const accused = seats.filter(({ id }) => accusedIds.includes(id))
  const out = new Set(accusedIds)
  for (const { orgId, aboveOrgId, townshipId } of accused)
    for (const seat of seats) {
      const sameOffice = seat.orgId === orgId
      const above = aboveOrgId !== null && seat.orgId === aboveOrgId && HEADS.includes(seat.role)
      const below = orgId === townshipId && seat.townshipId === townshipId
      if (sameOffice || above || below) out.add(seat.id)
    }
  return [...out]
}

/** Who takes a report in: the township's clerks and leaders who have no part in it; failing a clerk, the county's. */
export function receivers(townshipId: string, excluded: readonly string[], seats: readonly Seat[]): string[] {
  const free = seats.filter(({ id, role }) => RECEIVERS.includes(role) && !excluded.includes(id))
  const near = free.filter((seat) => seat.townshipId === townshipId)
  const county = free.filter((seat) => seat.townshipId === null)
  const clerkNear = near.some(({ role }) => role === 'intakeClerk')
  const leaderNear = near.some(({ role }) => role === 'leader')
  return [...near, ...county.filter(({ role }) => (role === 'intakeClerk' ? !clerkNear : !leaderNear))].map(
    ({ id }) => id
  )
}
