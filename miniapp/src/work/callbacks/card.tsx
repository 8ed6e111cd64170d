import { Text, View } from '@tarojs/components'
import type { Callback } from 'shared/ratings.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { ring } from '../../components/official.tsx'
import { Pair } from '../../components/timeline.tsx'
import { openMatter } from '../../lib/matters.ts'
import { LEVELS } from '../../lib/words.ts'
import { CallbackStep } from './step.tsx'

const STATES = { toCall: '待回访', rectifying: '待整改', appealed: '待复核', done: '已完成' } as const

/** A bad rating: who to ring, what was said, what was put right, what was appealed and ruled. */
export function CallbackCard({ callback }: { callback: Callback }) {
  const { phone, state } = callback
  return (
    <View className='card'>
      <View className='card__row'>
        <Text className='strong'>{callback.summary}</Text>
        <Text className={`tag ${callback.overdue ? 'tag--red' : 'tag--yellow'}`}>{STATES[state]}</Text>
      </View>
      <Pair name='编号'>{callback.questionNo}</Pair>
      <Pair name='承办'>{callback.handler}</Pair>
      <Pair name='评价'>{`${LEVELS[callback.level]}${callback.comment ? `：${callback.comment}` : ''}`}</Pair>
      <Pair name='期限'>
        {callback.dueAt && `${beijingWords(callback.dueAt)}${callback.overdue ? '（已超期）' : ''}`}
      </Pair>
      <Pair name='提问人'>{callback.asker}</Pair>
      <Pair name='回访'>{callback.callNote}</Pair>
      <Pair name='申诉'>{callback.appealNote}</Pair>
      <Pair name='复核'>{callback.rulingNote}</Pair>
      <Pair name='电话'>{phone}</Pair>
      <View className='btns'>
        {phone && <Button onTap={() => ring(phone)}>打电话回访</Button>}
        <Button onTap={() => openMatter(callback.questionId)}>看这件诉求</Button>
      </View>
      <CallbackStep callback={callback} />
    </View>
  )
}
