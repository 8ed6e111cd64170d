import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Booking } from 'shared/booking.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { Tick } from '../../components/tick.tsx'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'
import { command } from './command.ts'

const WAYS = [10, 20, 30, 45, 60, 90] as const

/** What to put together before one sets out, and how long the way is: the reminder comes by it. */
export function Papers({ booking }: { booking: Booking }) {
  const { papers, ready, travelMinutes, itemId, itemVersion, answers, id, item } = booking
  const { act, busy, problem } = useAct()
  if (booking.state !== 'booked') return null
  const prepare = (change: { ready?: string[]; travelMinutes?: number }) =>
    void act(() => command(booking, { action: 'prepare', ready, travelMinutes, ...change }))
  const open = () =>
    void Taro.navigateTo({
      url: `/guide/item/index?id=${itemId}&v=${itemVersion}&a=${encodeURIComponent(answers)}`
    })
  const calendar = () =>
    act(() => download('GET /bookings/:id/calendar', { params: { id } }, `${item}.ics`), '已存到手机')
  return (
    <>
      <Text className='heading'>
        {papers.length ? `要带的${papers.length}份材料，备齐一份勾一份` : '什么材料都不用带'}
      </Text>
      {papers.length > 0 && (
        <View className='card'>
          {papers.map((name) => (
            <Tick
              key={name}
              on={ready.includes(name)}
              onChange={(on) =>
                prepare({ ready: on ? [...ready, name] : ready.filter((one) => one !== name) })
              }
            >
              {name}
            </Tick>
          ))}
        </View>
      )}
      <Problem text={problem} />
      <Choice
        label='从家到大厅要多久（到点提醒您出门）'
        value={String(travelMinutes)}
        options={WAYS.map((minutes) => [String(minutes), `${minutes}分钟`] as const)}
        onChange={(minutes) => prepare({ travelMinutes: Number(minutes) })}
      />
      <View className='btns'>
        <Button onTap={open}>看办事清单</Button>
        {Taro.getEnv() === Taro.ENV_TYPE.WEB && (
          <Button busy={busy} onTap={() => void calendar()}>
            加到日历
          </Button>
        )}
      </View>
    </>
  )
}
