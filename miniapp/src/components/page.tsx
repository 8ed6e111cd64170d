import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { useElder } from '../lib/elder.ts'
import { useCall } from '../lib/query.ts'

type Props = PropsWithChildren<{
  narrow?: boolean
  /** Hangs on a wall: the whole width, and nothing but what it shows. */
  wall?: boolean
}>

/** Every screen: elder mode's sizes, and at the foot who runs the app and under which filing number (国办函〔2026〕12号). */
export function Page({ children, narrow, wall }: Props) {
  const elder = useElder((state) => state.on)
  const { data: county } = useCall('GET /county', {})
  return (
    <View
      className={`page${elder ? ' elder' : ''}${narrow ? ' page--narrow' : ''}${wall ? ' page--wall' : ''}`}
    >
      {children}
      {county && !wall && (
        <View className='page__foot'>
          <Text>主办单位：{county.sponsor}</Text>
          <Text>{county.filingNo}</Text>
          <Text>投诉建议：{county.servicePhone}</Text>
        </View>
      )}
    </View>
  )
}
