import { Text, View } from '@tarojs/components'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { needs } from '../../lib/needs.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'

/** Why one may not book for a while, and how to ask a clerk to look at it. */
export function Standing() {
  const { data } = useCall('GET /booking-standing', {})
  const [reason, setReason] = useTyped('standing.appeal.reason', '')
  const { act, busy, problem } = useAct(reason)
  if (!data?.barredUntil)
    return data?.missed ? (
      <Text className='hint hint--amber'>
        90天内您有{data.missed}次约了没来。满3次就要等30天才能再预约，来不了请提前取消
      </Text>
    ) : null
  const appeal = () =>
    act(async () => {
      needs('申诉的原因', reason, 4)
      await call('POST /booking-standing/appeal', { body: { reason: reason.trim() } })
      setReason('')
      await refresh('GET /booking-standing')
    }, '已提交，大厅会答复您')
  return (
    <View className='card'>
      <Text className='block strong red'>{data.barredWords}</Text>
      <Text className='block'>90天内有3次预约没有来。到大厅现场取号不受影响。</Text>
      {data.appeal !== 'none' ? (
        <Text className='hint'>
          {data.appeal === 'waiting'
            ? '您的申诉已提交，大厅看过后给您发消息'
            : '您的申诉没有通过，期满前请到大厅现场取号。有疑问可以在大厅当面说明'}
        </Text>
      ) : (
        <>
          <Field
            label='有特殊原因，可以申诉'
            long
            max={200}
            value={reason}
            placeholder='如：那几天住院，没办法来'
            onChange={setReason}
          />
          <Problem text={problem} />
          <Button busy={busy} onTap={() => void appeal()}>
            提交申诉
          </Button>
        </>
      )}
    </View>
  )
}
