import type { ItemContent } from 'shared/items.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { CaseRow } from '../core/cases.table.ts'
import type { CasePaper, CaseState } from '../core/state.types.ts'

/** A paper that may serve in another case, until a day. */
export type Held = Readonly<Pick<CasePaper, 'name' | 'fileIds' | 'trust'> & { validUntil: string }>
const YEAR_MS = 365 * 86_400_000

/**
 * What was found good just now and may serve again, unless its original is kept: for a year, or as long as
 * the reviewer said; used again it ages on.
 */
export function newlyHeld(
  before: CaseRow,
  papers: CaseState['papers'],
  { materials }: Pick<ItemContent, 'materials'>,
  now: Date
): Held[] {
  const verdicts = new Map(before.state.papers.map(({ index, verdict }) => [index, verdict]))
  return papers
    .filter(
      ({ index, verdict, fileIds, heldId }) =>
        materials[index]!.handling !== 'kept' &&
        verdict === 'pass' &&
        verdicts.get(index) !== 'pass' &&
        fileIds.length > 0 &&
        heldId === null
    )
    .map(({ name, fileIds, trust, validUntil }) => ({
      name,
      fileIds,
      trust,
      validUntil: validUntil ?? beijingDay(new Date(now.getTime() + YEAR_MS))
    }))
}
