import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Counter } from 'shared/hall.ts'
import type { QueueTicket, TicketAction } from 'shared/queue.ts'
import { Button } from '../../components/button.tsx'
import { Select } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'
import { ACTIONS, commandTicket } from './ticket.ts'

type Props = {
  window: Counter['windows'][number]
  ticket: QueueTicket | undefined
  waiting: number
  counters: readonly Counter[]
}
const DOING: readonly TicketAction[] = ['serve', 'done', 'again', 'miss', 'park']

/** What the window has before it, and what comes next. */
export function Desk({ window, ticket, waiting, counters }: Props) {
  const { act, busy, problem } = useAct(ticket?.id ?? '')
  const [sending, setSending] = useState(false)
  const next = () =>
    act(async () => {
      const called = await call('POST /hall/windows/:id/call', { params: { id: window.id } }).finally(() =>
        refresh('GET /hall/queue')
      )
      if (!called.ticket) throw { code: 'not_found', message: '现在没有人等候' }
    })
  if (!ticket)
    return (
      <View className='card'>
        <Text className='block strong'>{window.no}号窗口空着</Text>
        <Problem text={problem} />
        <Button kind='main' busy={busy} onTap={() => void next()}>
          {waiting ? `叫下一位（等候${waiting}人）` : '叫下一位'}
        </Button>
      </View>
    )
  const { no, name, item, state, calls, priority, actions } = ticket
  return (
    <View className='card'>
      <Text className='block soft'>
        {window.no}号窗口 · {state === 'called' ? `已叫${calls}次` : '正在办理'}
        {priority ? ' · 优先' : ''}
      </Text>
      <Text className='code'>{no}</Text>
      <Text className='block'>
        {name ?? '现场取号'}
        {item ? ` · ${item}` : ''}
      </Text>
      <Problem text={problem} />
      <View className='btns' style={{ marginTop: '12px' }}>
        {DOING.filter((action) => actions.includes(action)).map((action) => (
          <Button
            key={action}
            kind={action === 'serve' || action === 'done' ? 'main' : undefined}
            busy={busy}
            onTap={() => void act(() => commandTicket(ticket, action))}
          >
            {ACTIONS[action]}
          </Button>
        ))}
        {actions.includes('transfer') && <Button onTap={() => setSending(!sending)}>转专区</Button>}
      </View>
      {sending && (
        <Select
          label='转到哪个专区'
          value={undefined}
          options={counters.map(({ id, name: words }) => [id, words] as const)}
          onChange={(counterId) =>
            void act(
              () => commandTicket(ticket, 'transfer', counterId),
              `${no}已转到${counters.find(({ id }) => id === counterId)?.name}`
            )
          }
        />
      )}
    </View>
  )
}
