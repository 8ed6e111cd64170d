import { Text, View } from '@tarojs/components'
import type { Callback, CallbackCommand } from 'shared/ratings.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { List } from '../../components/list.tsx'
import { ring } from '../../components/official.tsx'
import { Page } from '../../components/page.tsx'
import { Problem } from '../../components/states.tsx'
import { Pair } from '../../components/timeline.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { openMatter } from '../../lib/matters.ts'
import { needs } from '../../lib/needs.ts'
import { refresh, usePages } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'
import { LEVELS, timeWords } from '../../lib/words.ts'

export default function Callbacks() {
  const pages = usePages('GET /callbacks', { querystring: {} })
  return (
    <Page narrow>
      <List pages={pages} empty='没有待回访、待整改的差评'>
        {(callback) => <CallbackCard key={callback.id} callback={callback} />}
      </List>
    </Page>
  )
}

/** A bad rating: who to ring, what was said, what was put right. */
function CallbackCard({ callback }: { callback: Callback }) {
  const [note, setNote] = useTyped(`${callback.id}.callback.note`, '')
  const { act, busy, problem } = useAct()
  const { id, actions, phone, state } = callback
  const send = (body: CallbackCommand) =>
    act(async () => {
      needs(body.action === 'called' ? '通话记录' : '整改情况', body.note, body.action === 'called' ? 2 : 5)
      await call('POST /callbacks/:id/commands', { params: { id }, body })
      setNote('')
      await refresh('GET /callbacks')
    }, '已记录')
  return (
    <View className='card'>
      <View className='card__row'>
        <Text className='strong'>{callback.summary}</Text>
        <Text className={`tag ${callback.overdue ? 'tag--red' : 'tag--yellow'}`}>
          {state === 'toCall' ? '待回访' : '待整改'}
        </Text>
      </View>
      <Pair name='编号'>{callback.questionNo}</Pair>
      <Pair name='承办'>{callback.handler}</Pair>
      <Pair name='评价'>{`${LEVELS[callback.level]}${callback.comment ? `：${callback.comment}` : ''}`}</Pair>
      <Pair name='期限'>
        {callback.dueAt && `${timeWords(callback.dueAt)}${callback.overdue ? '（已超期）' : ''}`}
      </Pair>
      <Pair name='提问人'>{callback.asker}</Pair>
      <Pair name='回访'>{callback.callNote}</Pair>
      <Pair name='电话'>{phone}</Pair>
      <View className='btns'>
        {phone && <Button onTap={() => ring(phone)}>打电话回访</Button>}
        <Button onTap={() => openMatter(callback.questionId)}>看这件诉求</Button>
      </View>
      <Problem text={problem} />
      {actions.length > 0 && (
        <Field
          label={actions[0] === 'called' ? '通话记录' : '整改情况'}
          long
          max={500}
          value={note}
          onChange={setNote}
        />
      )}
      {actions.includes('called') && (
        <View className='btns'>
          <Button kind='main' busy={busy} onTap={() => void send({ action: 'called', reached: true, note })}>
            已接通，转整改
          </Button>
          <Button
            busy={busy}
            onTap={() => void send({ action: 'called', reached: false, note: note || '多次拨打未接通' })}
          >
            未接通
          </Button>
        </View>
      )}
      {actions.includes('rectified') && (
        <Button kind='main' busy={busy} onTap={() => void send({ action: 'rectified', note })}>
          整改完成
        </Button>
      )}
    </View>
  )
}
