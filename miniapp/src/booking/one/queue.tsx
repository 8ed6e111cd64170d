import { Text, View } from '@tarojs/components'
import type { Ticket } from 'shared/booking.ts'
import { a11y } from '../../lib/a11y.ts'

const waitWords = ({ ahead, wait }: Ticket): string => {
  const before = ahead === 0 ? '下一个就是您' : `前面还有${ahead}位`
  return wait && wait.to > 0 ? `${before}，大约${wait.from}到${wait.to}分钟` : before
}

/** One's number, and how long it still takes. */
export function Queue({ ticket }: { ticket: Ticket }) {
  const called = ticket.state === 'called' || ticket.state === 'serving'
  const words = {
    waiting: `${waitWords(ticket)}。请在大厅等，轮到您会叫号`,
    called: `请马上到${ticket.window ?? ''}号窗口`,
    serving: `正在${ticket.window ?? ''}号窗口办理`,
    parked: '窗口先给您挂起，材料补齐后告诉窗口接着办',
    missed: '叫过您没有应，请到窗口说一声，重新排上',
    done: '办完了',
    left: '这个号已经结束'
  }[ticket.state]
  return (
    <View className='card' {...a11y({ role: 'status', live: 'polite' })}>
      <Text className='block soft' style={{ textAlign: 'center' }}>
        您的号（{ticket.counter}）
      </Text>
      <Text className='code'>{ticket.no}</Text>
      <Text className={`block ${called ? 'strong red' : ''}`} style={{ textAlign: 'center' }}>
        {words}
      </Text>
    </View>
  )
}
