import { Text, View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'
import { go } from '../lib/go.ts'
import { useCall } from '../lib/query.ts'
import { useRested } from '../lib/rested.ts'

const LEAST = 4

/** Answers given to others who asked much the same: perhaps there is nothing left to ask. */
export function Similar({ text, after }: { text: string; after: string }) {
  const q = useRested(text.trim()).slice(0, 300)
  const { data } = useCall('POST /answers/similar', { body: { q } }, q.length >= LEAST)
  const items = q.length >= LEAST ? (data?.items ?? []) : []
  if (items.length === 0) return null
  return (
    <View className='card' {...a11y({ live: 'polite' })}>
      <Text className='block strong'>别人问过类似的，先看看？</Text>
      {items.map(({ id, title, beginning, topic }) => (
        <View
          key={id}
          className='link'
          onClick={() => go('answers/page', { id })}
          {...a11y({ role: 'link', label: `${title}，看答复` })}
        >
          <View className='link__words'>
            <Text className='block'>{title}</Text>
            <Text className='block soft cut'>{beginning}</Text>
          </View>
          <Text className='soft'>{topic}</Text>
        </View>
      ))}
      <Text className='block soft'>{after}</Text>
    </View>
  )
}
