import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { a11y } from '../lib/a11y.ts'

type Props = PropsWithChildren<{ on: boolean; onChange: (on: boolean) => void }>

/** Something one ticks off. */
export const Tick = ({ on, onChange, children }: Props) => (
  <View className='tick' onClick={() => onChange(!on)} {...a11y({ role: 'button', selected: on })}>
    <View className={`tick__box${on ? ' tick__box--on' : ''}`}>
      <Text>{on ? '✓' : ''}</Text>
    </View>
    <Text>{children}</Text>
  </View>
)
