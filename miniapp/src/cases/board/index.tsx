import { Text, View } from '@tarojs/components'
import type { CaseBoard } from 'shared/oversight.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Empty, Failure, Loading } from '../../components/states.tsx'
import { useEvery } from '../../lib/every.ts'
import { go } from '../../lib/go.ts'
import { useCall } from '../../lib/query.ts'

const LOOK_MS = 30_000

/** Where cases stand now: by step, by unit, what is late. */
export default function Board() {
  const { data, error, refetch } = useCall('GET /case-board', {})
  useEvery(LOOK_MS, () => void refetch())
  if (!data)
    return <Page>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  const sum = (key: 'open' | 'soon' | 'late') => data.units.reduce((total, unit) => total + unit[key], 0)
  return (
    <Page>
      <Text className='heading'>{data.whose}的办件</Text>
      <View className='stats'>
        {(
          [
            ['在办的件', data.open],
            ['待办的步骤', sum('open')],
            ['快到期的步骤', sum('soon'), 'amber'],
            ['超期的步骤', sum('late'), 'red'],
            ['今天出结果', data.decidedToday],
            ['七天出结果', data.decidedWeek],
            ['其中超期', data.lateWeek, 'red']
          ] as const
        ).map(([name, value, colour = '']) => (
          <View key={name} className='stat'>
            <Text className={`stat__number ${value > 0 ? colour : ''}`}>{value}</Text>
            <Text className='soft'>{name}</Text>
          </View>
        ))}
      </View>
      {data.units.length === 0 && <Empty text='现在没有在办的件' />}
      {data.units.length > 0 && (
        <View className='columns'>
          <View>
            <Text className='heading'>办到哪一步</Text>
            <Rows rows={data.steps} />
          </View>
          <View>
            <Text className='heading'>在哪个单位</Text>
            <Rows rows={data.units} />
          </View>
        </View>
      )}
      <Text className='block soft'>{beijingWords(data.at)} 的情况，每半分钟更新</Text>
      <View className='btns'>
        <Button onTap={() => go('cases/red')}>看红灯</Button>
        <Button onTap={() => go('cases/savings')}>省时省跑</Button>
      </View>
    </Page>
  )
}

type Row = CaseBoard['steps'][number] & { oldestDue?: string | null }

/** A bar for what is open; what is on its last day and late in words beside it. */
function Rows({ rows }: { rows: readonly Row[] }) {
  const most = Math.max(1, ...rows.map(({ open }) => open))
  return (
    <View className='card'>
      {rows.map(({ name, open, soon, late, oldestDue }) => (
        <View key={name} style={{ padding: '8px 0' }}>
          <View className='card__row'>
            <Text className='strong'>{name}</Text>
            <Text className='soft'>
              {open}步{soon ? `，快到期${soon}` : ''}
              {late ? <Text className='red'>，超期{late}</Text> : ''}
            </Text>
          </View>
          <View className='bar'>
            <View className='bar__fill' style={{ width: `${Math.round((open / most) * 100)}%` }} />
          </View>
          {late > 0 && oldestDue && <Text className='block soft'>最早的{beijingWords(oldestDue)}到期</Text>}
        </View>
      ))}
    </View>
  )
}
