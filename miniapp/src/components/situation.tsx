import { Text, View } from '@tarojs/components'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { answersOf, answersText, type When, walk } from 'shared/rules/situations.ts'
import { useCall } from '../lib/query.ts'
import { Button } from './button.tsx'
import { Question } from './question.tsx'
import { Failure, Loading } from './states.tsx'

type Questions = Parameters<typeof walk>[0]
type Props = {
  /** What was answered before, as it stands in a link. */
  answered?: string | undefined
  children: (answers: string) => ReactNode
  /** Hears what has been answered so far. */
  onAnswers?: (answers: string) => void
}

/** Which situation an item is wanted for: its questions one by one, then what follows from the answers. */
export function Situation({ itemId, answered, children }: Props & { itemId: string }) {
  const { data, error, refetch } = useCall('GET /items/:id', { params: { id: itemId }, querystring: {} })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <Walk questions={data.questions} answered={answered}>
      {children}
    </Walk>
  )
}

/** The walk itself; the way back is always there. */
export function Walk({ questions, answered = '', children, onAnswers }: Props & { questions: Questions }) {
  const [answers, setAnswers] = useState<When>(() => answersOf(answered))
  const { path, ask, stop } = walk(questions, answers)
  const text = answersText(path)
  const heard = useRef(onAnswers)
  heard.current = onAnswers
  useEffect(() => heard.current?.(text), [text])
  const back = () =>
    setAnswers(Object.fromEntries(path.slice(0, -1).map((step) => [step.question.key, step.answer.key])))
  // What they answered after it stands as long as their way still comes by.
  const again = (key: string) =>
    setAnswers(Object.fromEntries(Object.entries(answers).filter(([asked]) => asked !== key)))
  if (ask)
    return (
      <Question
        question={ask}
        done={path.length}
        onAnswer={(key) => setAnswers({ ...answers, [ask.key]: key })}
        onBack={path.length ? back : undefined}
      />
    )
  return (
    <>
      {path.length > 0 && (
        <View className='card'>
          {path.map(({ question, answer }) => (
            <View key={question.key} className='row card__row'>
              <View>
                <Text className='block soft'>{question.ask}</Text>
                <Text className='block'>{answer.text}</Text>
              </View>
              <Button small label={`改：${question.ask}`} onTap={() => again(question.key)}>
                改
              </Button>
            </View>
          ))}
        </View>
      )}
      {stop ? <Text className='hint hint--amber'>{stop}</Text> : children(text)}
    </>
  )
}
