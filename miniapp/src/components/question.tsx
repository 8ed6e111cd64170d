import { Text, View } from '@tarojs/components'
import type { SituationQuestion } from 'shared/rules/situations.ts'
import { Button } from './button.tsx'

type Props = {
  question: SituationQuestion
  done: number
  onAnswer: (key: string) => void
  onBack: (() => void) | undefined
}

/** One question, its answers as large as thumbs; the way back is always there. */
export const Question = ({ question, done, onAnswer, onBack }: Props) => (
  <View className='card' style={{ marginTop: '16px' }}>
    <Text className='block soft'>第{done + 1}个问题</Text>
    <Text className='block title'>{question.ask}</Text>
    {question.help && <Text className='block soft'>{question.help}</Text>}
    <View style={{ marginTop: '12px' }}>
      {question.answers.map(({ key, text }) => (
        <Button key={`${question.key}.${key}`} onTap={() => onAnswer(key)}>
          {text}
        </Button>
      ))}
      {onBack && (
        <Button kind='plain' onTap={onBack}>
          上一题
        </Button>
      )}
    </View>
  </View>
)
