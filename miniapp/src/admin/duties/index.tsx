import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Topic } from 'shared/directory.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { PostPicker } from '../../work/matter/post-picker.tsx'

const UNITS = [
  ['wh', '工作小时'],
  ['wd', '工作日'],
  ['d', '自然日']
] as const
const UNIT_WORDS = { wm: '工作分钟', wh: '工作小时', wd: '工作日', d: '自然日' } as const

export default function Duties() {
  const topics = useCall('GET /topics', {})
  const duties = useCall('GET /duties', {})
  const [open, setOpen] = useState<string>()
  if (!topics.data || !duties.data)
    return (
      <Page narrow>
        {topics.error ? <Failure error={topics.error} onRetry={() => void topics.refetch()} /> : <Loading />}
      </Page>
    )
  return (
    <Page narrow>
      {open === 'new' ? (
        <TopicForm onDone={() => setOpen(undefined)} />
      ) : (
        <Button onTap={() => setOpen('new')}>新增事项类别</Button>
      )}
      {topics.data.items.map((topic) => (
        <View key={topic.id} className='card'>
          <View className='card__row'>
            <View>
              <Text className='block strong'>
                {topic.name}
                {topic.active ? '' : '（已停用）'}
              </Text>
              <Text className='block soft'>
                {topic.limit.amount}
                {UNIT_WORDS[topic.limit.unit]} · {topic.keywords.join('、')}
              </Text>
              {duties.data.items
                .filter(({ topicId }) => topicId === topic.id)
                .map(({ id, area, post, name }) => (
                  <Text key={id} className='block'>
                    {area}：{post} {name}
                  </Text>
                ))}
            </View>
            <Button
              small
              label={`修改${topic.name}`}
              onTap={() => setOpen(open === topic.id ? undefined : topic.id)}
            >
              修改
            </Button>
          </View>
          {open === topic.id && (
            <TopicForm
              topic={topic}
              orgOf={duties.data.items.find(({ topicId }) => topicId === topic.id)?.area}
              onDone={() => setOpen(undefined)}
            />
          )}
        </View>
      ))}
    </Page>
  )
}

/** A topic's name, limit and words, and who has it. */
function TopicForm({ topic, onDone }: { topic?: Topic; orgOf?: string; onDone: () => void }) {
  const [name, setName] = useState(topic?.name ?? '')
  const [amount, setAmount] = useState(String(topic?.limit.amount ?? 5))
  const [unit, setUnit] = useState<Topic['limit']['unit']>(topic?.limit.unit ?? 'wd')
  const [words, setWords] = useState(topic?.keywords.join(' ') ?? '')
  const [active, setActive] = useState(topic?.active ?? true)
  const [post, setPost] = useState<{ id: string; words: string }>()
  const { act, busy, problem } = useAct()
  const save = () =>
    act(async () => {
      const body = {
        name,
        active,
        limit: { amount: Number(amount) || 1, unit },
        keywords: words.split(/[\s、，,]+/).filter(Boolean)
      }
      const saved = topic
        ? await call('POST /topics/:id', { params: { id: topic.id }, body })
        : await call('POST /topics', { body })
      if (post) await call('POST /duties', { body: { topicId: saved.id, orgId: null, postId: post.id } })
      await Promise.all([refresh('GET /topics'), refresh('GET /duties')])
      onDone()
    }, '已保存')
  return (
    <View style={{ marginTop: '12px' }}>
      <Field label='事项名称' max={20} value={name} onChange={setName} />
      <Field label='办理时限' max={3} value={amount} onChange={setAmount} />
      <Choice label='时限单位' value={unit} options={UNITS} onChange={setUnit} />
      <Field label='识别用词（空格隔开）' long max={400} value={words} onChange={setWords} />
      <PostPicker label='改由谁负责（不改可不填）' chosen={post} onChange={setPost} />
      <Choice
        label='是否使用'
        value={active ? 'yes' : 'no'}
        options={[
          ['yes', '使用'],
          ['no', '停用']
        ]}
        onChange={(value) => setActive(value === 'yes')}
      />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void save()}>
        保存
      </Button>
    </View>
  )
}
