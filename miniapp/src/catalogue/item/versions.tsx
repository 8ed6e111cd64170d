import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CatalogueItem } from 'shared/catalogue.ts'
import { Button } from '../../components/button.tsx'
import { Empty, Failure, Loading } from '../../components/states.tsx'
import { useCall } from '../../lib/query.ts'
import { STATES } from '../states.ts'

/** Every version with who wrote and who reviewed it, and what it changed. */
export function Versions({ item: { id, versions, inForce } }: { item: CatalogueItem }) {
  const [shown, setShown] = useState<number>()
  return (
    <View>
      <Text className='heading'>版本</Text>
      {versions.map(({ version, state, effectiveFrom, author, reviewer, reason }) => (
        <View key={version} className='card'>
          <View className='card__row'>
            <Text className='strong'>
              第{version}版 {STATES[state]}
              {version === inForce ? '（施行中）' : ''}
            </Text>
            {version > 1 && (
              <Button
                small
                label={`第${version}版改了什么`}
                onTap={() => setShown(shown === version ? undefined : version)}
              >
                {shown === version ? '收起' : '改了什么'}
              </Button>
            )}
          </View>
          <Text className='block soft'>
            起草{author}
            {reviewer ? `，审核${reviewer}` : ''}
            {effectiveFrom ? `，${effectiveFrom}起施行` : ''}
          </Text>
          {reason && <Text className='block red'>退回原因：{reason}</Text>}
          {shown === version && <Differences id={id} version={version} />}
        </View>
      ))}
    </View>
  )
}

function Differences({ id, version }: { id: string; version: number }) {
  const { data, error, refetch } = useCall('GET /catalogue/items/:id/differences', {
    params: { id },
    querystring: { from: version - 1, to: version }
  })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  if (data.items.length === 0) return <Empty text='和上一版没有不同' />
  return (
    <View style={{ marginTop: '10px' }}>
      {data.items.map(({ place, before, after }) => (
        <View key={place} className='row'>
          <Text className='block strong'>{place}</Text>
          <Text className='block mark--hidden'>{before ?? '（原来没有）'}</Text>
          <Text className='block'>{after ?? '（删去）'}</Text>
        </View>
      ))}
    </View>
  )
}
