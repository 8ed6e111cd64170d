import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { useElder } from '../lib/elder.ts'
import { useCall } from '../lib/query.ts'

/** Every screen: elder mode's sizes, and at the foot who runs the app and under which filing number (国办函〔2026〕12号). */
export function Page({ children, narrow }: PropsWithChildren<{ narrow?: boolean }>) {
  const elder = useElder((state) => state.on)
  const { data: county } = useCall('GET /county', {})
  return (
    <View className={`page${elder ? ' elder' : ''}${narrow ? ' page--narrow' : ''}`}>
      {children}
      {county && (
        <View className='page__foot'>
          <Text>主办单位：{county.sponsor}</Text>
          <Text>{county.filingNo}</Text>
          <Text>投诉建议：{county.servicePhone}</Text>
        </View>
      )}
    </View>
  )
}
