import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Booking, Slot } from 'shared/booking.ts'
import { Button } from '../../components/button.tsx'
import { Slots } from '../../components/slots.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { confirmed } from '../../lib/confirm.ts'
import { replaceBy } from '../../lib/go.ts'
import { command } from './command.ts'

/** Another time, or none: the old place is given up only when the new one is had. */
export function Change({ booking }: { booking: Booking }) {
  const [open, setOpen] = useState(false)
  const { act, busy, problem } = useAct(String(booking.lock))
  const { actions, itemId, startsAt, state } = booking
  const may = (action: Booking['actions'][number]) => actions.includes(action)
  const change = (slot: Slot) =>
    act(async () => {
      const content = `${booking.whenWords} 的号让给别人，改到 ${slot.words}`
      if (!(await confirmed({ title: '改时间？', content, yes: '确定改', no: '再想想' }))) return
      await command(booking, { action: 'change', startsAt: slot.startsAt })
      setOpen(false)
      void Taro.showToast({ title: '已改好', icon: 'none' })
    })
  const cancel = () =>
    act(async () => {
      const { coolMinutes } = booking
      const words = `取消后号就让给别人${coolMinutes ? `，${coolMinutes}分钟以后才能再约` : ''}`
      const content = state === 'booked' ? words : '号就让给别人了'
      if (await confirmed({ title: '取消预约？', content, yes: '确定取消', no: '再想想', danger: true }))
        await command(booking, { action: 'cancel' })
    })
  return (
    <View>
      {!open && <Problem text={problem} />}
      {open && may('change') && (
        <>
          <Text className='heading'>改到什么时间</Text>
          <Slots
            itemId={itemId}
            mine={startsAt}
            busy={busy}
            problem={problem}
            onPick={(slot) => void change(slot)}
          />
        </>
      )}
      {state === 'cancelled' && booking.coolMinutes > 0 && (
        <Text className='block soft'>自己取消的，{booking.coolMinutes}分钟以后才能再约这里的事</Text>
      )}
      <View className='btns'>
        {may('change') && <Button onTap={() => setOpen(!open)}>{open ? '不改了' : '改时间'}</Button>}
        {(state === 'cancelled' || state === 'lapsed') && booking.coolMinutes === 0 && (
          <Button onTap={() => void replaceBy('booking/choose', { id: itemId, a: booking.answers })}>
            再约一次
          </Button>
        )}
        {may('cancel') && (
          <Button kind='danger' busy={busy} onTap={() => void cancel()}>
            {state === 'booked' ? '取消预约' : '不要了'}
          </Button>
        )}
      </View>
    </View>
  )
}
