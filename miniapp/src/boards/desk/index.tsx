import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Choice } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { Empty, Failure, Loading } from '../../components/states.tsx'
import { useCall } from '../../lib/query.ts'
import { Bars } from './bars.tsx'
import { Charts } from './charts.tsx'

const SPANS = [
  ['7', '近7天'],
  ['30', '近30天'],
  ['90', '近90天'],
  ['365', '近一年']
] as const
const DESK = 900

/**
 * The township in pictures: charts at a desk, bars on the phone; every figure leads to its matters in the
 * ledger.
 */
export default function BoardPage() {
  const [days, setDays] = useState<(typeof SPANS)[number][0]>('30')
  const { data, error, refetch } = useCall('GET /board', { querystring: { days: Number(days) } })
  const desk = process.env.TARO_ENV === 'h5' && Taro.getWindowInfo().windowWidth >= DESK
  return (
    <Page>
      <Choice label='时间范围' value={days} options={SPANS} onChange={setDays} />
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.days.every(({ received, answered }) => received + answered === 0) && (
        <Empty text='这段时间没有诉求' />
      )}
      {data && desk && <Charts board={data} />}
      {data && <Bars board={data} />}
    </Page>
  )
}
