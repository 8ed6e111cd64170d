import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Counter } from 'shared/hall.ts'
import { Button } from '../../components/button.tsx'
import { ActiveChoice, Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { wholeNumber } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'
import { Hours, soundHours } from './hours.tsx'

type Window = Counter['windows'][number]
const NEW: Window = { id: '', no: '', seatsPerSlot: 2, weekly: null, active: true, version: 0 }

const STOPPING = (no: string) => ({
  title: `停用${no}号窗口？`,
  content: '整个专区都没有名额的时段会停办：已经约好的人马上收到停办通知，由窗口逐个联系改时间',
  yes: '停用',
  no: '再想想',
  danger: true
})

/** The counter's windows, with how many people each takes in a slot. */
export function Windows({ counter, admin }: { counter: Counter; admin: boolean }) {
  const [open, setOpen] = useState<string>()
  return (
    <>
      {counter.windows.map((window) =>
        open === window.id ? (
          <Form key={window.id} counterId={counter.id} window={window} onDone={() => setOpen(undefined)} />
        ) : (
          <View key={window.id} className='slot'>
            <View>
              <Text className='block strong'>{window.no}号窗口</Text>
              <Text className='block soft'>
                {window.active ? `每个时段接${window.seatsPerSlot}人` : '停用'}
                {window.weekly ? ' · 有自己的开放时间' : ''}
              </Text>
            </View>
            {admin && (
              <Button small label={`改${window.no}号窗口`} onTap={() => setOpen(window.id)}>
                修改
              </Button>
            )}
          </View>
        )
      )}
      {admin &&
        (open === 'new' ? (
          <Form counterId={counter.id} window={NEW} onDone={() => setOpen(undefined)} />
        ) : (
          <Button onTap={() => setOpen('new')}>加一个窗口</Button>
        ))}
    </>
  )
}

function Form({ counterId, window, onDone }: { counterId: string; window: Window; onDone: () => void }) {
  const [no, setNo] = useState(window.no)
  const [seats, setSeats] = useState(String(window.seatsPerSlot))
  const [active, setActive] = useState(window.active)
  const [weekly, setWeekly] = useState(window.weekly)
  const { act, busy, problem } = useAct(JSON.stringify([no, seats, weekly]))
  const save = () =>
    act(async () => {
      const { version } = window
      if (!soundHours(weekly)) throw { message: '开放时间不对：至少选一天，每段的结束要在开始之后' }
      const seatsPerSlot = wholeNumber('每个时段接几人', seats)
      const stops = window.active && (!active || (seatsPerSlot === 0 && window.seatsPerSlot > 0))
      if (stops && !(await confirmed(STOPPING(no)))) return
      const body = { id: window.id || null, version, no: no.trim(), seatsPerSlot, weekly, active }
      await call('POST /counters/:id/windows', { params: { id: counterId }, body }).finally(
        () => void refresh('GET /counters')
      )
      onDone()
    }, '已保存')
  return (
    <View className='card'>
      <Field label='窗口号' max={8} value={no} onChange={setNo} />
      <Field label='每个时段接几人' max={3} value={seats} onChange={setSeats} />
      <Hours weekly={weekly} onChange={setWeekly} />
      <ActiveChoice active={active} onChange={setActive} />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void save()}>
          保存窗口
        </Button>
        <Button onTap={onDone}>不改了</Button>
      </View>
    </View>
  )
}
