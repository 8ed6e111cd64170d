import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { forgetTyped, useLeftWords } from '../lib/typed.ts'
import { Button } from './button.tsx'

/** What was being written when somebody else’s step closed its form: kept, to copy or to throw away. */
export function LeftWords({ id, actions }: { id: string; actions: readonly string[] }) {
  const left = useLeftWords(id, actions)
  return (
    <>
      {left.map(({ place, text }) => (
        <View key={place} className='card'>
          <Text className='block strong'>您写的这段没有提交</Text>
          <Text className='block soft'>这件事已经走到别的步骤，原来的表单关了。写的内容还在：</Text>
          <Text className='note'>{text}</Text>
          <View className='btns'>
            <Button onTap={() => void Taro.setClipboardData({ data: text })}>复制</Button>
            <Button onTap={() => forgetTyped(place)}>不要了</Button>
          </View>
        </View>
      ))}
    </>
  )
}
