import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Counter } from 'shared/hall.ts'
import { Button } from '../../components/button.tsx'
import { ActiveChoice, Field } from '../../components/field.tsx'
import { TimeField } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { wholeNumber } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'

const NUMBERS = [
  ['releaseDays', '提前几天放号'],
  ['staffSeats', '每个时段留给电话预约的号'],
  ['walkInSeats', '每个时段留给现场取号的号'],
  ['holdMinutes', '选好后留几分钟确认'],
  ['dailyLimit', '一人一天最多约几件'],
  ['coolMinutes', '取消后多少分钟不能再约']
] as const
type Numbers = Record<(typeof NUMBERS)[number][0], string>

/** A counter's rules; the coming days follow at once, and nobody who has booked is thrown out. */
export function Settings({ counter }: { counter: Counter }) {
  const [name, setName] = useState(counter.name)
  const [releaseMinute, setRelease] = useState(counter.releaseMinute)
  const [active, setActive] = useState(counter.active)
  const [numbers, setNumbers] = useState(
    () => Object.fromEntries(NUMBERS.map(([key]) => [key, String(counter[key])])) as Numbers
  )
  const { act, busy, problem } = useAct(JSON.stringify([name, numbers]))
  const save = () =>
    act(async () => {
      const whole = Object.fromEntries(
        NUMBERS.map(([key, words]) => [key, wholeNumber(words, numbers[key])])
      ) as Record<keyof Numbers, number>
      const body = { ...whole, name: name.trim(), releaseMinute, active, version: counter.version }
      await call('POST /counters/:id', { params: { id: counter.id }, body }).finally(
        () => void refresh('GET /counters')
      )
    }, '已保存，后面的日子已按新规则放号')
  return (
    <View className='card'>
      <Text className='block strong'>{counter.letter}专区的规则</Text>
      <Field label='名称' max={20} value={name} onChange={setName} />
      {NUMBERS.map(([key, words]) => (
        <Field
          key={key}
          label={words}
          max={4}
          value={numbers[key]}
          onChange={(value) => setNumbers({ ...numbers, [key]: value })}
        />
      ))}
      <TimeField label='几点放号' minute={releaseMinute} onChange={setRelease} />
      <ActiveChoice active={active} onChange={setActive} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void save()}>
        保存规则
      </Button>
    </View>
  )
}
