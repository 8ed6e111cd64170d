import { Text, View } from '@tarojs/components'
import { useCall } from '../../lib/query.ts'

const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`)

/** What the county saves its citizens, counted from the catalogue. */
export function Savings() {
  const { data } = useCall('GET /catalogue/savings', {})
  if (!data || data.total.items === 0) return null
  const { items, days, materials, visits } = data.total
  const figures = [
    ['办理时间比法定少', percent(days)],
    ['要带的材料比以前少', percent(materials)],
    ['跑腿次数比以前少', percent(visits)]
  ] as const
  return (
    <>
      <Text className='heading'>少等、少带、少跑</Text>
      <View className='card'>
        {figures.map(([words, share]) => (
          <View key={words} className='card__row'>
            <Text>{words}</Text>
            <Text className='strong'>{share}</Text>
          </View>
        ))}
        <Text className='block soft'>按已公布的{items}个事项计算</Text>
      </View>
    </>
  )
}
