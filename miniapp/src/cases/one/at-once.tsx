import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Signature as Strokes } from 'shared/case-commands.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { Tick } from '../../components/tick.tsx'
import { needs } from '../../lib/needs.ts'
import { useTyped } from '../../lib/typed.ts'
import { type CaseProps, useCaseCommand } from '../command.ts'
import { Signature } from '../signature.tsx'

/** 即办件: decided and handed out while the applicant stands there. */
export function AtOnce({ kase }: CaseProps) {
  const [words, setWords] = useTyped(`${kase.id}.finishAtOnce.words`, '材料齐全，符合条件，当场办结')
  const [seen, setSeen] = useState(false)
  const [strokes, setStrokes] = useState<Strokes>([])
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!kase.actions.includes('finishAtOnce')) return null
  const finish = () =>
    act(async () => {
      needs('办理意见', words, 2)
      if (!seen) throw { message: '请先核对领取人的身份证' }
      if (strokes.length === 0) throw { message: '请领取人签名' }
      await sendNow({ action: 'finishAtOnce', words: words.trim(), idChecked: true, signature: strokes })
    }, '已当场办结')
  return (
    <View className='card'>
      <Text className='block strong'>即办件，可以当场办结</Text>
      <Text className='block soft'>不用推送，也不用等{kase.department}答复。部门事后会抽查</Text>
      <Field label='办理意见' max={500} value={words} onChange={setWords} />
      <Tick on={seen} onChange={setSeen}>
        已核对领取人身份证
      </Tick>
      <Signature label='领取人签名' strokes={strokes} onChange={setStrokes} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void finish()}>
        当场办结，交给他结果
      </Button>
    </View>
  )
}

/** The department looks again at what its window finished alone. */
export function SampleCheck({ kase }: CaseProps) {
  const [note, setNote] = useTyped(`${kase.id}.checkSample.note`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!kase.actions.includes('checkSample')) return null
  const check = (ok: boolean) =>
    act(async () => {
      needs('核对情况', note, 2)
      await sendNow({ action: 'checkSample', ok, note: note.trim() })
    }, '已记下')
  return (
    <View className='card'>
      <Text className='block strong'>抽查：窗口当场办结的，对吗？</Text>
      <Field label='核对情况' max={200} value={note} onChange={setNote} />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void check(true)}>
          核对无误
        </Button>
        <Button kind='danger' busy={busy} onTap={() => void check(false)}>
          有误，通知窗口更正
        </Button>
      </View>
    </View>
  )
}
