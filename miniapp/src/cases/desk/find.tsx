import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { Line } from '../line.tsx'

type Found = Awaited<ReturnType<typeof look>>
export type Coming = Found['bookings'][number]
const look = (q: string) => call('POST /desk/find', { body: { q } })

/** Who stands before the window: what they booked for today begins with a tap, their cases open with one. */
export function Find({ onPick }: { onPick: (booking: Coming) => void }) {
  const [q, setQ] = useState('')
  const [found, setFound] = useState<Found>()
  const { act, busy, problem } = useAct(q)
  const find = () =>
    act(async () => {
      const typed = q.trim()
      if (typed.length < 2) throw { message: '请输预约码、排队号、手机号、身份证号或流水号' }
      setFound(await look(typed))
    })
  const nobody = found && found.bookings.length + found.cases.length === 0
  return (
    <View className='card'>
      <Field
        label='先找人'
        max={30}
        value={q}
        placeholder='预约码、排队号、手机号、身份证号、流水号'
        onChange={(text) => {
          setQ(text)
          setFound(undefined)
        }}
      />
      <Problem text={problem} />
      <Button busy={busy} onTap={() => void find()}>
        查找
      </Button>
      {nobody && <Text className='block soft'>没有查到，直接在下面选事项收件</Text>}
      {found?.bookings.map((booking) => (
        <View key={booking.id} className='slot'>
          <View>
            <Text className='block strong'>
              {booking.ticket ? `${booking.ticket} ` : ''}
              {booking.name} · {booking.item}
            </Text>
            <Text className='block soft'>{booking.whenWords}</Text>
          </View>
          <Button small kind='main' label={`给${booking.name}收件`} onTap={() => onPick(booking)}>
            收件
          </Button>
        </View>
      ))}
      {found?.cases.map((line) => (
        <Line key={line.id} line={line} staff />
      ))}
    </View>
  )
}
