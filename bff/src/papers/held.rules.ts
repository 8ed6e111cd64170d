import type { CaseRow } from '../cases/cases.table.ts'
import type { CaseState } from '../cases/state.ts'
import { beijingDay } from '../lib/beijing.ts'

const YEAR_MS = 365 * 86_400_000

/** What was found good just now and may serve again: for a year, or as long as the reviewer said; used again it ages on. */
export function newlyHeld(before: CaseRow, { papers }: CaseState, now: Date) {
  const verdicts = new Map(before.state.papers.map(({ index, verdict }) => [index, verdict]))
  return papers
    .filter(
      ({ index, verdict, fileIds, heldId }) =>
        verdict === 'pass' && verdicts.get(index) !== 'pass' && fileIds.length > 0 && heldId === null
    )
    .map(({ name, fileIds, trust, validUntil }) => ({
      ...{ name, fileIds, trust },
      validUntil: validUntil ?? beijingDay(new Date(now.getTime() + YEAR_MS))
    }))
}
