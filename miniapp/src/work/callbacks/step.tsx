import { View } from '@tarojs/components'
import type { Callback, CallbackCommand } from 'shared/ratings.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { needs } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'

/** What the words are of, and how many there must be at least. */
const NOTES = {
  called: ['通话记录', 2],
  rectified: ['整改情况', 5],
  appeal: ['申诉的理由和证据', 10],
  ruled: ['复核意见', 5]
} as const

/** What this person does next about a bad rating; what was typed is kept until it is sent. */
export function CallbackStep({ callback: { id, actions } }: { callback: Callback }) {
  const [note, setNote] = useTyped(`${id}.callback.note`, '')
  const { act, busy, problem } = useAct()
  const may = (action: CallbackCommand['action']) => actions.includes(action)
  if (actions.length === 0) return null
  const send = (body: CallbackCommand) =>
    act(async () => {
      needs(NOTES[body.action][0], body.note, NOTES[body.action][1])
      await call('POST /callbacks/:id/commands', { params: { id }, body })
      setNote('')
      await refresh('GET /callbacks')
    }, '已记录')
  const label = may('appeal') ? '整改情况，或者申诉的理由和证据' : NOTES[actions[0]!][0]
  return (
    <>
      <Problem text={problem} />
      <Field label={label} long max={500} value={note} onChange={setNote} />
      {may('called') && (
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
      {may('rectified') && (
        <View className='btns'>
          <Button kind='main' busy={busy} onTap={() => void send({ action: 'rectified', note })}>
            整改完成
          </Button>
          {may('appeal') && (
            <Button busy={busy} onTap={() => void send({ action: 'appeal', note })}>
              不是我们的责任，申诉
            </Button>
          )}
        </View>
      )}
      {may('ruled') && (
        <View className='btns'>
          <Button kind='main' busy={busy} onTap={() => void send({ action: 'ruled', setAside: false, note })}>
            差评成立，继续整改
          </Button>
          <Button busy={busy} onTap={() => void send({ action: 'ruled', setAside: true, note })}>
            不是承办单位的责任
          </Button>
        </View>
      )}
    </>
  )
}
