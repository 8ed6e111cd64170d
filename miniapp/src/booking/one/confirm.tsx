import { Text, View } from '@tarojs/components'
import type { Booking } from 'shared/booking.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { useEvery, useNow } from '../../lib/every.ts'
import { refresh } from '../../lib/query.ts'
import { useMessages } from '../../lib/subscribe.ts'
import { command } from './command.ts'

const clock = (ms: number) =>
  `${Math.floor(ms / 60_000)}分${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}秒`

/** `at`: when the phone was told how long the place is held. */
type Props = { booking: Booking; at: number }

/** A held place waits for a yes; the time it waits is seen running. */
export function Confirm({ booking, at }: Props) {
  const pending = booking.state === 'held' || booking.state === 'offered'
  const now = useNow(pending)
  const { act, busy, problem } = useAct(booking.state)
  const askForMessages = useMessages()
  const left = (booking.heldSeconds ?? 0) * 1000 - (now - at)
  useEvery(pending && left <= 0 ? 3000 : 0, () => void refresh('GET /bookings/:id'))
  if (!pending) return null
  const may = booking.actions.includes('confirm')
  const yes = () =>
    act(async () => {
      askForMessages()
      await command(booking, { action: 'confirm' })
    }, '约好了')
  return (
    <View>
      <Text className='hint hint--amber'>
        {may ? `号给您留着，还剩${clock(Math.max(0, left))}，请确认` : '确认的时间过了，这个号放给别人了'}
      </Text>
      <Problem text={problem} />
      {may && (
        <Button kind='main' busy={busy} onTap={() => void yes()}>
          确认预约
        </Button>
      )}
    </View>
  )
}
