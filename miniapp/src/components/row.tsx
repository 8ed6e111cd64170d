import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from '../lib/a11y.ts'
import type { IconName } from '../lib/icons.ts'
import { Icon } from './icon.tsx'

type Props = {
  icon?: IconName
  /** In the icon’s place: a face. */
  lead?: ReactNode
  words: string
  about: string
  onTap: () => void
}

/** One line that leads on: a picture, what it is, what of it, and an arrow. */
export const Row = ({ icon, lead, words, about, onTap }: Props) => (
  <View className='onward' onClick={onTap} {...a11y({ role: 'link', label: `${words}，${about}` })}>
    {lead ?? (icon && <Icon name={icon} />)}
    <View className='onward__words'>
      <Text className='block strong'>{words}</Text>
      {about && <Text className='block soft clamp'>{about}</Text>}
    </View>
    <Icon name='go' size='small' />
  </View>
)
