import { Text, View } from '@tarojs/components'
import { APPEAL_NOTE, BadRatingStep } from '../../components/bad-rating.tsx'
import { Button } from '../../components/button.tsx'
import { ring } from '../../components/official.tsx'
import { needs } from '../../lib/needs.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'
import { type CaseProps, type Unkeyed, useCaseCommand } from '../command.ts'

/** The step, its title, what is written in it, how many characters at least. */
const STEPS = {
  callBack: ['call', '差评回访（1个工作日内）', '通话记录', 2],
  rectify: ['rectify', '差评整改（15个工作日内）', '整改情况（会告诉申请人）', 4],
  ruleOnRating: ['rule', '差评申诉复核（5个工作日内）', '复核意见（会告诉双方）', 5]
} as const
type Step = keyof typeof STEPS
type Sent = Extract<Unkeyed, { action: Step | 'appealRating' }>

/**
 * A bad rating: the hall rings up, the department puts it right or appeals, and somebody else rules on that.
 */
export function Complaint({ kase }: CaseProps) {
  const action = (Object.keys(STEPS) as Step[]).find((one) => kase.actions.includes(one))
  const [note, setNote] = useTyped(`${kase.id}.${action}.note`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!action) return null
  const [step, title, label, least] = STEPS[action]
  const send = (command: Sent, done: string) =>
    act(async () => {
      const appeals = command.action === 'appealRating'
      needs(appeals ? APPEAL_NOTE : label, command.note, appeals ? 10 : least)
      await sendNow({ ...command, note: command.note.trim() })
      forgetTyped(`${kase.id}.${action}.`)
    }, done)
  return (
    <View className='card'>
      <Text className='block strong'>{title}</Text>
      <Text className='block soft'>{kase.complaint}</Text>
      {step === 'call' && kase.applicantPhone && (
        <Button onTap={() => ring(kase.applicantPhone!)}>给申请人打电话 {kase.applicantPhone}</Button>
      )}
      <BadRatingStep
        step={step}
        label={label}
        mayAppeal={kase.actions.includes('appealRating')}
        unit='办理单位'
        note={note}
        onNote={setNote}
        busy={busy}
        problem={problem}
        onCalled={(reached, said) => void send({ action: 'callBack', reached, note: said }, '已记录')}
        onRectified={() => void send({ action: 'rectify', note }, '已记录，请申请人再评价')}
        onAppeal={() => void send({ action: 'appealRating', note }, '已申诉，等待复核')}
        onRuled={(setAside) => void send({ action: 'ruleOnRating', setAside, note }, '已复核')}
      />
    </View>
  )
}
