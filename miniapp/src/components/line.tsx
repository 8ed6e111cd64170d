import { Text, View } from '@tarojs/components'
import type { QuestionLine } from 'shared/questions.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { KIND_WORDS, STATUS_WORDS } from 'shared/rules/question-words.ts'
import { a11y } from '../lib/a11y.ts'

/**
 * A matter in a list: what, where it stands, how long it has left, in words as well as colour. `asks`: what a
 * leader is asked for.
 */
type Props = { line: QuestionLine; onTap: () => void; asks?: boolean }
export const Line = ({ line, onTap, asks }: Props) => (
  <View
    className='card card--tap'
    onClick={onTap}
    {...a11y({
      role: 'button',
      label: `${line.no}，${KIND_WORDS[line.kind]}，${STATUS_WORDS[line.status]}，${line.clockWords}，${line.summary}`
    })}
  >
    <View className='card__row'>
      <Text className='soft'>
        {line.no} · {KIND_WORDS[line.kind]} · {line.village}
      </Text>
      <Text className={`tag tag--${line.urgency}`}>{line.clockWords}</Text>
    </View>
    {asks && line.asks && <Text className='block'>{line.asks}</Text>}
    <Text className='block strong'>{line.summary}</Text>
    <Text className='block soft'>
      {STATUS_WORDS[line.status]}
      {line.handler ? ` · ${line.handlerPost} ${line.handler}` : ''} · {beijingWords(line.askedAt)}
    </Text>
  </View>
)
