import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Topic } from 'shared/directory.ts'
import { Button } from '../../components/button.tsx'
import { ActiveChoice, Choice, Field } from '../../components/field.tsx'
import { type Chosen, PostPicker } from '../../components/post-picker.tsx'
import { Problem } from '../../components/states.tsx'
import { VillagePicker } from '../../components/village-picker.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { needs } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'
import { DUTY_LISTS, ENDORSEMENTS } from '../../lib/words.ts'

const UNITS = [
  ['wh', '工作小时'],
  ['wd', '工作日'],
  ['d', '自然日']
] as const

const ENDORSING = [
  ['byKind', '按诉求类型'],
  ['before', ENDORSEMENTS.before],
  ['beside', ENDORSEMENTS.beside],
  ['none', ENDORSEMENTS.none]
] as const

const SHARES = [
  ['0', '换成他一个人'],
  ['1', '一起分担，各1份'],
  ['2', '他分担2份'],
  ['3', '他分担3份']
] as const

type List = NonNullable<Topic['dutyLine']>['list']
const LISTS = [['none', '没有列入'], ...(Object.entries(DUTY_LISTS) as [List, string][])] as const

const saveTopic = (topic: Topic | undefined, body: Omit<Topic, 'id' | 'version'>) =>
  topic
    ? call('POST /topics/:id', { params: { id: topic.id }, body: { ...body, version: topic.version } })
    : call('POST /topics', { body })

type Props = { topic?: Topic; mayChange: boolean; onDone: () => void }

/** Who has a topic; and for the county's admin its name, limit and words. */
export function TopicForm({ topic, mayChange, onDone }: Props) {
  const place = `${topic?.id ?? 'topic'}.save.`
  const [name, setName] = useTyped(`${place}name`, topic?.name ?? '')
  const [amount, setAmount] = useState(String(topic?.limit.amount ?? 5))
  const [unit, setUnit] = useState<Topic['limit']['unit']>(topic?.limit.unit ?? 'wd')
  const [words, setWords] = useTyped(`${place}words`, topic?.keywords.join(' ') ?? '')
  const [active, setActive] = useState(topic?.active ?? true)
  const [endorsement, setEndorsement] = useState<Topic['endorsement']>(topic?.endorsement ?? null)
  const [list, setList] = useState<List | 'none'>(topic?.dutyLine?.list ?? 'none')
  const [line, setLine] = useTyped(`${place}line`, topic?.dutyLine?.line ?? '')
  const [post, setPost] = useState<Chosen | null>(null)
  const [share, setShare] = useState(0)
  const [oneVillage, setOneVillage] = useState(false)
  const [village, setVillage] = useState('')
  const { act, busy, problem } = useAct()
  const save = () =>
    act(async () => {
      if (mayChange && !/^[1-9]\d{0,2}$/.test(amount)) throw { message: '办理时限请填1到365的数字' }
      if (mayChange && list !== 'none') needs('清单第几项', line, 1)
      const body = {
        name,
        active,
        endorsement,
        dutyLine: list === 'none' ? null : { list, line: line.trim() },
        limit: { amount: Number(amount), unit },
        keywords: words.split(/[\s、，,]+/).filter(Boolean)
      }
      const saved = mayChange ? await saveTopic(topic, body) : topic
      if (post && oneVillage && !village) throw { message: '请选是哪个村' }
      if (post && saved)
        await call('POST /duties', {
          body: { topicId: saved.id, orgId: village || null, postId: post.id, ...(share && { share }) }
        })
      await Promise.all([refresh('GET /topics'), refresh('GET /duties')])
      forgetTyped(place)
      onDone()
    }, '已保存')
  return (
    <View style={{ marginTop: '12px' }}>
      {mayChange && (
        <>
          <Field label='事项名称' max={20} value={name} onChange={setName} />
          <Field label='办理时限' max={3} value={amount} onChange={setAmount} />
          <Choice label='时限单位' value={unit} options={UNITS} onChange={setUnit} />
          <Field label='识别用词（空格隔开）' long max={400} value={words} onChange={setWords} />
          <Choice
            label='领导什么时候批阅'
            value={endorsement ?? 'byKind'}
            options={ENDORSING}
            onChange={(mode) => setEndorsement(mode === 'byKind' ? null : mode)}
          />
          <Choice label='在乡镇履职清单的哪一张' value={list} options={LISTS} onChange={setList} />
          {list !== 'none' && (
            <Field label='清单第几项（分派时会引用）' max={60} value={line} onChange={setLine} />
          )}
          <ActiveChoice active={active} onChange={setActive} />
        </>
      )}
      <PostPicker label='改由谁负责（不改可不填）' chosen={post} onChange={setPost} />
      {post && (
        <Choice
          label='管哪里'
          value={oneVillage ? 'village' : 'all'}
          options={[
            ['all', '全部'],
            ['village', '只管一个村']
          ]}
          onChange={(where) => {
            setOneVillage(where === 'village')
            setVillage('')
          }}
        />
      )}
      {post && (
        <Choice
          label='和已经负责的人怎么分'
          value={String(share)}
          options={SHARES}
          onChange={(chosen) => setShare(Number(chosen))}
        />
      )}
      {post && oneVillage && (
        <VillagePicker label='哪个村' chosen={village || undefined} onChange={({ id }) => setVillage(id)} />
      )}
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void save()}>
        保存
      </Button>
    </View>
  )
}
