import { Text, View } from '@tarojs/components'
import type { BulletinLine } from 'shared/bulletins.ts'
import { onTimeRate } from 'shared/rules/rates.ts'
import { a11y } from '../lib/a11y.ts'
import { go } from '../lib/go.ts'

/** `2026年11月16日至22日一周`, out of the brackets of a title. */
const spanOf = (title: string) => /（(.*)）/.exec(title)?.[1] ?? title

/** A bulletin in a list: which period, whether it is out, and its first figures. */
export const BulletinCard = ({ bulletin: { id, title, status, total } }: { bulletin: BulletinLine }) => (
  <View
    className='card card--tap'
    onClick={() => go('bulletins/page', { id })}
    {...a11y({ role: 'button', label: `${title}，${status === 'draft' ? '待审签' : '已发布'}` })}
  >
    <View className='card__row'>
      <View>
        <Text className='block strong'>{spanOf(title)}</Text>
        <Text className='block soft'>{title.split('（')[0]}</Text>
      </View>
      <Text className={`tag ${status === 'draft' ? 'tag--yellow' : 'tag--green'}`}>
        {status === 'draft' ? '待审签' : '已发布'}
      </Text>
    </View>
    <Text className='block soft'>
      收到{total.received} · 答复{total.answered} · 按时{onTimeRate(total)} · 超期{total.overdue}
    </Text>
  </View>
)
