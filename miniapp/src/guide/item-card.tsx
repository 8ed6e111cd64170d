import { Text, View } from '@tarojs/components'
import type { ItemLine } from 'shared/guide.ts'
import { a11y } from '../lib/a11y.ts'
import { go } from '../lib/go.ts'

/**
 * An item in a list: what, whose, how long, what it costs, how often one must come. `step`: of a bundle,
 * which is visited as a whole.
 */
type Props = { item: ItemLine; step?: boolean }
export const ItemCard = ({ item: { id, name, department, promised, free, visits }, step = false }: Props) => (
  <View
    className='card card--tap'
    onClick={() => go('guide/item', { id })}
    {...a11y({ role: 'link', label: `${name}，${department}，${promised}` })}
  >
    <Text className='block strong'>{name}</Text>
    <Text className='block soft'>{department}</Text>
    <Text className='block soft'>
      {promised} · {free ? '不收费' : '收费'}
      {step ? '' : visits === 0 ? ' · 不用跑' : ` · 跑${visits}次`}
    </Text>
  </View>
)
