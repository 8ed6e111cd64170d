import type { Difference } from 'shared/catalogue.ts'
import type { ItemContent } from 'shared/items.ts'
import { elementsOf } from './elements.ts'

/** What changed from one version to the next, element by element in the order of the list. */
export function differencesOf(before: ItemContent, after: ItemContent): Difference[] {
  const [old, new_] = [new Map(elementsOf(before)), new Map(elementsOf(after))]
  const places = [...new Set([...old.keys(), ...new_.keys()])]
  return places
    .map((place) => ({ place, before: old.get(place) ?? null, after: new_.get(place) ?? null }))
    .filter((row) => row.before !== row.after)
}
