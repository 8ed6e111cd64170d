import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { STATES } from 'shared/rules/bookings.ts'
import { Page } from '../../components/page.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { Pair } from '../../components/timeline.tsx'
import { useEvery } from '../../lib/every.ts'
import { useCall } from '../../lib/query.ts'
import { Arrive } from './arrive.tsx'
import { Change } from './change.tsx'
import { Confirm } from './confirm.tsx'
import { Papers } from './papers.tsx'
import { Queue } from './queue.tsx'

const LOOK_MS = 8000

/** One booking, from the held place to the number that is called. */
export default function One() {
  const { id = '', door = '' } = useRouter().params
  const { data, error, refetch, dataUpdatedAt } = useCall('GET /bookings/:id', { params: { id } })
  // From when they may check in until their number is done with: the hall may act at any moment.
  const near = data?.state === 'arrived' || (data?.state === 'booked' && data.actions.includes('checkIn'))
  useEvery(near ? LOOK_MS : 0, () => void refetch())
  if (!data)
    return (
      <Page narrow>
        {error ? (
          <Failure error={error} onRetry={() => void refetch()} gone='没有这个预约，或者不是您的' />
        ) : (
          <Loading />
        )}
      </Page>
    )
  const [words, colour] = data.affected ? (['停办', 'red'] as const) : STATES[data.state]
  const comes = data.state === 'booked' && !data.affected
  return (
    <Page narrow>
      <View className='card__row'>
        <Text className='title'>{data.item}</Text>
        <Text className={`tag tag--${colour}`}>{words}</Text>
      </View>
      {data.affected && (
        <Text className='hint hint--amber'>
          这个时间停办了（{data.affected}）。您的预约还留着，大厅会联系您改时间，也可以在下面自己改
        </Text>
      )}
      {data.leaveNow && comes && <Text className='hint hint--amber'>该出门了，记得带上下面的材料</Text>}
      <View className='card'>
        <Pair name='时间'>{data.whenWords}</Pair>
        <Pair name='地点'>{`${data.counter} ${data.windows}`}</Pair>
        {comes && <Pair name='出门'>{`路上${data.travelMinutes}分钟，${data.leaveWords}前出门`}</Pair>}
        {comes && data.code && (
          <>
            <Text className='block soft' style={{ textAlign: 'center', marginTop: '8px' }}>
              到大厅报这个码
            </Text>
            <Text className='code'>{data.code}</Text>
          </>
        )}
      </View>
      {data.ticket && <Queue ticket={data.ticket} />}
      <Confirm booking={data} at={dataUpdatedAt} />
      <Arrive booking={data} door={door} />
      <Papers booking={data} />
      <Change booking={data} />
    </Page>
  )
}
