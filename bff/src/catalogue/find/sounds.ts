import type { ItemContent } from 'shared/items.ts'
import type { Findable, Sounds } from './index.rules.ts'

/** How Chinese sounds, without tones; the tables are large and read when first asked for. */
export async function soundsBy(): Promise<Sounds> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => pinyin(text, { toneType: 'none', type: 'array' })
}

/** What an item is found by: its name and everyday words; beside them its main and sub item, department and life events. */
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
