import { Text, View } from '@tarojs/components'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Empty, Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh, useCall } from '../../lib/query.ts'

/** Who missed three bookings and says why. */
export default function Appeals() {
  const { data, error, refetch } = useCall('GET /hall/appeals', {})
  const { act, busy, problem } = useAct()
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  const answer = (id: string, lift: boolean) =>
    void act(
      () =>
        call('POST /hall/appeals/:id', { params: { id }, body: { lift } }).finally(
          () => void refresh('GET /hall/appeals')
        ),
      '已答复本人'
    )
  return (
    <Page narrow>
      <Problem text={problem} />
      {data.items.length === 0 && <Empty text='没有待答复的申诉' />}
      {data.items.map(({ accountId, name, reason, missed, barredUntil }) => (
        <View key={accountId} className='card'>
          <View className='card__row'>
            <Text className='strong'>{name || '未留姓名'}</Text>
            <Text className='tag tag--red'>爽约{missed}次</Text>
          </View>
          <Text className='prose block'>{reason}</Text>
          <Text className='block soft'>停约到{beijingWords(barredUntil)}</Text>
          <View className='btns' style={{ marginTop: '10px' }}>
            <Button kind='main' busy={busy} label={`同意${name}的申诉`} onTap={() => answer(accountId, true)}>
              同意，恢复预约
            </Button>
            <Button busy={busy} label={`不同意${name}的申诉`} onTap={() => answer(accountId, false)}>
              不同意
            </Button>
          </View>
        </View>
      ))}
    </Page>
  )
}
