import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { a11y } from '../lib/a11y.ts'

type Props = { bundle: { id: string; name: string; about: string } }

/** 一件事: what it spares, and the way in. */
export const BundleCard = ({ bundle: { id, name, about } }: Props) => (
  <View
    className='card card--tap'
    onClick={() => void Taro.navigateTo({ url: `/guide/bundle/index?id=${id}` })}
    {...a11y({ role: 'link', label: `${name}，${about}` })}
  >
    <Text className='block strong'>{name} · 一件事一次办</Text>
    <Text className='block soft'>{about}</Text>
  </View>
)
