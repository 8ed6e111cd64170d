import type { Opening } from 'shared/sealed.ts'
import type { OpeningRow } from './sealed.table.ts'

const OPEN_MS = 24 * 3_600_000

/** Once agreed to, an identity may be looked at for a day. */
export const openUntil = ({ approvedAt }: OpeningRow): Date | null =>
  approvedAt && new Date(approvedAt.getTime() + OPEN_MS)

/** Whoever asked may look once another person agreed; nobody agrees to their own request. */
export function openingActions(opening: OpeningRow, accountId: string, now: Date): Opening['actions'] {
  const until = openUntil(opening)
  if (until === null) return opening.requestedBy === accountId ? [] : ['approve']
  return opening.requestedBy === accountId && now < until ? ['look'] : []
}
