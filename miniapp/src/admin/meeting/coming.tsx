import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Meeting } from 'shared/meetings.ts'
import { beijingDay, beijingMinute, instantOf } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { type Photo, Photos } from '../../components/photos.tsx'
import { DayField, TimeField } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { needs } from '../../lib/needs.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'

type Props = { meeting: Meeting; onChange: (meeting: Meeting) => void; onGone: () => void }

const SURE = {
  title: '保存会议记录？',
  content: '保存后会议记为已召开，记录不能再改。',
  yes: '确定保存',
  no: '再看看'
}

/** A meeting still to be held: its minutes with who came and pictures, another time, or none. */
export function Coming({ meeting, onChange, onGone }: Props) {
  const [doing, setDoing] = useState<'move' | 'cancel'>()
  return (
    <>
      <Minutes meeting={meeting} onChange={onChange} />
      <View className='btns'>
        <Button onTap={() => setDoing(doing === 'move' ? undefined : 'move')}>改时间地点</Button>
        <Button onTap={() => setDoing(doing === 'cancel' ? undefined : 'cancel')}>不开了</Button>
      </View>
      {doing === 'move' && <Move meeting={meeting} onChange={onChange} />}
      {doing === 'cancel' && <Cancel meeting={meeting} onGone={onGone} />}
    </>
  )
}

function Minutes({ meeting: { id, decides }, onChange }: Omit<Props, 'onGone'>) {
  const [minutes, setMinutes] = useTyped(`${id}.minutes.text`, '')
  const [attendees, setAttendees] = useTyped(`${id}.minutes.attendees`, '')
  const [photos, setPhotos] = useTyped<Photo[]>(`${id}.minutes.photos`, [])
  const { act, busy, problem } = useAct(minutes + attendees)
  const hold = () =>
    act(async () => {
      needs(decides ? '会议纪要' : '公开了什么', minutes, 10)
      if (!/^[1-9]\d{0,3}$/.test(attendees)) throw { message: '到会人数请填数字' }
      if (!(await confirmed(SURE))) return
      const body = { minutes, attendees: Number(attendees), fileIds: photos.map((photo) => photo.id) }
      onChange(await call('POST /meetings/:id/minutes', { params: { id }, body }))
      forgetTyped(`${id}.minutes.`)
    })
  return (
    <>
      <Field
        label={
          decides
            ? '会议纪要（保存后开始逐项决定）'
            : '公开了什么、群众怎么说（提问人只看到在哪里公开和照片）'
        }
        long
        max={10000}
        value={minutes}
        onChange={setMinutes}
      />
      <Field label='到会人数' digits max={4} value={attendees} onChange={setAttendees} />
      <Photos photos={photos} onChange={setPhotos} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void hold()}>
        会议已召开，保存记录
      </Button>
    </>
  )
}

function Move({ meeting: { id, plannedAt, room }, onChange }: Omit<Props, 'onGone'>) {
  const [day, setDay] = useState(beijingDay(plannedAt))
  const [minute, setMinute] = useState(beijingMinute(plannedAt))
  const [place, setPlace] = useTyped(`${id}.plan.room`, room)
  const { act, busy, problem } = useAct(day + minute + place)
  const move = () =>
    act(async () => {
      const body = { plannedAt: instantOf(day, minute), room: place.trim() }
      onChange(await call('POST /meetings/:id/plan', { params: { id }, body }))
      forgetTyped(`${id}.plan.`)
    }, '已改好')
  return (
    <View>
      <DayField label='哪一天' value={day} onChange={setDay} />
      <TimeField label='几点' minute={minute} onChange={setMinute} />
      <Field label='地点' max={60} value={place} placeholder='如：村委会议室' onChange={setPlace} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void move()}>
        保存
      </Button>
    </View>
  )
}

function Cancel({ meeting: { id, agenda }, onGone }: Omit<Props, 'onChange'>) {
  const [reason, setReason] = useTyped(`${id}.cancel.reason`, '')
  const { act, busy, problem } = useAct(reason)
  const cancel = () =>
    act(async () => {
      needs('不开的原因', reason, 2)
      await call('POST /meetings/:id/cancel', { params: { id }, body: { reason } })
      forgetTyped(`${id}.cancel.`)
      onGone()
    }, '已取消')
  return (
    <View>
      {agenda.some(({ outcome }) => !outcome) && (
        <Text className='block soft'>没有决定的议题会排到下一次会上，一件都不会丢</Text>
      )}
      <Field label='不开的原因' max={200} value={reason} onChange={setReason} />
      <Problem text={problem} />
      <Button kind='danger' busy={busy} onTap={() => void cancel()}>
        取消这次会议
      </Button>
    </View>
  )
}
