import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Slot } from 'shared/booking.ts'
import { a11y } from '../lib/a11y.ts'
import { useCall } from '../lib/query.ts'
import { Button } from './button.tsx'
import { Empty, Failure, Loading, Problem } from './states.tsx'

type Props = {
  itemId: string
  /** What a tap on a time does, by whether it is free. */
  onPick: (slot: Slot) => void
  onWait?: (slot: Slot) => void
  busy?: boolean
  /** Why the last tap came to nothing: said beside the time that was tapped. */
  problem?: string | undefined
  /** The time one has now. */
  mine?: string
  /** The hall books for somebody: the places kept for that are among them. */
  staff?: boolean
}

const wordsOf = ({ state, free, releaseWords }: Slot): string =>
  ({ open: `还有${free}个号`, full: '约满了', unreleased: releaseWords, closed: '停办', past: '已过' })[state]

/** The coming days of a counter, and the times of the chosen one. */
export function Slots({ itemId, onPick, onWait, busy = false, problem, mine, staff = false }: Props) {
  const endpoint = staff ? 'GET /hall/items/:id/slots' : 'GET /items/:id/slots'
  const { data, error, refetch } = useCall(endpoint, { params: { id: itemId } })
  const [chosen, setChosen] = useState<string>()
  const [tapped, setTapped] = useState('')
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  const first = data.days.find(({ slots }) => slots.some(({ state }) => state === 'open')) ?? data.days[0]
  const day = data.days.find((one) => one.day === chosen) ?? first
  if (!day) return <Empty text='这几天都不办理。请过几天再来看，或打咨询电话' />
  const tap = (slot: Slot, then: (slot: Slot) => void) => {
    if (busy) return
    setTapped(slot.startsAt)
    then({ ...slot, words: `${day.words} ${slot.words}` })
  }
  const shown = day.slots.filter(({ state }) => state !== 'past')
  return (
    <View>
      <View className='days' {...a11y({ role: 'radiogroup', label: '哪一天' })}>
        {data.days.map((one) => {
          const free = one.slots.reduce((sum, slot) => sum + slot.free, 0)
          const later = one.slots.every(({ state }) => state === 'unreleased')
          const over = one.slots.every(({ state }) => state === 'past')
          const shut = one.slots.every(({ state }) => state === 'closed' || state === 'past')
          const words = free ? '有号' : later ? '未放号' : over ? '已过' : shut ? '停办' : '约满'
          const on = one === day
          return (
            <View
              key={one.day}
              className={`days__one${on ? ' days__one--on' : ''}`}
              onClick={() => setChosen(one.day)}
              {...a11y({
                role: 'button',
                label: `${one.words}${words}${on ? '，已选' : ''}`
              })}
            >
              <Text className='block strong'>{one.words.replace(/（.*/, '')}</Text>
              <Text className='block soft'>{one.words.replace(/.*（|）/g, '')}</Text>
              <Text className={`block days__free${free ? ' days__free--some' : ''}`}>{words}</Text>
            </View>
          )
        })}
      </View>
      {shown.length === 0 && <Empty text='今天的时间都过了，请选后面的日子' />}
      {shown.map((slot) => (
        <View key={slot.startsAt}>
          <View className='slot'>
            <View>
              <Text className='block strong'>{slot.words}</Text>
              <Text className='block soft'>{slot.startsAt === mine ? '现在的时间' : wordsOf(slot)}</Text>
            </View>
            {slot.startsAt !== mine && slot.state === 'open' && (
              <Button
                small
                kind='main'
                busy={busy && slot.startsAt === tapped}
                label={`约${day.words}${slot.words}`}
                onTap={() => tap(slot, onPick)}
              >
                约这个时间
              </Button>
            )}
            {onWait && slot.startsAt !== mine && slot.state === 'full' && (
              <Button
                small
                busy={busy && slot.startsAt === tapped}
                label={`候补${day.words}${slot.words}`}
                onTap={() => tap(slot, onWait)}
              >
                排候补
              </Button>
            )}
          </View>
          {slot.startsAt === tapped && <Problem text={problem} />}
        </View>
      ))}
    </View>
  )
}
