import { Text, View } from '@tarojs/components'
import type { Case } from 'shared/cases.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { needs } from '../../lib/needs.ts'
import { useTyped } from '../../lib/typed.ts'
import { type CaseProps, useCaseCommand } from '../command.ts'
import { OwnStages } from './own-stages.tsx'
import { Pausing } from './pausing.tsx'

const may = ({ actions }: Case, action: Case['actions'][number]) => actions.includes(action)

/** What the department behind the desk does next. */
export const Department = ({ kase }: CaseProps) => (
  <>
    <Answer kase={kase} />
    <OwnStages kase={kase} />
    <Pausing kase={kase} />
    <Quality kase={kase} />
    <Promises kase={kase} />
  </>
)

/** Accept or refuse, within ten working minutes. */
function Answer({ kase }: CaseProps) {
  const [reason, setReason] = useTyped(`${kase.id}.reject.reason`, '')
  const { act, send, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!may(kase, 'consent')) return null
  const reject = () =>
    act(async () => {
      needs('不同意的理由', reason, 4)
      await sendNow({ action: 'reject', reason: reason.trim() })
    }, '已退回窗口')
  return (
    <View className='card'>
      <Text className='block strong'>是否受理？</Text>
      <Text className='block soft'>推送后10个工作分钟不答复，视为同意并开始计时</Text>
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void send({ action: 'consent' }, '已同意受理')}>
        同意受理
      </Button>
      <Field
        label='不同意的理由（退回窗口，群众看不到）'
        long
        max={500}
        value={reason}
        onChange={setReason}
      />
      <View className='btns'>
        <Button kind='danger' busy={busy} onTap={() => void reject()}>
          不同意，退回窗口
        </Button>
        {may(kase, 'acknowledge') && (
          <Button busy={busy} onTap={() => void send({ action: 'acknowledge' }, '已签收')}>
            先签收
          </Button>
        )}
      </View>
    </View>
  )
}

/** A second pair of eyes before the result leaves the department. */
function Quality({ kase }: CaseProps) {
  const [note, setNote] = useTyped(`${kase.id}.checkQuality.note`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (kase.status === 'quality' && !may(kase, 'checkQuality') && may(kase, 'withdraw') === false)
    return <Text className='hint'>结果待质检：要由另一位同事核对</Text>
  if (!may(kase, 'checkQuality')) return null
  const check = (ok: boolean) =>
    act(
      async () => {
        needs('质检意见', note, 2)
        await sendNow({ action: 'checkQuality', ok, note: note.trim() })
      },
      ok ? '已办结' : '已退回重办'
    )
  return (
    <View className='card'>
      <Text className='block strong'>
        质检：结果{kase.decision === 'denied' ? '不予' : '准予'}，核对无误吗？
      </Text>
      <Field label='质检意见' max={200} value={note} onChange={setNote} />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void check(true)}>
          无误，出件
        </Button>
        <Button kind='danger' busy={busy} onTap={() => void check(false)}>
          有误，退回重办
        </Button>
      </View>
    </View>
  )
}

function Promises({ kase }: CaseProps) {
  const [note, setNote] = useTyped(`${kase.id}.checkPromise.note`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  const open = kase.promises.filter((one) => one.open)
  if (!may(kase, 'checkPromise')) return null
  const check = (index: number, kept: boolean) =>
    act(async () => {
      needs('核查情况', note, 2)
      await sendNow({ action: 'checkPromise', index, kept, note: note.trim() })
      setNote('')
    }, '已记下')
  return (
    <View className='card'>
      <Text className='block strong'>核查告知承诺</Text>
      <Field label='核查情况' max={200} value={note} onChange={setNote} />
      <Problem text={problem} />
      {open.map(({ index, name, words }) => (
        <View key={index} className='row'>
          <Text className='block'>{name}</Text>
          <Text className='block soft'>{words}</Text>
          <View className='btns'>
            <Button busy={busy} label={`${name}属实`} onTap={() => void check(index, true)}>
              属实
            </Button>
            <Button kind='danger' busy={busy} label={`${name}不属实`} onTap={() => void check(index, false)}>
              不属实
            </Button>
          </View>
        </View>
      ))}
    </View>
  )
}
