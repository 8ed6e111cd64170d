import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { BookingLine } from 'shared/booking.ts'
import { STATES } from 'shared/rules/bookings.ts'
import { Button } from '../../components/button.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { a11y } from '../../lib/a11y.ts'
import { go } from '../../lib/go.ts'
import { useCall, usePages } from '../../lib/query.ts'
import { signIn } from '../../lib/session.ts'
import { useSignedIn } from '../../lib/signed-in.ts'
import { Standing } from './standing.tsx'
import { Waiting } from './waitlist.tsx'

/** One's bookings; somebody who scanned the code at the door chooses here which one they have come for. */
export default function Mine() {
  const { door = '' } = useRouter().params
  const signedIn = useSignedIn()
  const { data: waits } = useCall('GET /waitlist', {}, signedIn)
  const pages = usePages('GET /bookings', { querystring: {} }, signedIn)
  if (!signedIn)
    return (
      <Page narrow>
        <View className='state'>
          <Text>登录后能看到您的预约</Text>
          <Button kind='main' onTap={() => void signIn()}>
            微信登录
          </Button>
        </View>
      </Page>
    )
  return (
    <Page narrow>
      {door && <Text className='hint'>您在大厅门口。点开今天的预约，就能签到取号</Text>}
      <Standing />
      <Waiting />
      <List
        pages={pages}
        empty={
          waits?.items.length ? '别的还没有约' : '还没有预约。到首页“办事情”里找到事项，答完问题就能预约'
        }
      >
        {(booking) => <Line key={booking.id} booking={booking} door={door} />}
      </List>
      <Button onTap={() => go('guide/find')}>去预约</Button>
    </Page>
  )
}

function Line({ booking, door }: { booking: BookingLine; door: string }) {
  const { id, item, counter, whenWords, state, affected } = booking
  const [words, colour] = affected ? (['停办，请改时间', 'red'] as const) : STATES[state]
  return (
    <View
      className='card card--tap'
      onClick={() => go('booking/one', { id, door })}
      {...a11y({ role: 'link', label: `${item}，${whenWords}，${words}` })}
    >
      <View className='card__row'>
        <Text className='strong'>{item}</Text>
        <Text className={`tag tag--${colour}`}>{words}</Text>
      </View>
      <Text className='block'>{whenWords}</Text>
      <Text className='block soft'>{counter}</Text>
    </View>
  )
}
