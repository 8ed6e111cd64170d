import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { GuideItem } from 'shared/guide.ts'
import { Button } from '../../components/button.tsx'

/** Every element of the item, for who wants to read it all. */
export function Elements({ item: { elements, version, effectiveFrom } }: { item: GuideItem }) {
  const [open, setOpen] = useState(false)
  return (
    <View style={{ marginTop: '8px' }}>
      <Button kind='plain' onTap={() => setOpen(!open)}>
        {open ? '收起事项全文' : '看事项全文'}
      </Button>
      {open && (
        <View className='card'>
          <Text className='block soft'>
            第{version}版，{effectiveFrom}起施行
          </Text>
          {elements.map(({ place, value }) => (
            <View key={place} className='row'>
              <Text className='block soft'>{place}</Text>
              <Text className='block'>{value}</Text>
            </View>
          ))}
        </View>
      )}
    </View>
  )
}
