import { Text, View } from '@tarojs/components'
import type { Question } from 'shared/questions.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { type Chosen, PostPicker } from '../../components/post-picker.tsx'
import { Select } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { useCall } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'
import { placeOf, useCommand } from '../../questions/detail/command.ts'

type Props = { question: Question; onChange: (question: Question) => void }

/**
 * The clerk's desk: the machine proposes a topic and a person with its reasons; a person confirms or changes.
 */
export function Dispatch({ question, onChange }: Props) {
  const { proposal } = question
  const { data } = useCall('GET /topics', {})
  const place = placeOf(question)
  const at = (field: string) => place && `${place}.dispatch.${field}`
  const [topicId, setTopicId] = useTyped(at('topic'), '')
  const [post, setPost] = useTyped<Chosen | null | 'proposed'>(at('post'), 'proposed')
  const [assist, setAssist] = useTyped<Chosen[]>(at('assist'), [])
  const [note, setNote] = useTyped(at('note'), '')
  const { send, busy, problem } = useCommand(question.id, onChange)
  if (!question.actions.includes('dispatch')) return null

  const topic = topicId || proposal?.topicId || undefined
  const proposed = proposal?.postId
    ? { id: proposal.postId, words: `${proposal.post} ${proposal.name}` }
    : null
  // Null: the clerk is looking for another, and the proposed one is out.
  const person = post === 'proposed' ? proposed : post
  const options = (data?.items ?? [])
    .filter(({ active }) => active)
    .map(({ id, name, limit }) => [id, `${name}（${limit.amount}${UNIT[limit.unit]}）`] as const)
  const chosen = data?.items.find(({ id }) => id === topic)
  const reportFirst = !question.pending && (chosen?.endorsement ?? proposal?.endorsement) === 'before'
  const dispatch = () =>
    topic &&
    person &&
    void send(
      {
        action: 'dispatch',
        topicId: topic,
        postId: person.id,
        assistPostIds: assist.map(({ id }) => id),
        note
      },
      reportFirst ? '已报领导批阅' : '已签发'
    )

  return (
    <View className='card'>
      <Text className='heading' style={{ marginTop: 0 }}>
        分派
      </Text>
      {question.pending && (
        <Text className='hint hint--amber'>{question.pending.words}。领导超时未批阅，可以先行转交</Text>
      )}
      {proposal?.reasons.map((reason) => (
        <Text key={reason} className='block soft'>
          · {reason}
        </Text>
      ))}
      {!proposal && <Text className='block soft'>正在识别该由谁办理，也可以直接选择</Text>}
      <Select label='事项类别' value={topic} options={options} onChange={setTopicId} />
      <PostPicker label='主办人' chosen={person} onChange={setPost} />
      <PostPicker
        label='协办人（选填）'
        chosen={null}
        onChange={(added) => added && setAssist([...assist.filter(({ id }) => id !== added.id), added])}
      />
      {assist.map(({ id, words }) => (
        <View key={id} className='card__row card__row--mid'>
          <Text>{words}</Text>
          <Button small onTap={() => setAssist(assist.filter((other) => other.id !== id))}>
            去掉
          </Button>
        </View>
      ))}
      <Field label='交办意见（选填）' value={note} max={500} onChange={setNote} />
      {topic && person ? (
        <Button kind='main' busy={busy} onTap={dispatch}>
          {reportFirst ? '报领导批阅，同意后转交' : '签发限时办结通知单'}
        </Button>
      ) : (
        <Text className='block soft'>选好事项和主办人后即可签发</Text>
      )}
      <Problem text={problem} />
    </View>
  )
}

const UNIT = { wm: '分钟', wh: '小时', wd: '个工作日', d: '天' } as const
