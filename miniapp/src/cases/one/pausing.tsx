import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { PauseGround } from 'shared/case-commands.ts'
import { GROUNDS } from 'shared/rules/case-words.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { DayField, Select } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { needs } from '../../lib/needs.ts'
import { useTyped } from '../../lib/typed.ts'
import { dayAfter } from '../../lib/words.ts'
import { type CaseProps, useCaseCommand } from '../command.ts'

const CHOICE = Object.entries(GROUNDS) as [PauseGround, string][]
const DAYS = ['3', '5', '10'] as const

/** The clock stands still on a legal ground, or gets more time once with the head's approval. */
export function Pausing({ kase }: CaseProps) {
  const [doing, setDoing] = useState<'suspend' | 'extend'>()
  const { actions } = kase
  return (
    <>
      {actions.includes('resume') && <Resume kase={kase} />}
      {actions.includes('decideExtension') && <Decide kase={kase} />}
      <View className='btns'>
        {actions.includes('suspend') && (
          <Button onTap={() => setDoing(doing === 'suspend' ? undefined : 'suspend')}>暂停办理</Button>
        )}
        {actions.includes('requestExtension') && (
          <Button onTap={() => setDoing(doing === 'extend' ? undefined : 'extend')}>申请延期</Button>
        )}
      </View>
      {doing === 'suspend' && actions.includes('suspend') && <Suspend kase={kase} />}
      {doing === 'extend' && actions.includes('requestExtension') && <Extend kase={kase} />}
    </>
  )
}

function Suspend({ kase }: CaseProps) {
  const [ground, setGround] = useState<PauseGround>('applicantAction')
  const [reason, setReason] = useTyped(`${kase.id}.suspend.reason`, '')
  const [reviewOn, setDay] = useState(dayAfter(10))
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  const suspend = () =>
    act(async () => {
      needs('暂停的理由', reason, 4)
      await sendNow({ action: 'suspend', ground, reason: reason.trim(), reviewOn })
    }, '已暂停，已通知申请人')
  return (
    <View className='card'>
      <Select
        label='法定情形'
        value={ground}
        options={CHOICE}
        onChange={(one) => setGround(one as PauseGround)}
      />
      <Field label='暂停的理由（会告诉申请人）' long max={500} value={reason} onChange={setReason} />
      <DayField label='最晚哪天复查' value={reviewOn} onChange={setDay} />
      <Problem text={problem} />
      <Button kind='danger' busy={busy} onTap={() => void suspend()}>
        确定暂停
      </Button>
    </View>
  )
}

function Resume({ kase }: CaseProps) {
  const [reason, setReason] = useTyped(`${kase.id}.resume.reason`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  const resume = () =>
    act(async () => {
      needs('恢复的原因', reason, 2)
      await sendNow({ action: 'resume', reason: reason.trim() })
    }, '已恢复，继续计时')
  return (
    <View className='card'>
      <Text className='block strong'>暂停中</Text>
      <Field label='恢复的原因' max={200} value={reason} onChange={setReason} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void resume()}>
        恢复办理
      </Button>
    </View>
  )
}

function Extend({ kase }: CaseProps) {
  const [days, setDays] = useState<(typeof DAYS)[number]>('5')
  const [reason, setReason] = useTyped(`${kase.id}.requestExtension.reason`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  const ask = () =>
    act(async () => {
      needs('延期的理由', reason, 4)
      await sendNow({ action: 'requestExtension', workingDays: Number(days), reason: reason.trim() })
    }, '已申请，等负责人批准')
  return (
    <View className='card'>
      <Choice
        label='延长几个工作日（只能一次）'
        value={days}
        options={DAYS.map((one) => [one, `${one}天`] as const)}
        onChange={setDays}
      />
      <Field label='延期的理由' long max={500} value={reason} onChange={setReason} />
      <Problem text={problem} />
      <Button busy={busy} onTap={() => void ask()}>
        提交申请
      </Button>
    </View>
  )
}

function Decide({ kase }: CaseProps) {
  const [note, setNote] = useTyped(`${kase.id}.decideExtension.note`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  const decide = (approve: boolean) =>
    act(async () => {
      needs('意见', note, 2)
      await sendNow({ action: 'decideExtension', approve, note: note.trim() })
    }, '已答复')
  return (
    <View className='card'>
      <Text className='block strong'>申请{kase.extension}</Text>
      <Field label='意见' max={200} value={note} onChange={setNote} />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void decide(true)}>
          批准延期
        </Button>
        <Button kind='danger' busy={busy} onTap={() => void decide(false)}>
          不批准
        </Button>
      </View>
    </View>
  )
}
