import { Text, View } from '@tarojs/components'
import type { Question } from 'shared/questions.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { STATUS_WORDS } from 'shared/rules/question-words.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { confirmed } from '../../lib/confirm.ts'
import { openMatter } from '../../lib/matters.ts'
import { useCall } from '../../lib/query.ts'
import { useCommand } from '../../questions/detail/command.ts'

type Props = { question: Question; onChange: (question: Question) => void }

/** Open matters that look like this one, beside it; merged with one tap, every reporter informed. */
export function Duplicates({ question, onChange }: Props) {
  const may = question.actions.includes('merge') && question.status === 'received'
  const { data } = useCall('GET /questions/:id/duplicates', { params: { id: question.id } }, may)
  const { send, busy, problem } = useCommand(question.id, onChange)
  const items = data?.items ?? []
  const merge = async (intoId: string, no: string) => {
    const sure = await confirmed({
      title: '合并办理？',
      content: `这件诉求并入${no}，由同一位负责人一并答复。两位提问人都会收到通知，随时可以取消合并。`,
      yes: '合并'
    })
    if (sure) await send({ action: 'merge', intoId }, '已合并，两位提问人都会收到通知')
  }
  if (!may || items.length === 0) return null
  return (
    <View className='card'>
      <Text className='block strong'>可能和这些是同一件事</Text>
      <Problem text={problem} />
      {items.map(({ id, no, body, village, placeText, status, askedAt, why }) => (
        <View key={id} className='note'>
          <Text className='block soft'>
            {no} · {[village, placeText].filter(Boolean).join(' ')} · {STATUS_WORDS[status]} ·{' '}
            {beijingWords(askedAt)}
          </Text>
          <Text className='block'>{body}</Text>
          <Text className='block soft'>{why}</Text>
          <View className='btns' style={{ marginTop: '8px' }}>
            <Button label={`看诉求${no}`} onTap={() => openMatter(id)}>
              打开看看
            </Button>
            <Button busy={busy} label={`并入诉求${no}`} onTap={() => void merge(id, no)}>
              并入这一件
            </Button>
          </View>
        </View>
      ))}
    </View>
  )
}

/** What was merged into this matter, and what this one was merged into. */
export function MergedMatters({ question, onChange }: Props) {
  const { send, busy, problem } = useCommand(question.id, onChange)
  const { mergedInto, mergedFrom } = question
  if (!mergedInto && mergedFrom.length === 0) return null
  return (
    <View className='card'>
      {mergedInto && (
        <>
          <Text className='block strong'>已并入诉求 {mergedInto.no}</Text>
          <Text className='block soft'>
            {STATUS_WORDS[mergedInto.status]} {mergedInto.handler}
          </Text>
          <Problem text={problem} />
          <View className='btns' style={{ marginTop: '8px' }}>
            {mergedInto.id && <Button onTap={() => openMatter(mergedInto.id!)}>看那一件</Button>}
            {question.actions.includes('unmerge') && (
              <Button busy={busy} onTap={() => void send({ action: 'unmerge' }, '已取消合并')}>
                取消合并
              </Button>
            )}
          </View>
        </>
      )}
      {mergedFrom.length > 0 && <Text className='block strong'>合并在这里的{mergedFrom.length}件</Text>}
      {mergedFrom.map(({ id, no, body, added, askedAt }) => (
        <View key={id} className='note' onClick={() => openMatter(id)}>
          <Text className='block soft'>
            {no} · {beijingWords(askedAt)}
          </Text>
          <Text className='block'>{body}</Text>
          {added.map((words) => (
            <Text key={words} className='block'>
              补充：{words}
            </Text>
          ))}
        </View>
      ))}
    </View>
  )
}
