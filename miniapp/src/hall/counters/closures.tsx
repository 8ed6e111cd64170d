import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Counter } from 'shared/hall.ts'
import { clockOf } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { DayField, Select, TimeField } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { go } from '../../lib/go.ts'
import { needs } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'
import { bookedIn } from './booked.ts'

type Props = { counter: Counter; today: string }

/**
 * When the counter, or one of its windows, does not serve; who has booked then is told, and the hall rings
 * them up.
 */
export function Closures({ counter, today }: Props) {
  const [open, setOpen] = useState(false)
  const [hit, setHit] = useState<string>()
  const { act, busy, problem } = useAct()
  const windowOf = (id: string | null) => {
    const no = counter.windows.find((one) => one.id === id)?.no
    return no ? `${no}号窗口` : '整个专区'
  }
  const end = (id: string) =>
    void act(async () => {
      const sure = await confirmed({ title: '恢复办理？', content: '这段时间重新放号', yes: '确定恢复' })
      if (!sure) return
      await call('POST /closures/:id/end', { params: { id } }).finally(() => void refresh('GET /counters'))
    })
  return (
    <View className='card'>
      <Text className='block strong'>停办安排</Text>
      {counter.closures.length === 0 && <Text className='block soft'>没有停办安排</Text>}
      <Problem text={problem} />
      {counter.closures.map(({ id, day, fromMinute, untilMinute, windowId, reason }) => (
        <View key={id} className='row card__row'>
          <View>
            <Text className='block'>
              {day} {clockOf(fromMinute)}–{clockOf(untilMinute)}
            </Text>
            <Text className='block soft'>
              {windowOf(windowId)} · {reason}
            </Text>
          </View>
          <Button small busy={busy} label={`恢复${day}${windowOf(windowId)}`} onTap={() => end(id)}>
            恢复
          </Button>
        </View>
      ))}
      {hit !== undefined && (
        <>
          <Text className='hint'>
            {hit
              ? `停办已登记。约了这些时间的${hit}人都已通知，请帮他们改时间`
              : '停办已登记。没有人约这段时间'}
          </Text>
          {hit !== '' && <Button onTap={() => go('hall/day', { affected: '1' })}>看受影响的人</Button>}
        </>
      )}
      {open ? (
        <Form
          counter={counter}
          today={today}
          onDone={(count) => {
            setOpen(false)
            setHit(count)
          }}
        />
      ) : (
        <Button onTap={() => setOpen(true)}>登记停办</Button>
      )}
    </View>
  )
}

/** `onDone`: how many had booked what was closed, where that is known. */
function Form({ counter, today, onDone }: Props & { onDone: (hit?: string) => void }) {
  const [day, setDay] = useState(today)
  const [windowId, setWindow] = useState('')
  const [fromMinute, setFrom] = useState(540)
  const [untilMinute, setUntil] = useState(1020)
  const [reason, setReason] = useTyped(`${counter.id}.close.reason`, '')
  const { act, busy, problem } = useAct(reason)
  const save = () =>
    act(async () => {
      needs('停办的原因', reason, 2)
      if (untilMinute <= fromMinute) throw { code: 'invalid_input', message: '结束的时间要在开始之后' }
      const where = counter.windows.find(({ id }) => id === windowId)?.no
      const count = await bookedIn(counter.id, { day, fromMinute, untilMinute })
      const told = count ? `这段时间约了${count}人，排不下的马上收到通知` : '这段时间还没有人约'
      const content = `${where ? `${where}号窗口` : '整个专区'} ${day} ${clockOf(fromMinute)}–${clockOf(untilMinute)} 停办。${told}`
      if (!(await confirmed({ title: '停办？', content, yes: '停办', danger: true }))) return
      const body = { day, fromMinute, untilMinute, windowId: windowId || null, reason: reason.trim() }
      await call('POST /counters/:id/closures', { params: { id: counter.id }, body }).finally(
        () => void refresh('GET /counters')
      )
      setReason('')
      onDone(await bookedIn(counter.id, body, true).catch(() => undefined))
    })
  return (
    <View style={{ marginTop: '12px' }}>
      <Select
        label='停哪里'
        value={windowId}
        options={[['', '整个专区'], ...counter.windows.map(({ id, no }) => [id, `${no}号窗口`] as const)]}
        onChange={setWindow}
      />
      <DayField label='哪一天' value={day} onChange={setDay} />
      <TimeField label='从几点' minute={fromMinute} onChange={setFrom} />
      <TimeField label='到几点' minute={untilMinute} onChange={setUntil} />
      <Field label='原因（会告诉约了的人）' max={60} value={reason} onChange={setReason} />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void save()}>
          停办并通知
        </Button>
        <Button onTap={() => onDone()}>不停了</Button>
      </View>
    </View>
  )
}
