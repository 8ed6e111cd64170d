import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Question } from 'shared/questions.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { type Chosen, PostPicker } from '../../components/post-picker.tsx'
import { Problem } from '../../components/states.tsx'
import { a11y } from '../../lib/a11y.ts'
import { useTyped } from '../../lib/typed.ts'
import { placeOf, useCommand } from '../../questions/detail/command.ts'

type Props = { question: Question; onChange: (question: Question) => void }
const STEPS = ['endorse', 'decidePending', 'arbitrate'] as const
type Step = (typeof STEPS)[number]
/** What leaders mostly write: a tap fills it in, to be read and changed before it is theirs. */
const USUAL: Record<Step, readonly string[]> = {
  endorse: ['阅', '请按时限办结', '请抓紧办理，结果报我'],
  decidePending: ['同意', '情况属实，同意', '理由不充分'],
  arbitrate: ['按职责分工办理', '首接单位负责到底']
}

/**
 * What a leader decides: the endorsement, a request for more time or a meeting, a dispute over whose matter
 * it is.
 */
export function LeaderActions({ question, onChange }: Props) {
  const place = placeOf(question)
  const step = STEPS.find((one) => question.actions.includes(one))
  const [text, setText] = useTyped(place && step && `${place}.${step}.text`, '')
  const [post, setPost] = useState<Chosen | null>(null)
  const command = useCommand(question.id, onChange)
  const { busy, problem } = command
  const may = (action: Step) => question.actions.includes(action)
  if (!step) return null
  const pendingId = question.pending?.id ?? ''
  const reported = question.pending?.kind === 'dispatch'
  const send: typeof command.send = async (...sent) => {
    const done = await command.send(...sent)
    if (done) setText('')
    return done
  }
  return (
    <View className='card'>
      <Text className='heading' style={{ marginTop: 0 }}>
        批阅审批
      </Text>
      <Problem text={problem} />
      {question.pending && <Text className='note'>{question.pending.words}</Text>}
      <Field
        label='批示意见'
        long
        max={500}
        value={text}
        placeholder='如：请抓紧办理，结果报我'
        onChange={setText}
      />
      <View className='chips' style={{ marginBottom: '12px' }}>
        {USUAL[step].map((words) => (
          <View
            key={words}
            className='chip'
            onClick={() => setText(words)}
            {...a11y({ role: 'button', label: `填上“${words}”` })}
          >
            <Text>{words}</Text>
          </View>
        ))}
      </View>
      {may('endorse') && (
        <Button
          kind='main'
          busy={busy}
          onTap={() => void send({ action: 'endorse', text: text.trim() }, '已批阅')}
        >
          批阅
        </Button>
      )}
      {may('decidePending') && (
        <View className='btns'>
          <Button
            kind='main'
            busy={busy}
            onTap={() =>
              void send({ action: 'decidePending', approve: true, note: text, pendingId }, '已同意')
            }
          >
            {reported ? '批阅同意，转交办理' : '同意'}
          </Button>
          <Button
            kind='danger'
            busy={busy}
            onTap={() =>
              void send({ action: 'decidePending', approve: false, note: text.trim(), pendingId }, '已驳回')
            }
          >
            {reported ? '退回重新分派' : '不同意'}
          </Button>
        </View>
      )}
      {may('arbitrate') && (
        <>
          <PostPicker label='裁定由谁办理' chosen={post} onChange={setPost} />
          {post && (
            <Button
              kind='main'
              busy={busy}
              onTap={() => void send({ action: 'arbitrate', postId: post.id, reason: text.trim() }, '已裁定')}
            >
              裁定
            </Button>
          )}
        </>
      )}
    </View>
  )
}
