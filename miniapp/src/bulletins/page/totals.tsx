import { Text, View } from '@tarojs/components'
import type { BulletinPeriod, Compared } from 'shared/bulletins.ts'
import { onTimeRate, satisfiedRate } from 'shared/rules/rates.ts'

/** The whole in six figures, each with the one before it below. */
export function Totals({ total: { now, before }, period }: { total: Compared; period: BulletinPeriod }) {
  const then = period === 'week' ? '上周' : '上月'
  const figures: readonly (readonly [string, string | number, string | number])[] = [
    ['收到', now.received, before.received],
    ['答复', now.answered, before.answered],
    ['按时答复率', onTimeRate(now), onTimeRate(before)],
    ['满意率', satisfiedRate(now), satisfiedRate(before)],
    ['期末在办', now.open, before.open],
    ['期末超期', now.overdue, before.overdue]
  ]
  return (
    <View className='stats stats--six'>
      {figures.map(([name, value, was]) => (
        <View key={name} className='stat'>
          <Text className='stat__number'>{value}</Text>
          <Text className='block'>{name}</Text>
          <Text className='block soft'>
            {then}
            {was}
          </Text>
        </View>
      ))}
    </View>
  )
}
