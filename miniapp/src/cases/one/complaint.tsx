import { Text, View } from '@tarojs/components'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { ring } from '../../components/official.tsx'
import { Problem } from '../../components/states.tsx'
import { needs } from '../../lib/needs.ts'
import { useTyped } from '../../lib/typed.ts'
import { type CaseProps, useCaseCommand } from '../command.ts'

/** A bad rating: the hall rings up, the department puts it right. */
export function Complaint({ kase }: CaseProps) {
  const step = (['callBack', 'rectify'] as const).find((one) => kase.actions.includes(one))
  const [note, setNote] = useTyped(`${kase.id}.${step}.note`, '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!step) return null
  const called = (reached: boolean) =>
    act(async () => {
      const words = note.trim() || (reached ? '' : '多次拨打未接通')
      needs('通话记录', words, 2)
      await sendNow({ action: 'callBack', reached, note: words })
    }, '已记录')
  const rectified = () =>
    act(async () => {
      needs('整改情况', note, 4)
      await sendNow({ action: 'rectify', note: note.trim() })
    }, '已记录，请申请人再评价')
  return (
    <View className='card'>
      <Text className='block strong'>
        {step === 'callBack' ? '差评回访（1个工作日内）' : '差评整改（15个工作日内）'}
      </Text>
      <Text className='block soft'>{kase.complaint}</Text>
      {step === 'callBack' && kase.applicantPhone && (
        <Button onTap={() => ring(kase.applicantPhone!)}>给申请人打电话 {kase.applicantPhone}</Button>
      )}
      <Field
        label={step === 'callBack' ? '通话记录' : '整改情况（会告诉申请人）'}
        long
        max={500}
        value={note}
        onChange={setNote}
      />
      <Problem text={problem} />
      {step === 'callBack' ? (
        <View className='btns'>
          <Button kind='main' busy={busy} onTap={() => void called(true)}>
            已接通，转整改
          </Button>
          <Button busy={busy} onTap={() => void called(false)}>
            未接通
          </Button>
        </View>
      ) : (
        <Button kind='main' busy={busy} onTap={() => void rectified()}>
          整改完成
        </Button>
      )}
    </View>
  )
}
