import { Text, View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'
import type { ApiError } from '../lib/api.ts'
import { toTab } from '../lib/go.ts'
import { Button } from './button.tsx'

export const Loading = () => (
  <View className='state' {...a11y({ role: 'status', live: 'polite' })}>
    <Text>正在加载…</Text>
  </View>
)

type FailureProps = { error: ApiError; onRetry: () => void; gone?: string }
const GONE = '没有找到这个内容，可能已删除或不属于您'

/** What went wrong, and the way on: again when that can help, home when there is nothing here. */
export function Failure({ error, onRetry, gone = GONE }: FailureProps) {
  const nothing = error.code === 'not_found' || error.code === 'invalid_input'
  const leave = nothing || error.code === 'not_allowed'
  const words = error.code === 'offline' ? '网络不通，暂时打不开' : error.message
  return (
    <View className='state' {...a11y({ role: 'alert' })}>
      <Text>{nothing ? gone : words}</Text>
      {leave ? (
        <Button onTap={() => toTab('home')}>回首页</Button>
      ) : (
        <Button onTap={onRetry}>再试一次</Button>
      )}
    </View>
  )
}

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
