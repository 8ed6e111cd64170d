import type { ItemContent } from 'shared/items.ts'
import type { Findable } from '../kernel/lib/find/index.rules.ts'

/**
 * What an item is found by: its name and everyday words; beside them its main and sub item, department and
 * life events.
 */
export const findableOf = (
  {
    name,
    words,
    mainItem,
    subItem,
    lifeEvents
  }: Pick<ItemContent, 'name' | 'words' | 'mainItem' | 'subItem' | 'lifeEvents'>,
  department: string
): Omit<Findable, 'id'> => ({
  names: [name, ...words],
  beside: [mainItem, subItem ?? '', department, ...lifeEvents].filter(Boolean)
})
