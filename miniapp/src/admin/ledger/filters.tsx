import { View } from '@tarojs/components'
import { useState } from 'react'
import type { QuestionKind, QuestionStatus } from 'shared/questions.ts'
import { KIND_WORDS, STATUS_WORDS } from 'shared/rules/question-words.ts'
import type { LedgerFilter } from 'shared/supervision.ts'
import { Button } from '../../components/button.tsx'
import { type Chosen, PostPicker } from '../../components/post-picker.tsx'
import { DayField, Select } from '../../components/select.tsx'
import { useCall } from '../../lib/query.ts'

const all = (options: readonly (readonly [string, string])[]) => [['', '全部'] as const, ...options]
const without = (filter: LedgerFilter): LedgerFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '' && value !== undefined))

/** Kind, state, village, unit, lateness, dates, words: folded away on the phone until wanted. */
export function Filters({
  filter,
  onChange
}: {
  filter: LedgerFilter
  onChange: (filter: LedgerFilter) => void
}) {
  const [open, setOpen] = useState(false)
  const { data } = useCall('GET /villages', {})
  const units = useCall('GET /ledger/units', {})
  const topics = useCall('GET /topics', {})
  const set = (part: { [K in keyof LedgerFilter]?: string | boolean }) =>
    onChange(without({ ...filter, ...part } as LedgerFilter))
  const [person, setPerson] = useState<Chosen | null>(null)
  const choosePerson = (chosen: Chosen | null) => {
    setPerson(chosen)
    set({ postId: chosen?.id ?? '' })
  }
  const late = filter.overdue === undefined ? '' : String(filter.overdue)
  return (
    <View className='card'>
      <View className='only-phone'>
        <Button kind='plain' onTap={() => setOpen(!open)}>
          {open ? '收起筛选' : '更多筛选'}
        </Button>
      </View>
      <View className={`filters${open ? '' : ' only-desk'}`}>
        <Select
          label='类别'
          value={filter.kind ?? ''}
          options={all(Object.entries(KIND_WORDS))}
          onChange={(kind) => set({ kind: kind as QuestionKind })}
        />
        <Select
          label='状态'
          value={filter.status ?? ''}
          options={all(Object.entries(STATUS_WORDS))}
          onChange={(status) => set({ status: status as QuestionStatus })}
        />
        <Select
          label='村（社区）'
          value={filter.villageId ?? ''}
          options={all((data?.items ?? []).map(({ id, name }) => [id, name]))}
          onChange={(villageId) => set({ villageId })}
        />
        <Select
          label='事项'
          value={filter.topicId ?? ''}
          options={all((topics.data?.items ?? []).map(({ id, name }) => [id, name]))}
          onChange={(topicId) => set({ topicId })}
        />
        <Select
          label='是否超期'
          value={late}
          options={[
            ['', '全部'],
            ['true', '超期'],
            ['false', '未超期']
          ]}
          onChange={(value) => set(value === '' ? { overdue: '' } : { overdue: value === 'true' })}
        />
        <Select
          label='是否办完'
          value={filter.open === undefined ? '' : String(filter.open)}
          options={[
            ['', '全部'],
            ['true', '没办完'],
            ['false', '已办完']
          ]}
          onChange={(value) => set(value === '' ? { open: '' } : { open: value === 'true' })}
        />
        <Select
          label='承办单位'
          value={filter.unitId ?? ''}
          options={all((units.data?.items ?? []).map(({ id, name }) => [id, name]))}
          onChange={(unitId) => set({ unitId })}
        />
        <PostPicker label='承办人' chosen={person} onChange={choosePerson} />
        <DayField mayClear label='从' value={filter.from ?? ''} onChange={(from) => set({ from })} />
        <DayField mayClear label='到' value={filter.until ?? ''} onChange={(until) => set({ until })} />
        <Button
          onTap={() => {
            setPerson(null)
            onChange({})
          }}
        >
          清除筛选
        </Button>
      </View>
    </View>
  )
}
