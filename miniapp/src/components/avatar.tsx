import { Text, View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'

type Props = { name: string | null }

/**
 * A face by surname; a vacant post shows none. The name stands beside it, so a screen reader passes it by.
 */
export const Avatar = ({ name }: Props) => (
  <View className={`avatar${name ? '' : ' avatar--vacant'}`} {...a11y({ hidden: true })}>
    <Text>{name ? [...name][0] : '—'}</Text>
  </View>
)
