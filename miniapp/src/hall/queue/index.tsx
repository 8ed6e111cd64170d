import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Select } from '../../components/select.tsx'
import { Empty, Failure, Loading } from '../../components/states.tsx'
import { useEvery } from '../../lib/every.ts'
import { useCall } from '../../lib/query.ts'
import { keep, kept } from '../../lib/store.ts'
import { CounterSelect, useCounter } from '../counter.tsx'
import { Desk } from './desk.tsx'
import { Line } from './line.tsx'
import { WalkIn } from './walk-in.tsx'

const LOOK_MS = 4000

/** A window at work: who is before it, who comes next, who waits. */
export default function Queue() {
  const { counters, counter, choose, error, refetch } = useCounter()
  const [windowId, setWindow] = useState(kept<string>('hall.window'))
  const queue = useCall(
    'GET /hall/queue',
    { querystring: { counterId: counter?.id ?? '' } },
    counter !== undefined
  )
  useEvery(counter ? LOOK_MS : 0, () => void queue.refetch())
  if (!counters)
    return <Page>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  const window = counter?.windows.find(({ id }) => id === windowId) ?? counter?.windows[0]
  if (!counter || !window)
    return (
      <Page>
        <Empty text='这里还没有窗口，请县管理员在“专区与窗口”里添加' />
      </Page>
    )
  const items = queue.data?.items ?? []
  const at = items.find((one) => one.window === window.no && ['called', 'serving'].includes(one.state))
  const waiting = items.filter(({ state }) => state === 'waiting')
  const aside = items.filter(({ state }) => state === 'parked' || state === 'missed')
  const pick = (id: string) => {
    keep('hall.window', id)
    setWindow(id)
  }
  return (
    <Page>
      <View className='columns'>
        <View>
          <Desk
            key={at?.id ?? window.id}
            window={window}
            ticket={at}
            waiting={waiting.length}
            counters={counters}
          />
          <View className='card'>
            <CounterSelect counters={counters} counter={counter} onChange={choose} />
            <Select
              label='窗口'
              value={window.id}
              options={counter.windows.map(({ id, no }) => [id, `${no}号窗口`] as const)}
              onChange={pick}
            />
          </View>
          <WalkIn key={counter.id} counter={counter} />
        </View>
        <View>
          <Text className='heading'>等候{waiting.length}人，按叫号的先后</Text>
          {queue.error && !queue.data && <Failure error={queue.error} onRetry={() => void queue.refetch()} />}
          {queue.data && waiting.length === 0 && <Text className='block soft'>现在没有人等</Text>}
          {waiting.map((ticket) => (
            <Line key={ticket.id} ticket={ticket} />
          ))}
          {aside.length > 0 && <Text className='heading'>挂起和过号</Text>}
          {aside.map((ticket) => (
            <Line key={ticket.id} ticket={ticket} />
          ))}
        </View>
      </View>
    </Page>
  )
}
