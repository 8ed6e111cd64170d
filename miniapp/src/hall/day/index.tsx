import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Choice } from '../../components/field.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { DayField } from '../../components/select.tsx'
import { Empty, Failure, Loading } from '../../components/states.tsx'
import { usePages } from '../../lib/query.ts'
import { CounterSelect, useCounter } from '../counter.tsx'
import { CheckIn } from './check-in.tsx'
import { Comer } from './comer.tsx'

/** The window's day: who comes, with what, ready or not; and whom a closure hit. */
export default function Day() {
  const { affected: hit } = useRouter().params
  const { counters, counter, today, choose, error, refetch } = useCounter()
  const [chosen, setDay] = useState<string>()
  const day = chosen ?? today
  const [affected, setAffected] = useState<'all' | 'affected'>(hit ? 'affected' : 'all')
  const pages = usePages(
    'GET /hall/bookings',
    {
      querystring: {
        counterId: counter?.id ?? '',
        day: affected === 'affected' ? today : day,
        affected: affected === 'affected' || undefined
      }
    },
    counter !== undefined
  )
  if (!counters)
    return <Page>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  if (!counter)
    return (
      <Page>
        <Empty text='大厅还没有开设专区，请县管理员在“专区与窗口”里添加' />
      </Page>
    )
  return (
    <Page>
      <View className='columns'>
        <View>
          <CheckIn />
          <View className='card'>
            <CounterSelect counters={counters} counter={counter} onChange={choose} />
            {affected === 'all' && <DayField label='哪一天' value={day} onChange={setDay} />}
            <Choice
              label='看哪些'
              value={affected}
              options={[
                ['all', '全部'],
                ['affected', '停办要改时间的']
              ]}
              onChange={setAffected}
            />
          </View>
        </View>
        <View>
          <Text className='heading'>
            {affected === 'affected' ? `${counter.name} 停办要改时间的人` : `${counter.name} ${day} 来的人`}
          </Text>
          {pages.data?.pages[0]?.over.map((words) => (
            <Text key={words} className='hint hint--amber'>
              {words}，请加派窗口
            </Text>
          ))}
          <List pages={pages} empty={affected === 'affected' ? '没有受停办影响的预约' : '这一天还没有人预约'}>
            {(one) => <Comer key={one.id} comer={one} />}
          </List>
        </View>
      </View>
    </Page>
  )
}
