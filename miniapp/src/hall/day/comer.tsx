import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Slot } from 'shared/booking.ts'
import type { HallBooking } from 'shared/hall.ts'
import { STATES } from 'shared/rules/bookings.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { ring } from '../../components/official.tsx'
import { Slots } from '../../components/slots.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { needs } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'

const readyWords = ({ papers, ready, unasked }: HallBooking): string =>
  unasked
    ? '情形还没有问'
    : papers === 0
      ? '不用材料'
      : ready === papers
        ? `${papers}份材料备齐`
        : `材料备了${ready}/${papers}份`

/** One who comes: when, for what, how ready; the hall may move or cancel them, and then they are told. */
export function Comer({ comer }: { comer: HallBooking }) {
  const { id, lock, item, itemId, name, phone, whenWords, startsAt, state, byStaff, affected, actions } =
    comer
  const [doing, setDoing] = useState<'move' | 'cancel'>()
  const [reason, setReason] = useTyped(`${id}.cancel.reason`, '')
  const { act, busy, problem } = useAct(doing)
  const [words, colour] = STATES[state]
  const after = async (work: Promise<unknown>) => {
    await work.finally(() => void refresh('GET /hall/bookings'))
    setReason('')
    setDoing(undefined)
  }
  const move = (to: Slot) =>
    act(async () => {
      const content = `${name}的预约改到${to.words}，${byStaff ? '请打电话告诉本人' : '改好就通知本人'}`
      if (!(await confirmed({ title: '改时间？', content, yes: '确定改' }))) return
      const body = { lock, startsAt: to.startsAt }
      await after(call('POST /hall/bookings/:id/move', { params: { id }, body }))
      void Taro.showToast({ title: '已改好', icon: 'none' })
    })
  const cancel = () =>
    act(
      async () => {
        needs('取消的原因', reason, 2)
        await after(
          call('POST /hall/bookings/:id/cancel', { params: { id }, body: { lock, reason: reason.trim() } })
        )
      },
      byStaff ? '已取消，请打电话告诉本人' : '已取消，已通知本人'
    )
  return (
    <View className='card'>
      <View className='card__row'>
        <Text className='strong'>
          {affected ? whenWords : whenWords.split(' ')[1]} {name}
          {byStaff ? '（电话）' : ''}
        </Text>
        <Text className={`tag tag--${affected ? 'red' : colour}`}>{affected ? '要改时间' : words}</Text>
      </View>
      <Text className='block'>{item}</Text>
      <Text className='block soft'>{readyWords(comer)}</Text>
      {affected && <Text className='block red'>停办：{affected}，请联系改时间</Text>}
      {doing !== 'move' && <Problem text={problem} />}
      {actions.length > 0 && (
        <View className={phone ? 'btns btns--three' : 'btns'} style={{ marginTop: '10px' }}>
          {phone && <Button onTap={() => ring(phone)}>{phone}</Button>}
          <Button label={`改${name}的时间`} onTap={() => setDoing(doing === 'move' ? undefined : 'move')}>
            改时间
          </Button>
          <Button
            kind='danger'
            label={`取消${name}的预约`}
            onTap={() => setDoing(doing === 'cancel' ? undefined : 'cancel')}
          >
            取消
          </Button>
        </View>
      )}
      {doing === 'move' && (
        <Slots
          staff
          itemId={itemId}
          mine={startsAt}
          busy={busy}
          problem={problem}
          onPick={(slot) => void move(slot)}
        />
      )}
      {doing === 'cancel' && (
        <>
          <Field label='为什么取消（会告诉本人）' max={100} value={reason} onChange={setReason} />
          <Button kind='danger' busy={busy} onTap={() => void cancel()}>
            确定取消
          </Button>
        </>
      )}
    </View>
  )
}
