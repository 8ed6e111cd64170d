import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { KIND_WORDS } from 'shared/rules/question-words.ts'
import { percent } from 'shared/rules/rates.ts'
import type { CountRow, Counts } from 'shared/supervision.ts'
import { Choice } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { DayField } from '../../components/select.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { useCall } from '../../lib/query.ts'

const CUTS = [
  ['byKind', '按类别'],
  ['byUnit', '按单位'],
  ['byVillage', '按村'],
  ['byPerson', '按承办人']
] as const

export default function CountsPage() {
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [cut, setCut] = useState<(typeof CUTS)[number][0]>('byKind')
  const { data, error, refetch } = useCall('GET /ledger/counts', {
    querystring: { ...(from && { from }), ...(until && { until }) }
  })
  if (!data)
    return <Page>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  return (
    <Page>
      <View className='filters'>
        <DayField label='从' value={from} onChange={setFrom} />
        <DayField label='到' value={until} onChange={setUntil} />
      </View>
      <Totals total={data.total} />
      <Choice label='' value={cut} options={CUTS} onChange={setCut} />
      <View className='card'>
        {data[cut].map((row) => (
          <Row key={row.name} row={row} most={data[cut][0]!.received} />
        ))}
      </View>
    </Page>
  )
}

const Totals = ({ total }: { total: Counts }) => (
  <View className='stats'>
    {(
      [
        ['收到', String(total.received)],
        ['办结', String(total.resolved)],
        ['在办', String(total.open)],
        ['撤回或不受理', String(total.received - total.resolved - total.open)],
        ['正在超期', String(total.overdue)],
        [
          '按时答复率',
          percent(total.onTime, total.onTime + total.overdue + Math.max(0, total.resolved - total.onTime))
        ],
        ['满意率', percent(total.satisfied, total.rated)]
      ] as const
    ).map(([name, value]) => (
      <View key={name} className='stat'>
        <Text className='stat__number'>{value}</Text>
        <Text className='soft'>{name}</Text>
      </View>
    ))}
  </View>
)

const Row = ({ row, most }: { row: CountRow; most: number }) => (
  <View style={{ padding: '8px 0' }}>
    <View className='card__row'>
      <Text className='strong'>{KIND_WORDS[row.name as keyof typeof KIND_WORDS] ?? row.name}</Text>
      <Text className='soft'>
        收到{row.received} 办结{row.resolved} 超期{row.overdue} 满意{percent(row.satisfied, row.rated)}
      </Text>
    </View>
    <View className='bar'>
      <View
        className='bar__fill'
        style={{ width: `${Math.round((row.received / Math.max(most, 1)) * 100)}%` }}
      />
    </View>
  </View>
)
