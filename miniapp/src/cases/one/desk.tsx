import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Signature as Strokes } from 'shared/case-commands.ts'
import type { Case } from 'shared/cases.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { Tick } from '../../components/tick.tsx'
import { needs } from '../../lib/needs.ts'
import { useTyped } from '../../lib/typed.ts'
import { type CaseProps, useCaseCommand } from '../command.ts'
import { Signature } from '../signature.tsx'

/** The front desk's other steps: papers brought later, what a department sent back, the result handed out. */
export const Desk = ({ kase }: CaseProps) => (
  <>
    <Returned kase={kase} />
    <Deferred kase={kase} />
    <HandOut kase={kase} />
    <Refuse kase={kase} />
    <Reopen kase={kase} />
  </>
)
const may = ({ actions }: Case, action: Case['actions'][number]) => actions.includes(action)

function Returned({ kase }: CaseProps) {
  const [note, setNote] = useTyped(`${kase.id}.pushAgain.note`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!may(kase, 'pushAgain')) return null
  const push = () =>
    act(async () => {
      needs('给部门的说明', note, 4)
      await sendNow({ action: 'pushAgain', departmentIds: [], note: note.trim() })
    }, '已再次推送')
  const reason = [...kase.pushes].reverse().find(({ decision }) => decision === 'refused')?.reason
  return (
    <View className='card'>
      <Text className='block strong red'>部门不同意受理：{reason}</Text>
      <Text className='block soft'>
        部门弄错的，说明后再推送。材料真要改的，请本单位负责人打开这个办件，点“同意重新审查”，再一次告知申请人补正
      </Text>
      <Field label='给部门的说明' long max={500} value={note} onChange={setNote} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void push()}>
        说明后再推送
      </Button>
    </View>
  )
}

function Deferred({ kase }: CaseProps) {
  const { send, busy, problem } = useCaseCommand(kase.id)
  const open = kase.deferrals.filter((one) => one.open)
  if (open.length === 0) return null
  return (
    <View className='card'>
      <Text className='block strong'>容缺材料</Text>
      <Problem text={problem} />
      {open.map(({ index, name, words }) => (
        <View key={index} className='row'>
          <Text className='block'>{name}</Text>
          <Text className='block soft'>{words}</Text>
          {may(kase, 'settleDeferral') && (
            <Button
              busy={busy}
              label={`${name}已补交`}
              onTap={() =>
                void send({ action: 'settleDeferral', index, fileIds: [], original: true }, '已记下')
              }
            >
              已补交，验过原件
            </Button>
          )}
        </View>
      ))}
    </View>
  )
}

function HandOut({ kase }: CaseProps) {
  const [seen, setSeen] = useState(false)
  const [strokes, setStrokes] = useState<Strokes>([])
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!may(kase, 'handOut')) return null
  const give = () =>
    act(async () => {
      if (!seen) throw { message: '请先核对领取人的身份证' }
      if (strokes.length === 0) throw { message: '请领取人签名' }
      await sendNow({ action: 'handOut', idChecked: true, signature: strokes })
    }, '已办结')
  return (
    <View className='card'>
      <Text className='block strong'>发结果</Text>
      <Text className='block soft'>
        {kase.name} {kase.idMasked}
      </Text>
      <Tick on={seen} onChange={setSeen}>
        已核对领取人身份证
      </Tick>
      <Signature label='领取人签名' strokes={strokes} onChange={setStrokes} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void give()}>
        发结果，办结
      </Button>
    </View>
  )
}

function Refuse({ kase }: CaseProps) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useTyped(`${kase.id}.refuse.reason`, '')
  const [basis, setBasis] = useTyped(`${kase.id}.refuse.basis`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!may(kase, 'refuse')) return null
  if (!open)
    return (
      <Button kind='danger' onTap={() => setOpen(true)}>
        不予受理
      </Button>
    )
  const refuse = () =>
    act(async () => {
      needs('不予受理的理由', reason, 4)
      needs('法律依据', basis, 4)
      await sendNow({ action: 'refuse', reason: reason.trim(), basis: basis.trim() })
    }, '已出具不予受理决定书')
  return (
    <View className='card'>
      <Field label='不予受理的理由（会告诉申请人）' long max={500} value={reason} onChange={setReason} />
      <Field label='法律依据（哪部法第几条）' max={200} value={basis} onChange={setBasis} />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='danger' busy={busy} onTap={() => void refuse()}>
          出具决定书
        </Button>
        <Button onTap={() => setOpen(false)}>再想想</Button>
      </View>
    </View>
  )
}

function Reopen({ kase }: CaseProps) {
  const [index, setIndex] = useState<number>()
  const [reason, setReason] = useTyped(`${kase.id}.reopenPaper.reason`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  const passed = kase.papers.filter(({ verdict }) => verdict === 'pass')
  if (!may(kase, 'reopenPaper') || passed.length === 0) return null
  const reopen = () =>
    act(async () => {
      if (index === undefined) throw { message: '请选要重新审查哪一份' }
      needs('理由', reason, 4)
      await sendNow({ action: 'reopenPaper', index, reason: reason.trim() })
      setReason('')
    }, '已同意重新审查')
  return (
    <View className='card'>
      <Text className='block strong'>负责人：重新审查已合格的材料</Text>
      {passed.map((paper) => (
        <Tick key={paper.index} on={index === paper.index} onChange={() => setIndex(paper.index)}>
          {paper.name}
        </Tick>
      ))}
      <Field label='理由（申请人看得到）' max={500} value={reason} onChange={setReason} />
      <Problem text={problem} />
      <Button busy={busy} onTap={() => void reopen()}>
        同意重新审查
      </Button>
    </View>
  )
}
