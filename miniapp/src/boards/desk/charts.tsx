import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Board } from 'shared/boards.ts'
import { KIND_WORDS } from 'shared/rules/question-words.ts'
import type { LedgerFilter } from 'shared/supervision.ts'
import { Loading, Problem } from '../../components/states.tsx'
import { openLedger } from '../../lib/matters.ts'

type Drawer = typeof import('./draw.ts')
const CHARTS = [
  ['days', '每天收到和答复', 280],
  ['kinds', '类别', 280],
  ['units', '各单位：收到、在办、超期', 420],
  ['heat', '热点图：哪个村什么事多', 460]
] as const

/** ECharts, fetched only at a desk; a click on a bar or a spot opens its matters in the ledger. */
export function Charts({ board }: { board: Board }) {
  const [drawer, setDrawer] = useState<Drawer>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (process.env.TARO_ENV === 'h5') import('./draw.ts').then(setDrawer, () => setFailed(true))
  }, [])
  useEffect(() => {
    if (!drawer) return undefined
    const drawn = CHARTS.map(([name]) =>
      drawer.draw(
        name,
        document.getElementById(`chart-${name}`)!,
        board,
        KIND_WORDS,
        (filter: LedgerFilter) => openLedger(filter)
      )
    )
    return () => {
      for (const dispose of drawn) dispose()
    }
  }, [drawer, board])
  return (
    <>
      {!drawer && !failed && <Loading />}
      <Problem text={failed ? '图表没有加载成功，请刷新页面再试' : undefined} />
      <View className='columns'>
        {CHARTS.map(([name, words, height]) => (
          <View key={name} className='card'>
            <Text className='block strong'>{words}</Text>
            <View id={`chart-${name}`} style={{ height: `${height}px` }} />
          </View>
        ))}
      </View>
    </>
  )
}
