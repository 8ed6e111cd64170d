import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { WhatIf, WhatIfResult } from 'shared/whatif.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { openMatter } from '../../lib/matters.ts'
import { recentMonths } from '../../lib/months.ts'
import { useCall } from '../../lib/query.ts'
import { type Change, ChangeForm, MonthsForm } from './form.tsx'

const lastMonth = () => recentMonths()[1]![0]

/** Past months as they were and as they would have been; nothing is changed by it. */
export default function WhatIfPage() {
  const { data: topics, error, refetch } = useCall('GET /topics', {})
  const [span, setSpan] = useState<WhatIf>({
    from: lastMonth(),
    until: lastMonth(),
    limits: [],
    absences: [],
    staff: []
  })
  const [changes, setChanges] = useState<Change[]>([])
  const [result, setResult] = useState<WhatIfResult>()
  const { act, busy, problem } = useAct()
  const run = () =>
    act(async () => {
      if (span.from > span.until) throw { message: '开始的月份要在结束的月份之前' }
      const body = changes.reduce((wanted, { apply }) => apply(wanted), span)
      setResult(await call('POST /what-if', { body }))
    })
  if (error) return <Page>{<Failure error={error} onRetry={() => void refetch()} />}</Page>
  return (
    <Page>
      <View className='columns'>
        <View>
          <Text className='block soft'>用过去的真实办件推演，只看结果，不改动任何数据。</Text>
          <MonthsForm wanted={span} onChange={setSpan} />
          <ChangeForm topics={topics?.items ?? []} onAdd={(change) => setChanges([...changes, change])} />
          {changes.map((change, index) => (
            <View key={change.words} className='card card__row'>
              <Text>{change.words}</Text>
              <Button
                small
                label={`去掉${change.words}`}
                onTap={() => setChanges(changes.filter((_, at) => at !== index))}
              >
                去掉
              </Button>
            </View>
          ))}
          <Problem text={problem} />
          <Button kind='main' busy={busy} onTap={() => void run()}>
            推演
          </Button>
        </View>
        {result && <Result result={result} />}
      </View>
    </Page>
  )
}

const share = (late: number, count: number) => (count ? `${Math.round((late / count) * 1000) / 10}%` : '—')

function Result({ result }: { result: WhatIfResult }) {
  const { count, was, would, newlyLate, noLongerLate, byPost, byTopic, examples } = result
  return (
    <View>
      <View className='card'>
        <Text className='title'>
          超期 {was.late} → {would.late} 件
        </Text>
        <Text className='block soft'>
          共{count}件，超期率{share(was.late, count)} → {share(would.late, count)}；新增超期{newlyLate}
          件，不再超期{noLongerLate}件； 平均用时{was.hours} → {would.hours}个工作小时
        </Text>
      </View>
      {(
        [
          ['按承办人', byPost],
          ['按事项', byTopic]
        ] as const
      ).map(([name, rows]) => (
        <View key={name}>
          <Text className='heading'>{name}</Text>
          {rows.slice(0, 12).map((row) => (
            <View key={row.name} className='card card__row'>
              <Text>{row.name}</Text>
              <Text className={row.would.late > row.was.late ? 'red' : ''}>
                {row.was.late} → {row.would.late}（共{row.count}件）
              </Text>
            </View>
          ))}
        </View>
      ))}
      {examples.length > 0 && <Text className='heading'>变了的（前{examples.length}件）</Text>}
      {examples.map(({ id, no, topic, words }) => (
        <View key={id} className='card card--tap' onClick={() => openMatter(id)}>
          <Text className='block soft'>
            {no} {topic}
          </Text>
          <Text className='block'>{words}</Text>
        </View>
      ))}
    </View>
  )
}
