import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from './button.tsx'

type Props = { words: string; button: string; to: string }

/** What to do next, at the foot of the screen wherever one has scrolled to; a tap leads to its place. */
export const NextBar = ({ words, button, to }: Props) => (
  <View className='next'>
    <Text className='next__words'>{words}</Text>
    <Button small kind='main' onTap={() => void Taro.pageScrollTo({ selector: `#${to}`, duration: 200 })}>
      {button}
    </Button>
  </View>
)
