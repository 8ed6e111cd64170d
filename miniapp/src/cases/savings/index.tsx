import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Spared } from 'shared/oversight.ts'
import { Choice } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { DayField } from '../../components/select.tsx'
import { Empty, Failure, Loading } from '../../components/states.tsx'
import { useCall } from '../../lib/query.ts'
import { dayAfter } from '../../lib/words.ts'

const share = (value: number | null) => (value === null ? '—' : `${Math.round(value * 100)}%`)
const CUTS = [
  ['departments', '按单位'],
  ['items', '按事项']
] as const

/**
 * What decided cases took and spared against the law's limits and earlier practice: computed, never typed in.
 */
export default function Savings() {
  const [from, setFrom] = useState(dayAfter(-30))
  const [until, setUntil] = useState(dayAfter(0))
  const [cut, setCut] = useState<(typeof CUTS)[number][0]>('departments')
  const { data, error, refetch } = useCall('GET /case-savings', { querystring: { from, until } })
  return (
    <Page>
      {data && <Text className='heading'>{data.whose}</Text>}
      <View className='filters'>
        <DayField label='出结果从' value={from} onChange={setFrom} />
        <DayField label='到' value={until} onChange={setUntil} />
      </View>
      {!data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.total.cases === 0 && <Empty text='这段时间没有出结果的件' />}
      {data && data.total.cases > 0 && (
        <>
          <View className='stats'>
            {(
              [
                ['出结果', `${data.total.cases}件`],
                ['比法定时限少', share(data.total.daysShare)],
                ['平均用时（工作日）', String(data.total.meanDays ?? '—')],
                ['少跑', `${data.total.visits}趟`],
                ['超期', String(data.total.late)]
              ] as const
            ).map(([name, value]) => (
              <View key={name} className='stat'>
                <Text className='stat__number'>{value}</Text>
                <Text className='soft'>{name}</Text>
              </View>
            ))}
          </View>
          <Choice label='' value={cut} options={CUTS} onChange={setCut} />
          <View className='card'>
            {data[cut].map((row) => (
              <Row key={row.name} row={row} />
            ))}
          </View>
        </>
      )}
      <Text className='block soft'>
        法定时限和以前要跑的趟数取自事项目录，用时按工作日历算，暂停的时间不算
      </Text>
    </Page>
  )
}

const Row = ({ row: { name, cases, late, meanDays, daysShare, visits } }: { row: Spared }) => (
  <View className='row'>
    <View className='card__row'>
      <Text className='strong'>{name}</Text>
      <Text>省{share(daysShare)}</Text>
    </View>
    <Text className='block soft'>
      出结果{cases}件，平均{meanDays ?? '—'}个工作日，少跑{visits}趟{late ? `，超期${late}件` : ''}
    </Text>
  </View>
)
