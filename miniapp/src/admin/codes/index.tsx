import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { Select } from '../../components/select.tsx'
import { Failure } from '../../components/states.tsx'
import { useCall, usePages } from '../../lib/query.ts'
import { Code } from './code.tsx'
import { Make } from './make.tsx'
import { Print } from './print.tsx'

/**
 * Codes and posters: made for a village or its households, printed, counted by scans, revoked when torn or
 * lost.
 */
export default function Codes() {
  const { data } = useCall('GET /villages', {})
  const { data: counts } = useCall('GET /place-codes/villages', {})
  const [villageId, setVillageId] = useState<string>()
  const pages = usePages('GET /place-codes', { querystring: villageId ? { villageId } : {} })
  if (pages.error?.code === 'not_allowed')
    return (
      <Page narrow>
        <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      </Page>
    )
  const counted = counts?.items.find((village) => village.villageId === villageId)
  return (
    <Page narrow>
      <View className='card'>
        <Select
          label='村（社区）'
          value={villageId}
          options={(data?.items ?? []).map(({ id, name }) => [id, name])}
          onChange={setVillageId}
          empty='请选择要做宣传帖的村'
        />
        {villageId && <Make villageId={villageId} />}
      </View>
      {counted && counted.codes > 0 && villageId && (
        <View className='card'>
          <Text className='block strong'>宣传帖</Text>
          <Text className='block soft'>
            使用中{counted.codes}张，送到户{counted.handed}张，教会用{counted.taught}张 · 共扫描
            {counted.scans}次，近7天{counted.scansThisWeek}
            次（只计地点，不记人）
          </Text>
          <View style={{ marginTop: '12px' }}>
            <Print wanted={{ villageId }} count={counted.codes} name={`${counted.village}宣传帖`} />
          </View>
        </View>
      )}
      <Text className='heading'>已生成的二维码</Text>
      <List pages={pages} empty='还没有生成过二维码'>
        {(code) => <Code key={code.id} code={code} />}
      </List>
    </Page>
  )
}
