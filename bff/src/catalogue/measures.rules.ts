import type { ItemContent } from 'shared/items.ts'
import { papersOf, pathsOf } from 'shared/rules/situations.ts'
import { workdaysOf } from './check/limits.rules.ts'
import { leadingOn } from './check/tree.rules.ts'

/** Most papers anybody brings: the way through the questions that asks for the most. */
function mostPapers({ questions, materials }: ItemContent): number {
  const ways = leadingOn(pathsOf(questions))
  return Math.max(0, ...ways.map((path) => papersOf(materials, path).bring.length))
}

/** What an item asks for now beside what law and earlier practice asked for: working days, papers, visits. */
export const measuresOf = (item: ItemContent) => ({
  statutoryDays: item.statutory ? workdaysOf(item.statutory) : null,
  promisedDays: item.promised ? workdaysOf(item.promised) : null,
  papers: mostPapers(item),
  papersBefore: item.materialsBefore,
  visits: item.visits,
  visitsBefore: item.visitsBefore
})
