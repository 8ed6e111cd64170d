import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Signature as Strokes } from 'shared/case-commands.ts'
import type { Case } from 'shared/cases.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { DayField } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { needs } from '../../lib/needs.ts'
import { useTyped } from '../../lib/typed.ts'
import { dayAfter } from '../../lib/words.ts'
import { useCaseCommand } from '../command.ts'
import { Signature } from '../signature.tsx'

type Term = { how: 'defer' | 'promise'; day: string; consequence: string }
const FIRST: Term = { how: 'defer', day: dayAfter(10), consequence: '本次申请作废' }

/** The case is taken in: what may come later is agreed with its day, and it goes to its departments. */
export function Acceptance({ kase }: { kase: Case }) {
  const later = kase.papers.filter(({ need, given }) => need === 'deferrable' && !given)
  const [terms, setTerms] = useTyped<Record<number, Term>>(`${kase.id}.accept.terms`, {})
  const [strokes, setStrokes] = useState<Strokes>([])
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  // What was brought just now is judged first.
  if (!kase.actions.includes('accept') || kase.actions.includes('judge')) return null
  const termOf = (index: number) => terms[index] ?? FIRST
  const put = (index: number, change: Partial<Term>) =>
    setTerms({ ...terms, [index]: { ...termOf(index), ...change } })
  const accept = () =>
    act(async () => {
      if (later.length && strokes.length === 0) throw { message: '有容缺或承诺的材料，请申请人签名' }
      for (const { index } of later) needs('不补的后果', termOf(index).consequence, 4)
      const by = (how: Term['how']) => later.filter(({ index }) => termOf(index).how === how)
      await sendNow({
        action: 'accept',
        departmentIds: [],
        deferred: by('defer').map(({ index }) => {
          const { day: until, consequence } = termOf(index)
          return { index, until, consequence: consequence.trim() }
        }),
        promised: by('promise').map(({ index }) => ({ index, checkBy: termOf(index).day })),
        ...(strokes.length > 0 && { signature: strokes })
      })
    }, '已收件，推送到办理单位')
  return (
    <View className='card'>
      <Text className='block strong'>材料合格，可以收件</Text>
      <Text className='block soft'>收件后推送到{kase.department}，10个工作分钟不答复视为同意</Text>
      {later.map(({ index, name }) => (
        <View key={index} className='row'>
          <Text className='block strong'>{name}</Text>
          <Choice
            label='没有交，怎么办'
            value={termOf(index).how}
            options={[
              ['defer', '容缺，以后补'],
              ['promise', '告知承诺，以后查']
            ]}
            onChange={(how) => put(index, { how })}
          />
          <DayField
            label={termOf(index).how === 'defer' ? '最晚哪天补' : '最晚哪天核查'}
            value={termOf(index).day}
            onChange={(day) => put(index, { day })}
          />
          {termOf(index).how === 'defer' && (
            <Field
              label='不补的后果'
              max={200}
              value={termOf(index).consequence}
              onChange={(consequence) => put(index, { consequence })}
            />
          )}
        </View>
      ))}
      {later.length > 0 && <Signature label='申请人签名同意' strokes={strokes} onChange={setStrokes} />}
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void accept()}>
        收件并推送
      </Button>
    </View>
  )
}
