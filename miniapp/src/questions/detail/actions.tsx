import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { QuestionCommand } from 'shared/commands.ts'
import type { Question } from 'shared/questions.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { type Photo, Photos } from '../../components/photos.tsx'
import { Problem } from '../../components/states.tsx'
import { confirmed } from '../../lib/confirm.ts'
import { useTyped } from '../../lib/typed.ts'
import { placeOf, useCommand } from './command.ts'

type Props = { question: Question; onChange: (question: Question) => void; receipt?: string }
type Open = 'supplement' | 'reopen' | undefined

const RATES = [
  ['5', '非常满意'],
  ['4', '满意'],
  ['3', '基本满意'],
  ['2', '不满意'],
  ['1', '非常不满意']
] as const

/** What the asker may do now, exactly as the server says. */
export function CitizenActions({ question, onChange, receipt }: Props) {
  const may = (action: QuestionCommand['action']) => question.actions.includes(action)
  const [open, setOpen] = useState<Open>(question.status === 'waiting' ? 'supplement' : undefined)
  const rates = may('rate') || may('reRate')
  const place = receipt ? undefined : placeOf(question)
  const [text, setText] = useTyped(place && open && `${place}.${open}.text`, '')
  const [photos, setPhotos] = useTyped<Photo[]>(place && open && `${place}.${open}.photos`, [])
  const [comment, setComment] = useTyped(place && `${place}.rate.comment`, '')
  const [level, setLevel] = useState<string>()
  const { send, busy, problem } = useCommand(question.id, onChange, receipt)
  const fileIds = photos.map(({ id }) => id)

  const finish = async (command: Parameters<typeof send>[0], words: string) => {
    if (!(await send(command, words))) return
    setText('')
    setComment('')
    setOpen(undefined)
    setPhotos([])
  }
  const withdraw = async () => {
    const sure = await confirmed({
      title: '撤回这件诉求？',
      content: '撤回后不再办理，记录仍会保留。',
      yes: '撤回',
      no: '不撤回',
      danger: true
    })
    if (sure) await finish({ action: 'withdraw' }, '已撤回')
  }

  return (
    <View>
      <Problem text={problem} />
      {open === 'supplement' && may('supplement') && (
        <View className='card'>
          <Field
            label={question.status === 'waiting' ? '请补充情况（补充后恢复计时）' : '补充情况'}
            long
            max={2000}
            value={text}
            onChange={setText}
          />
          <Photos photos={photos} onChange={setPhotos} receipt={receipt} />
          <Button
            kind='main'
            busy={busy}
            onTap={() => void finish({ action: 'supplement', text, fileIds }, '已补充')}
          >
            提交补充
          </Button>
          {question.status !== 'waiting' && <Button onTap={() => setOpen(undefined)}>取消</Button>}
        </View>
      )}
      {rates && (
        <View className='card'>
          <Choice
            label={may('rate') ? '您对办理结果满意吗？' : '整改后，您满意吗？'}
            value={level}
            options={RATES}
            onChange={setLevel}
          />
          <Field label='想说的话（选填）' long max={500} value={comment} onChange={setComment} />
          {level ? (
            <Button
              kind='main'
              busy={busy}
              onTap={() =>
                void finish(
                  { action: may('rate') ? 'rate' : 'reRate', level: Number(level), comment },
                  '谢谢您的评价'
                )
              }
            >
              提交评价
            </Button>
          ) : (
            <Text className='soft'>请先选一个满意程度</Text>
          )}
        </View>
      )}
      {open === 'reopen' && may('reopen') && (
        <View className='card'>
          <Field label='哪里没有解决？' long max={500} value={text} onChange={setText} />
          <Button
            kind='main'
            busy={busy}
            onTap={() => void finish({ action: 'reopen', reason: text }, '已要求重新办理')}
          >
            要求重新办理
          </Button>
          <Button onTap={() => setOpen(undefined)}>取消</Button>
        </View>
      )}
      {question.status === 'answered' && question.rating === null && !may('reopen') && (
        <Text className='block soft'>
          已经重办过一次，不能再要求重办。还没有解决，请给差评写明原因，会有人打电话回访；也可以打页面下面的投诉电话
        </Text>
      )}
      <View className='btns'>
        {may('supplement') && open !== 'supplement' && (
          <Button onTap={() => setOpen('supplement')}>补充情况</Button>
        )}
        {may('urge') && (
          <Button busy={busy} onTap={() => void finish({ action: 'urge' }, '已催办')}>
            催一催
          </Button>
        )}
        {may('reopen') && open !== 'reopen' && (
          <Button onTap={() => setOpen('reopen')}>没解决，要求重办</Button>
        )}
        {may('withdraw') && (
          <Button kind='danger' onTap={() => void withdraw()}>
            撤回
          </Button>
        )}
      </View>
    </View>
  )
}
