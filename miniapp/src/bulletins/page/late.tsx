import { Text, View } from '@tarojs/components'
import type { BulletinFigures, LateMatter } from 'shared/bulletins.ts'
import { beijingWords } from 'shared/rules/beijing.ts'

/** What was late at the end of the period, and why. */
export const Late = ({ late, all }: { late: readonly LateMatter[]; all: number }) => (
  <>
    <Text className='heading'>超期未办结</Text>
    {all > late.length && (
      <Text className='block soft'>
        共{all}件，只列出超期最久的{late.length}件
      </Text>
    )}
    {late.length === 0 && <Text className='block soft'>没有超期未办结的诉求</Text>}
    {late.map(({ id, no, village, topic, unit, lateSince, reason }) => (
      <View key={id} className='card'>
        <View className='card__row'>
          <Text className='strong'>{topic}</Text>
          <Text className='soft'>{no}</Text>
        </View>
        <Text className='block soft'>
          {village} · {unit} · {beijingWords(lateSince)}起超期
        </Text>
        <Text className='block red'>{reason ?? '还没有说明原因'}</Text>
      </View>
    ))}
  </>
)

/** What many wrote about at once. */
export const Hot = ({ hot }: { hot: BulletinFigures['hot'] }) => (
  <>
    <Text className='heading'>集中反映的事</Text>
    <Text className='block soft'>到期末为止的四周</Text>
    {hot.length === 0 && <Text className='block soft'>没有集中反映的事</Text>}
    {hot.map(({ title, count, places, lately, before }) => (
      <View key={title} className='card'>
        <View className='card__row'>
          <Text className='strong'>{title}</Text>
          <Text className={`tag ${lately > before ? 'tag--red' : 'tag--yellow'}`}>{count}件</Text>
        </View>
        <Text className='block soft'>
          {places.length > 0 ? `${places.join('、')} · ` : ''}末一周{lately}件，前一周{before}件
        </Text>
      </View>
    ))}
  </>
)
