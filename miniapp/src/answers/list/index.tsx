import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { AnswerLine } from 'shared/publications.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { Select } from '../../components/select.tsx'
import { a11y } from '../../lib/a11y.ts'
import { go } from '../../lib/go.ts'
import { recentMonths } from '../../lib/months.ts'
import { useCall, usePages } from '../../lib/query.ts'
import { useRested } from '../../lib/rested.ts'

/** Published questions and answers, for anybody, by topic, village and month. */
export default function Answers() {
  const [q, setQ] = useState('')
  const [more, setMore] = useState(false)
  const [filter, setFilter] = useState<{ topicId?: string; villageId?: string; month?: string }>({})
  const { data: topics } = useCall('GET /topics', {})
  const { data: villages } = useCall('GET /villages', {})
  const pages = usePages('GET /answers', { querystring: { ...filter, q: useRested(q).trim() } })
  const asked = q.trim() !== '' || Object.values(filter).some(Boolean)
  const any = '' as const
  const pick = (name: keyof typeof filter) => (value: string) =>
    setFilter({ ...filter, [name]: value === any ? undefined : value })
  return (
    <Page narrow>
      <Field label='搜一搜' max={40} value={q} placeholder='如：医保、路灯、宅基地' onChange={setQ} />
      <Button kind='plain' onTap={() => setMore(!more)}>
        {more ? '收起筛选' : '按事项、村、月份筛选'}
      </Button>
      {more && (
        <View className='card'>
          <Select
            label='事项'
            value={filter.topicId ?? any}
            options={[[any, '全部'], ...(topics?.items ?? []).map(({ id, name }) => [id, name] as const)]}
            onChange={pick('topicId')}
          />
          <Select
            label='村（社区）'
            value={filter.villageId ?? any}
            options={[[any, '全部'], ...(villages?.items ?? []).map(({ id, name }) => [id, name] as const)]}
            onChange={pick('villageId')}
          />
          <Select
            label='月份'
            value={filter.month ?? any}
            options={[[any, '全部'], ...recentMonths()]}
            onChange={pick('month')}
          />
        </View>
      )}
      <List
        pages={pages}
        empty={
          asked
            ? '没有找到公开的答复。换个词试试，或点首页“问政府”直接问'
            : '还没有公开的答复。您可以点首页“问政府”直接问'
        }
      >
        {(line) => <Line key={line.id} line={line} />}
      </List>
    </Page>
  )
}

const Line = ({
  line: { id, title, beginning, topic, village, publishedAt, followers }
}: {
  line: AnswerLine
}) => (
  <View
    className='card card--tap'
    onClick={() => go('answers/page', { id })}
    {...a11y({ role: 'link', label: `${title}，看答复` })}
  >
    <Text className='block strong'>{title}</Text>
    <Text className='block clamp'>答：{beginning}</Text>
    <Text className='block soft'>
      {[topic, village, beijingWords(publishedAt).split(' ')[0], followers ? `${followers}人关注` : '']
        .filter(Boolean)
        .join(' · ')}
    </Text>
  </View>
)
