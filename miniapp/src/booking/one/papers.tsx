import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Booking } from 'shared/booking.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { Tick } from '../../components/tick.tsx'
import { useAct } from '../../lib/act.ts'
import type { ApiError } from '../../lib/api.ts'
import { download } from '../../lib/download.ts'
import { go } from '../../lib/go.ts'
import { command } from './command.ts'

const weapp = Taro.getEnv() === Taro.ENV_TYPE.WEAPP
const seconds = (at: string, more = 0) => Math.floor(new Date(at).getTime() / 1000) + more

/** The phone's own calendar, with an alarm an hour before; a person who refuses is not asked again. */
const toPhoneCalendar = async ({
  item,
  counter,
  windows,
  startsAt,
  endsAt,
  papers
}: Booking): Promise<void> => {
  await Taro.addPhoneCalendar({
    title: item,
    startTime: seconds(startsAt),
    endTime: String(seconds(endsAt)),
    location: `${counter} ${windows}`,
    description: `请带：${papers.join('、') || '不用带材料'}`,
    alarm: true,
    alarmOffset: 3600
  } as never).catch((): never => {
    throw { message: '没有加到日历。请在手机设置里允许微信使用日历，再试一次' }
  })
}
const WAYS = [10, 20, 30, 45, 60, 90] as const

/** What to put together before one sets out, and how long the way is: the reminder comes by it. */
export function Papers({ booking }: { booking: Booking }) {
  const { papers, unasked, ready, travelMinutes, itemId, itemVersion, answers, id, item } = booking
  const { act, busy, problem } = useAct(String(booking.lock))
  const [failed, setFailed] = useState<string>()
  // Ticks made faster than the line carries them go one after the other; none is dropped.
  const line = useRef<Promise<unknown>>(Promise.resolve())
  if (booking.state !== 'booked') return null
  const prepare = (change: { paper?: { name: string; on: boolean }; travelMinutes?: number }) => {
    setFailed(undefined)
    line.current = line.current
      .then(() => command(booking, { action: 'prepare', ...change }))
      .catch(({ message }: ApiError) => setFailed(message))
  }
  const open = () => go('guide/item', { id: itemId, v: itemVersion, a: answers })
  const calendar = () =>
    act(
      () =>
        weapp
          ? toPhoneCalendar(booking)
          : download('GET /bookings/:id/calendar', { params: { id } }, `${item}.ics`),
      '已加到日历'
    )
  return (
    <>
      <Text className='heading'>
        {unasked
          ? '情形还没有答完，要带什么请看办事清单'
          : papers.length
            ? `要带的${papers.length}份材料，备齐一份勾一份`
            : '什么材料都不用带'}
      </Text>
      {papers.length > 0 && (
        <View className='card'>
          {papers.map((name) => (
            <Tick key={name} on={ready.includes(name)} onChange={(on) => prepare({ paper: { name, on } })}>
              {name}
            </Tick>
          ))}
        </View>
      )}
      <Problem text={failed ?? problem} />
      <Choice
        label='从家到大厅要多久（到点提醒您出门）'
        value={String(travelMinutes)}
        options={WAYS.map((minutes) => [String(minutes), `${minutes}分钟`] as const)}
        onChange={(minutes) => prepare({ travelMinutes: Number(minutes) })}
      />
      <View className='btns'>
        <Button onTap={open}>看办事清单</Button>
        <Button busy={busy} onTap={() => void calendar()}>
          加到日历
        </Button>
      </View>
    </>
  )
}
