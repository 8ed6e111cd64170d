import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Question } from 'shared/questions.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useTyped } from '../../lib/typed.ts'
import { placeOf, useCommand } from '../../questions/detail/command.ts'

type Props = { question: Question; onChange: (question: Question) => void }

/** The clerk takes back what went to the wrong post and was not signed for. */
export function Recall({ question, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const place = placeOf(question)
  const [reason, setReason] = useTyped(place && `${place}.recall.reason`, '')
  const { send, busy, problem } = useCommand(question.id, onChange)
  if (!question.actions.includes('recall')) return null
  if (!open) return <Button onTap={() => setOpen(true)}>分错了，收回重新分派</Button>
  return (
    <View className='card'>
      <Text className='block soft'>
        {question.pending
          ? '领导还没有批阅，可以收回重新分派'
          : '承办人还没有签收，可以收回。通知单作废，群众会看到正在重新分派'}
      </Text>
      <Field label='收回的原因' max={500} value={reason} onChange={setReason} />
      <Problem text={problem} />
      <View className='btns'>
        <Button
          kind='main'
          busy={busy}
          onTap={() =>
            void send({ action: 'recall', reason, pendingId: question.pending?.id ?? '' }, '已收回')
          }
        >
          收回
        </Button>
        <Button onTap={() => setOpen(false)}>不收回了</Button>
      </View>
    </View>
  )
}
