import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Empty, Failure, Loading } from '../../components/states.tsx'
import { useCall } from '../../lib/query.ts'
import { CounterSelect, useCounter } from '../counter.tsx'
import { Closures } from './closures.tsx'
import { Open } from './open.tsx'
import { Settings } from './settings.tsx'
import { Windows } from './windows.tsx'

/** How the hall is set up; a clerk closes windows, the county's admin changes the rest. */
export default function Counters() {
  const { counters, counter, today, choose, error, refetch } = useCounter()
  const { data: me } = useCall('GET /me', {})
  const [opening, setOpening] = useState(false)
  if (!counters)
    return <Page>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  const admin = me?.posts.some(({ role }) => role === 'countyAdmin') ?? false
  const opened = (id: string) => {
    setOpening(false)
    choose(id)
  }
  return (
    <Page>
      {counter && (
        <View className='columns'>
          <View>
            <View className='card'>
              <CounterSelect counters={counters} counter={counter} onChange={choose} />
              <Text className='block soft'>每个时段{counter.slotMinutes}分钟</Text>
            </View>
            <Closures key={`c${counter.id}`} counter={counter} today={today} />
            {admin && <Settings key={`s${counter.id}.${counter.version}`} counter={counter} />}
          </View>
          <View>
            <Text className='heading'>窗口</Text>
            <Windows key={`w${counter.id}`} counter={counter} admin={admin} />
          </View>
        </View>
      )}
      {!counter && <Empty text='还没有专区' />}
      {admin && !opening && <Button onTap={() => setOpening(true)}>开一个新专区</Button>}
      {admin && opening && (
        <Open
          used={counters.map(({ letter }) => letter)}
          onDone={opened}
          onCancel={() => setOpening(false)}
        />
      )}
    </Page>
  )
}
