import { Text, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import type { Question } from 'shared/questions.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { STATUS_WORDS } from 'shared/rules/question-words.ts'
import { typedCode } from 'shared/rules/typed.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { Problem } from '../../components/states.tsx'
import { Pair, Timeline } from '../../components/timeline.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { CitizenActions } from '../../questions/detail/actions.tsx'
import { takeReceipt } from './receipt.ts'

const LETTERS = 20

/** The reporter comes back with their receipt: reads, adds, answers, rates. */
export default function Talk() {
  const first = useRef<string>()
  first.current ??= takeReceipt()
  const [typed, setTyped] = useState(first.current)
  const [opened, setOpened] = useState<{ receipt: string; question: Question }>()
  const { act, busy, problem } = useAct()
  const open = (written: string) =>
    act(async () => {
      const receipt = typedCode(written)
      if (receipt.length !== LETTERS) throw { message: '回执码是20个字母和数字，请照着填完整' }
      setOpened({ receipt, question: await call('POST /reports/look', { body: { receipt } }) })
    })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens with a receipt in hand
  useEffect(() => {
    if (first.current) void open(first.current)
  }, [])
  if (!opened)
    return (
      <Page narrow>
        <View className='card'>
          <Field
            label='回执码'
            max={80}
            value={typed}
            placeholder='如：7KQM-3XWP-9RTD-2HVN-6YCF'
            onChange={setTyped}
          />
          <Problem text={problem} />
          <Button kind='main' busy={busy} onTap={() => void open(typed)}>
            查进展
          </Button>
        </View>
      </Page>
    )
  const { receipt, question } = opened
  return (
    <Page narrow>
      <View className='card'>
        <View className='card__row'>
          <Text className='title'>{STATUS_WORDS[question.status]}</Text>
          <Text className={`tag tag--${question.urgency}`}>{question.clockWords}</Text>
        </View>
        <Pair name='答复期限'>{question.dueAt && beijingWords(question.dueAt)}</Pair>
        <Pair name='您反映的'>{question.body}</Pair>
      </View>
      <CitizenActions
        question={question}
        receipt={receipt}
        onChange={(fresh) => setOpened({ receipt, question: fresh })}
      />
      <Text className='heading'>办理过程</Text>
      <View className='card'>
        <Timeline entries={[...question.timeline].reverse()} />
      </View>
      <Button kind='plain' onTap={() => setOpened(undefined)}>
        关闭，不在这部手机上留下内容
      </Button>
    </Page>
  )
}
