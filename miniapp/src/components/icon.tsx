import { View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'
import type { IconName } from '../lib/icons.ts'

type Props = { name: IconName; size?: 'small' | 'large' }

/** A picture beside words that say the same; a screen reader passes it by. It has the colour of the words. */
export const Icon = ({ name, size }: Props) => (
  <View className={`icon icon--${name}${size ? ` icon--${size}` : ''}`} {...a11y({ hidden: true })} />
)
