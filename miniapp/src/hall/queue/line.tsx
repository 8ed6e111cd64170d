import { Text, View } from '@tarojs/components'
import type { QueueTicket } from 'shared/queue.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { ACTIONS, commandTicket } from './ticket.ts'

const clock = (at: string) => beijingWords(at).split(' ')[1]

/** One who waits, or was put aside. */
export function Line({ ticket }: { ticket: QueueTicket }) {
  const { no, name, item, priority, bookedFor, arrivedAt, requeuedAt, state, actions } = ticket
  const { act, busy, problem } = useAct()
  return (
    <View className='slot'>
      <View>
        <Text className='block strong'>
          {no} {name ?? ''} {priority ? <Text className='tag tag--yellow'>优先</Text> : ''}
        </Text>
        <Text className='block soft'>
          {clock(arrivedAt)}到 · {bookedFor ? `约${clock(bookedFor)}` : '现场'}
          {requeuedAt ? ` · ${clock(requeuedAt)}重新排` : ''}
          {item ? ` · ${item}` : ''}
          {state === 'parked' ? ' · 挂起' : state === 'missed' ? ' · 过号' : ''}
        </Text>
        <Problem text={problem} />
      </View>
      {priority && actions.includes('ordinary') && (
        <Button
          small
          busy={busy}
          label={`${no}${ACTIONS.ordinary}`}
          onTap={() => void act(() => commandTicket(ticket, 'ordinary'))}
        >
          {ACTIONS.ordinary}
        </Button>
      )}
      {actions.includes('resume') && (
        <Button
          small
          busy={busy}
          label={`${no}${ACTIONS.resume}`}
          onTap={() => void act(() => commandTicket(ticket, 'resume'))}
        >
          {ACTIONS.resume}
        </Button>
      )}
    </View>
  )
}
