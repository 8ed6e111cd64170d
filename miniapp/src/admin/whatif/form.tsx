import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Topic } from 'shared/directory.ts'
import type { WhatIf } from 'shared/whatif.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { type Chosen, PostPicker } from '../../components/post-picker.tsx'
import { DayField, Select } from '../../components/select.tsx'
import { recentMonths } from '../../lib/months.ts'

export type Change = { words: string; apply: (wanted: WhatIf) => WhatIf }
type Props = { topics: readonly Topic[]; onAdd: (change: Change) => void }

const KINDS = [
  ['limit', '改时限'],
  ['absence', '有人请假'],
  ['staff', '增减人手'],
  ['hours', '改上班时间']
] as const
const HOURS: readonly (readonly [string, string, NonNullable<WhatIf['hours']>])[] = [
  [
    'saturday',
    '周六也上班',
    {
      days: [1, 2, 3, 4, 5, 6],
      intervals: [
        [540, 720],
        [780, 1020]
      ]
    }
  ],
  ['noon', '中午不休息', { days: [1, 2, 3, 4, 5], intervals: [[540, 1020]] }],
  [
    'late',
    '每天晚下班两小时',
    {
      days: [1, 2, 3, 4, 5],
      intervals: [
        [540, 720],
        [780, 1140]
      ]
    }
  ]
]
const PERCENTS = [
  ['50', '多一个人（快一倍）'],
  ['150', '少三分之一人手'],
  ['200', '少一半人手']
] as const

/** One thing that is to be different. */
export function ChangeForm({ topics, onAdd }: Props) {
  const [kind, setKind] = useState<(typeof KINDS)[number][0]>('limit')
  const [topicId, setTopicId] = useState<string>()
  const [days, setDays] = useState('')
  const [post, setPost] = useState<Chosen | null>(null)
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [percent, setPercent] = useState<string>('50')
  const [hours, setHours] = useState<string>('saturday')
  const topic = topics.find(({ id }) => id === topicId)
  const amount = Number(days)

  const made = (): Change | undefined => {
    if (kind === 'limit' && topic && amount >= 1 && amount <= 365)
      return {
        words: `“${topic.name}”改为${amount}个工作日`,
        apply: (wanted) => ({
          ...wanted,
          limits: [...wanted.limits, { topicId: topic.id, limit: { amount, unit: 'wd' } }]
        })
      }
    if (kind === 'absence' && post && from && until && from <= until)
      return {
        words: `${post.words} ${from}至${until}不在岗`,
        apply: (wanted) => ({ ...wanted, absences: [...wanted.absences, { postId: post.id, from, until }] })
      }
    if (kind === 'staff' && post)
      return {
        words: `${post.words}${PERCENTS.find(([value]) => value === percent)![1]}`,
        apply: (wanted) => ({
          ...wanted,
          staff: [...wanted.staff, { postId: post.id, percent: Number(percent) }]
        })
      }
    const chosen = HOURS.find(([value]) => value === hours)!
    if (kind === 'hours')
      return {
        words: chosen[1],
        apply: (wanted) => ({ ...wanted, hours: chosen[2] })
      }
    return undefined
  }
  const change = made()
  return (
    <View className='card'>
      <Choice label='假如' value={kind} options={KINDS} onChange={setKind} />
      {kind === 'limit' && (
        <>
          <Select
            label='事项'
            value={topicId}
            options={topics.map(({ id, name }) => [id, name])}
            onChange={setTopicId}
          />
          <Field label='时限改为几个工作日' max={3} value={days} onChange={setDays} />
        </>
      )}
      {(kind === 'absence' || kind === 'staff') && (
        <PostPicker label='岗位' chosen={post} onChange={setPost} />
      )}
      {kind === 'absence' && (
        <>
          <DayField label='从' value={from} onChange={setFrom} />
          <DayField label='到' value={until} onChange={setUntil} />
        </>
      )}
      {kind === 'staff' && <Choice label='人手' value={percent} options={PERCENTS} onChange={setPercent} />}
      {kind === 'hours' && (
        <Choice
          label='上班时间'
          value={hours}
          options={HOURS.map(([value, words]) => [value, words] as const)}
          onChange={setHours}
        />
      )}
      {change ? (
        <Button onTap={() => onAdd(change)}>加上这一条</Button>
      ) : (
        <Text className='block soft'>填好后可以加上这一条</Text>
      )}
    </View>
  )
}

/** From which month to which. */
export const MonthsForm = ({ wanted, onChange }: { wanted: WhatIf; onChange: (wanted: WhatIf) => void }) => (
  <View className='card'>
    <Select
      label='从哪个月'
      value={wanted.from}
      options={recentMonths()}
      onChange={(from) => onChange({ ...wanted, from })}
    />
    <Select
      label='到哪个月'
      value={wanted.until}
      options={recentMonths()}
      onChange={(until) => onChange({ ...wanted, until })}
    />
  </View>
)
