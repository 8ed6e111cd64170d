import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { type PropsWithChildren, useState } from 'react'
import { a11y } from '../lib/a11y.ts'
import { useElder } from '../lib/elder.ts'
import { toTab } from '../lib/go.ts'
import { useCall } from '../lib/query.ts'

type Props = PropsWithChildren<{
  narrow?: boolean
  /** A bar of its own lies over its foot. */
  next?: boolean
  /** Hangs on a wall: the whole width, and nothing but what it shows. */
  wall?: boolean
}>

/** The pages of the tab bar are where one begins. */
const TABS = /^\/?(home|questions\/mine|mine)\/index/
/** The web has no bar of its own as WeChat has: the page's name, and the way back. */
function Bar() {
  // As they were when this page opened: below another one it is drawn again under the other's name.
  const [{ depth, title, path }] = useState(() => ({
    path: Taro.getCurrentInstance().router?.path ?? '',
    depth: Taro.getCurrentPages().length,
    title: Taro.getCurrentInstance().page?.config?.navigationBarTitleText
  }))
  if (process.env.TARO_ENV !== 'h5' || TABS.test(path)) return null
  // Opened by its address, a page has nothing to go back to but the beginning.
  const first = depth < 2
  const leave = () => (first ? toTab('home') : void Taro.navigateBack())
  return (
    <View className='topbar'>
      <View
        className='topbar__back'
        onClick={leave}
        {...a11y({ role: 'button', label: first ? '回首页' : '返回上一页' })}
      >
        <Text>{first ? '‹ 首页' : '‹ 返回'}</Text>
      </View>
      <Text className='soft'>{title}</Text>
    </View>
  )
}

/**
 * Every screen: elder mode's sizes, and at the foot who runs the app and under which filing number
 * (国办函〔2026〕12号).
 */
export function Page({ children, narrow, wall, next }: Props) {
  const elder = useElder((state) => state.on)
  const { data: county } = useCall('GET /county', {})
  return (
    <View
      className={`page${elder ? ' elder' : ''}${narrow ? ' page--narrow' : ''}${wall ? ' page--wall' : ''}${next ? ' page--next' : ''}`}
    >
      {!wall && <Bar />}
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
