import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { WaitlistLine } from 'shared/booking.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { refresh, useCall } from '../../lib/query.ts'

const SURE = { title: '不再候补？', content: '排的位子就让给后面的人了', yes: '不排了', no: '接着等' }

/** The full times one waits for, with one's position in each line. */
export function Waiting() {
  const { data } = useCall('GET /waitlist', {})
  if (!data?.items.length) return null
  return (
    <>
      {data.items.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </>
  )
}

function Line({ line: { id, item, counter, whenWords, position } }: { line: WaitlistLine }) {
  const { act, busy, problem } = useAct()
  const leave = () =>
    act(async () => {
      if (!(await confirmed(SURE))) return
      await call('POST /waitlist/:id/leave', { params: { id } })
      await refresh('GET /waitlist')
      void Taro.showToast({ title: '已不再候补', icon: 'none' })
    })
  return (
    <View className='card'>
      <View className='card__row'>
        <Text className='strong'>{item}</Text>
        <Text className='tag tag--yellow'>候补第{position}位</Text>
      </View>
      <Text className='block'>{whenWords}</Text>
      <Text className='block soft'>{counter}。有人退号就按先后留给您30分钟，会发消息</Text>
      <Problem text={problem} />
      <Button kind='plain' busy={busy} label={`不再候补${item}`} onTap={() => void leave()}>
        不再候补
      </Button>
    </View>
  )
}
