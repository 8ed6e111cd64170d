import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { Counter } from 'shared/hall.ts'
import type { QueueTicket } from 'shared/queue.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { Tick } from '../../components/tick.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'
import { uuid } from '../../lib/uuid.ts'

/** A number for somebody who simply came. */
export function WalkIn({ counter }: { counter: Counter }) {
  const [priority, setPriority] = useState(false)
  const [ticket, setTicket] = useState<QueueTicket>()
  const key = useRef(uuid())
  const { act, busy, problem } = useAct(counter.id)
  const give = () =>
    act(async () => {
      const body = { key: key.current, counterId: counter.id, itemId: null, priority }
      setTicket(await call('POST /hall/walk-ins', { body }))
      key.current = uuid()
      setPriority(false)
      void refresh('GET /hall/queue')
    })
  const wait = ticket?.wait
  return (
    <View className='card'>
      <Text className='block strong'>没有预约的，现场取号</Text>
      <Tick on={priority} onChange={setPriority}>
        满70岁、残疾人、优待证（优先）
      </Tick>
      <Problem text={problem} />
      <Button busy={busy} onTap={() => void give()}>
        取一个{counter.name}的号
      </Button>
      {ticket && (
        <Text className='hint'>
          刚取的号：{ticket.no}，取号时前面{ticket.ahead}位
          {wait ? `，大约等${wait.from}到${wait.to}分钟` : ''}
        </Text>
      )}
    </View>
  )
}
