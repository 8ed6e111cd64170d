import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { ItemLine } from 'shared/guide.ts'
import { usePages } from '../lib/query.ts'
import { useRested } from '../lib/rested.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'

/** An item by what somebody calls it; the first eight that fit. */
export function ItemPicker({ onPick }: { onPick: (item: ItemLine) => void }) {
  const [q, setQ] = useState('')
  const words = useRested(q).trim()
  const { items } = usePages('GET /items', { querystring: { q: words } }, words !== '')
  return (
    <View>
      <Field label='要办什么事' max={40} value={q} placeholder='如：过户、身份证、老年证' onChange={setQ} />
      {words !== '' && items?.length === 0 && <Text className='soft'>没有找到，换个说法试试</Text>}
      {words !== '' &&
        items?.slice(0, 8).map((item) => (
          <View key={item.id} className='slot'>
            <View>
              <Text className='block strong'>{item.name}</Text>
              <Text className='block soft'>{item.department}</Text>
            </View>
            <Button small label={`选${item.name}`} onTap={() => onPick(item)}>
              选这个
            </Button>
          </View>
        ))}
    </View>
  )
}
