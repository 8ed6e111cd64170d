import { View } from '@tarojs/components'
import type { Question } from 'shared/questions.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { confirmed } from '../../lib/confirm.ts'
import { useTyped } from '../../lib/typed.ts'
import { placeOf, useCommand } from '../../questions/detail/command.ts'

type Props = { question: Question; onChange: (question: Question) => void }

/**
 * What the clerk can end alone, also while a leader has it to read: an answer they know, or why it is not
 * taken in.
 */
export function OnTheSpot({ question, onChange }: Props) {
  const place = placeOf(question)
  const [text, setText] = useTyped(place && `${place}.answerOnSpot.text`, '')
  const { send, busy, problem } = useCommand(question.id, onChange)
  if (!question.actions.includes('answerOnSpot')) return null

  const refuse = async () => {
    const asked = {
      title: '确定不予受理？',
      content: '理由会马上发给提问人，这件事不再办理。',
      yes: '不予受理',
      no: '再想想'
    }
    if ((await confirmed(asked)) && (await send({ action: 'refuse', reason: text }, '已告知不予受理')))
      setText('')
  }

  return (
    <View className='card'>
      <Field label='当场答复，或写明不予受理的理由' long max={2000} value={text} onChange={setText} />
      <Problem text={problem} />
      <View className='btns'>
        <Button busy={busy} onTap={() => void send({ action: 'answerOnSpot', text, fileIds: [] }, '已答复')}>
          当场答复
        </Button>
        <Button kind='danger' busy={busy} onTap={() => void refuse()}>
          不予受理
        </Button>
      </View>
    </View>
  )
}
