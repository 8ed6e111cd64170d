import { Text, View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'
import type { ApiError } from '../lib/api.ts'
import { toTab } from '../lib/go.ts'
import type { ArtName } from '../lib/icons.ts'
import { Button } from './button.tsx'

/** A quiet drawing above the words; a screen reader passes it by. */
export const Art = ({ name }: { name: ArtName }) => (
  <View className={`art art--${name}`} {...a11y({ hidden: true })} />
)

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
      <Art name={error.code === 'offline' ? 'offline' : nothing ? 'nothing' : 'error'} />
      <Text>{nothing ? gone : words}</Text>
      {leave ? (
        <Button onTap={() => toTab('home')}>回首页</Button>
      ) : (
        <Button onTap={onRetry}>再试一次</Button>
      )}
    </View>
  )
}

/** There is nothing yet, or nothing was found. */
export const Empty = ({ text, art = 'empty' }: { text: string; art?: ArtName }) => (
  <View className='state'>
    <Art name={art} />
    <Text>{text}</Text>
  </View>
)

export const Problem = ({ text }: { text: string | undefined }) =>
  text ? (
    <View className='problem' {...a11y({ role: 'alert' })}>
      <Text>{text}</Text>
    </View>
  ) : null
