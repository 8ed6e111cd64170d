import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { QuestionCommand } from 'shared/commands.ts'
import type { Question } from 'shared/questions.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { type Photo, Photos } from '../../components/photos.tsx'
import { Problem } from '../../components/states.tsx'
import { useMessages } from '../../lib/subscribe.ts'
import { useTyped } from '../../lib/typed.ts'
import { placeOf, type Unkeyed, useCommand } from '../../questions/detail/command.ts'
import { ReplyCheck } from './reply-check.tsx'
import { TemplateSelect } from './templates.tsx'

type Props = { question: Question; onChange: (question: Question) => void }
type Worded = 'askMore' | 'requestExtension' | 'proposeForum' | 'handToDeputy' | 'returnOrder' | 'comment'

const MORE: readonly (readonly [action: Worded, words: string, prompt: string])[] = [
  ['askMore', '请群众补充', '需要补充什么？（补充前暂停计时）'],
  ['requestExtension', '申请延期', '延期的理由'],
  ['proposeForum', '建议上会研究', '为什么需要开会研究？'],
  ['handToDeputy', '转副职办理', '转办原因（时限不变）'],
  ['returnOrder', '退回', '为什么不属于本岗位？（只能退一次，计时不停）'],
  ['comment', '内部批注', '批注内容（群众看不到）']
]
const DAYS = [
  ['3', '3个工作日'],
  ['5', '5个工作日'],
  ['10', '10个工作日']
] as const

/** What the handler may do now: sign for it, answer it, or say why not yet. */
export function HandlerActions({ question, onChange }: Props) {
  const [open, setOpen] = useState<Worded>()
  const place = placeOf(question)
  const [answer, setAnswer] = useTyped(place && `${place}.reply.text`, '')
  const [photos, setPhotos] = useTyped<Photo[]>(place && `${place}.reply.photos`, [])
  const [reason, setReason] = useTyped(place && open && `${place}.${open}.reason`, '')
  const [days, setDays] = useState('5')
  const { send, busy, problem } = useCommand(question.id, onChange)
  const askForMessages = useMessages()
  const may = (action: QuestionCommand['action']) => question.actions.includes(action)
  const more = MORE.filter(([action]) => may(action))
  if (!may('acknowledge') && !may('reply') && more.length === 0) return null

  const worded = (action: Worded): Unkeyed => {
    if (action === 'askMore' || action === 'comment') return { action, text: reason }
    return action === 'requestExtension' ? { action, workingDays: Number(days), reason } : { action, reason }
  }
  const sendWorded = async (action: Worded) => {
    if (!(await send(worded(action), '已提交'))) return
    setReason('')
    setOpen(undefined)
  }
  /**
   * Words for colleagues never stand in the field for the asker: where nothing is kept, a form opens empty.
   */
  const toggle = (action: Worded) => {
    if (!place) setReason('')
    setOpen(open === action ? undefined : action)
  }
  return (
    <View className='card'>
      <Text className='heading' style={{ marginTop: 0 }}>
        办理
      </Text>
      {may('acknowledge') && (
        <Button
          kind='main'
          busy={busy}
          onTap={() => {
            askForMessages()
            void send({ action: 'acknowledge' }, '已签收')
          }}
        >
          签收
        </Button>
      )}
      {may('reply') && !may('acknowledge') && (
        <>
          <TemplateSelect typed={answer} topicId={question.topicId} onChoose={setAnswer} />
          <Field
            label='答复群众'
            long
            max={2000}
            value={answer}
            placeholder='查到了什么、怎么处理、什么时候完成、找谁联系'
            onChange={setAnswer}
          />
          <ReplyCheck questionId={question.id} text={answer} />
          <Photos papers photos={photos} onChange={setPhotos} />
          <Button
            kind='main'
            busy={busy}
            onTap={() =>
              void send({ action: 'reply', text: answer, fileIds: photos.map(({ id }) => id) }, '已答复')
            }
          >
            发送答复
          </Button>
        </>
      )}
      {!open && <Problem text={problem} />}
      <View className='btns'>
        {more.map(([action, words]) => (
          <Button key={action} onTap={() => toggle(action)}>
            {words}
          </Button>
        ))}
      </View>
      {open && (
        <View style={{ marginTop: '12px' }}>
          {open === 'requestExtension' && (
            <Choice label='延长多久' value={days} options={DAYS} onChange={setDays} />
          )}
          <Field
            label={MORE.find(([action]) => action === open)![2]}
            long
            max={500}
            value={reason}
            onChange={setReason}
          />
          <Problem text={problem} />
          <Button kind='main' busy={busy} onTap={() => void sendWorded(open)}>
            提交
          </Button>
        </View>
      )}
    </View>
  )
}
