import { Text, View } from '@tarojs/components'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { ring } from '../../components/official.tsx'
import { Problem } from '../../components/states.tsx'
import { needs } from '../../lib/needs.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'
import { type CaseProps, type Unkeyed, useCaseCommand } from '../command.ts'

/** The step, what is written in it, how many characters at least. */
const STEPS = {
  callBack: ['差评回访（1个工作日内）', '通话记录', 2],
  rectify: ['差评整改（15个工作日内）', '整改情况（会告诉申请人）', 4],
  ruleOnRating: ['差评申诉复核（5个工作日内）', '复核意见（会告诉双方）', 5]
} as const
type Step = keyof typeof STEPS
type Sent = Extract<Unkeyed, { action: Step | 'appealRating' }>

/**
 * A bad rating: the hall rings up, the department puts it right or appeals, and somebody else rules on that.
 */
export function Complaint({ kase }: CaseProps) {
  const step = (Object.keys(STEPS) as Step[]).find((one) => kase.actions.includes(one))
  const [note, setNote] = useTyped(`${kase.id}.${step}.note`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!step) return null
  const [title, label, least] = STEPS[step]
  const send = (command: Sent, done: string) =>
    act(async () => {
      needs(
        command.action === 'appealRating' ? '申诉的理由和证据' : label,
        command.note,
        command.action === 'appealRating' ? 10 : least
      )
      await sendNow({ ...command, note: command.note.trim() })
      forgetTyped(`${kase.id}.${step}.`)
    }, done)
  const mayAppeal = kase.actions.includes('appealRating')
  return (
    <View className='card'>
      <Text className='block strong'>{title}</Text>
      <Text className='block soft'>{kase.complaint}</Text>
      {step === 'callBack' && kase.applicantPhone && (
        <Button onTap={() => ring(kase.applicantPhone!)}>给申请人打电话 {kase.applicantPhone}</Button>
      )}
      <Field
        label={mayAppeal ? `${label}，或者申诉的理由和证据` : label}
        long
        max={500}
        value={note}
        onChange={setNote}
      />
      <Problem text={problem} />
      {step === 'callBack' && (
        <View className='btns'>
          <Button
            kind='main'
            busy={busy}
            onTap={() => void send({ action: 'callBack', reached: true, note }, '已记录')}
          >
            已接通，转整改
          </Button>
          <Button
            busy={busy}
            onTap={() =>
              void send({ action: 'callBack', reached: false, note: note || '多次拨打未接通' }, '已记录')
            }
          >
            未接通
          </Button>
        </View>
      )}
      {step === 'rectify' && (
        <View className='btns'>
          <Button
            kind='main'
            busy={busy}
            onTap={() => void send({ action: 'rectify', note }, '已记录，请申请人再评价')}
          >
            整改完成
          </Button>
          {mayAppeal && (
            <Button busy={busy} onTap={() => void send({ action: 'appealRating', note }, '已申诉，等待复核')}>
              不是我们的责任，申诉
            </Button>
          )}
        </View>
      )}
      {step === 'ruleOnRating' && (
        <View className='btns'>
          <Button
            kind='main'
            busy={busy}
            onTap={() => void send({ action: 'ruleOnRating', setAside: false, note }, '已复核')}
          >
            差评成立，继续整改
          </Button>
          <Button
            busy={busy}
            onTap={() => void send({ action: 'ruleOnRating', setAside: true, note }, '已复核')}
          >
            不是办理单位的责任
          </Button>
        </View>
      )}
    </View>
  )
}
