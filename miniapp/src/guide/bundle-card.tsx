import { Text, View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'
import { go } from '../lib/go.ts'

type Props = { bundle: { id: string; name: string; about: string } }

/** 一件事: what it spares, and the way in. */
export const BundleCard = ({ bundle: { id, name, about } }: Props) => (
  <View
    className='card card--tap'
    onClick={() => go('guide/bundle', { id })}
    {...a11y({ role: 'link', label: `${name}，${about}` })}
  >
    <Text className='block strong'>{name} · 一件事一次办</Text>
    <Text className='block soft'>{about}</Text>
  </View>
)
