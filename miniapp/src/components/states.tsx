import { Text, View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'
import type { ApiError } from '../lib/api.ts'
import { Button } from './button.tsx'

export const Loading = () => (
  <View className='state' {...a11y({ role: 'status', live: 'polite' })}>
    <Text>正在加载…</Text>
  </View>
)

export const Failure = ({ error, onRetry }: { error: ApiError; onRetry: () => void }) => (
  <View className='state' {...a11y({ role: 'alert' })}>
    <Text>{error.code === 'offline' ? '网络不通，暂时打不开' : error.message}</Text>
    <Button onTap={onRetry}>再试一次</Button>
  </View>
)

export const Empty = ({ text }: { text: string }) => (
  <View className='state'>
    <Text>{text}</Text>
  </View>
)

export const Problem = ({ text }: { text: string | undefined }) =>
  text ? (
    <View className='problem' {...a11y({ role: 'alert' })}>
      <Text>{text}</Text>
    </View>
  ) : null
