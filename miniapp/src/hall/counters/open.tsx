import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { Select } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { needs } from '../../lib/needs.ts'
import { refresh, useCall } from '../../lib/query.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const USUAL = {
  releaseDays: 7,
  releaseMinute: 480,
  staffSeats: 1,
  walkInSeats: 1,
  holdMinutes: 10,
  dailyLimit: 2,
  coolMinutes: 60,
  active: true
}
const LENGTHS = ['15', '20', '30', '45', '60'] as const

type Props = { used: readonly string[]; onDone: (id: string) => void; onCancel: () => void }

/** A new counter with the usual rules; its letter and the length of its slots stay. */
export function Open({ used, onDone, onCancel }: Props) {
  const [name, setName] = useState('')
  const [letter, setLetter] = useState(LETTERS.find((one) => !used.includes(one)))
  const [length, setLength] = useState<(typeof LENGTHS)[number]>('30')
  const { data: halls } = useCall('GET /halls', {})
  const [chosen, setHall] = useState<string>()
  const orgId = chosen ?? halls?.items[0]?.id
  const { act, busy, problem } = useAct(name)
  const open = () =>
    act(async () => {
      needs('专区名称', name, 2)
      if (!orgId) throw { message: '还没有设大厅的岗位，先安排大厅窗口人员' }
      const body = { ...USUAL, orgId, name: name.trim(), letter: letter!, slotMinutes: Number(length) }
      const counter = await call('POST /counters', { body })
      await refresh('GET /counters')
      onDone(counter.id)
    }, '已开设，接着加窗口')
  return (
    <View className='card'>
      <Text className='block strong'>开一个新专区</Text>
      <Field label='专区名称' max={20} value={name} placeholder='如：不动产登记专区' onChange={setName} />
      <Select
        label='在哪个大厅'
        value={orgId}
        options={(halls?.items ?? []).map((hall) => [hall.id, hall.name] as const)}
        onChange={setHall}
      />
      <Select
        label='号码前的字母（事项清单里的窗口字母）'
        value={letter}
        options={LETTERS.filter((one) => !used.includes(one)).map((one) => [one, one] as const)}
        onChange={setLetter}
      />
      <Choice
        label='一个时段多长'
        value={length}
        options={LENGTHS.map((minutes) => [minutes, `${minutes}分钟`] as const)}
        onChange={setLength}
      />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void open()}>
          开设
        </Button>
        <Button onTap={onCancel}>不开了</Button>
      </View>
    </View>
  )
}
