import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '../../components/button.tsx'
import { a11y } from '../../lib/a11y.ts'

/** A key shown this once: it is copied now or made anew. */
export const Secret = ({ name, secret }: { name: string; secret: string }) => (
  <View className='card' {...a11y({ role: 'status', live: 'polite' })}>
    <Text className='block strong'>{name}的密钥</Text>
    <Text className='block soft'>只显示这一次，离开后看不到，请马上复制保存。</Text>
    <Text className='receipt receipt--long' userSelect>
      {secret}
    </Text>
    <Button kind='main' onTap={() => void Taro.setClipboardData({ data: secret }).catch(() => undefined)}>
      复制密钥
    </Button>
  </View>
)
