import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Case } from 'shared/cases.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { useCall } from '../../lib/query.ts'

/** Who was told what, and when it reached them: what consent by silence rests on. */
export function Deliveries({ kase }: { kase: Case }) {
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useCall('GET /cases/:id/deliveries', { params: { id: kase.id } }, open)
  return (
    <View>
      <Button kind='plain' onTap={() => setOpen(!open)}>
        {open ? '收起送达记录' : '送达记录'}
      </Button>
      {open && !data && (error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {open && data?.items.length === 0 && <Text className='block soft'>还没有通知过谁</Text>}
      {open &&
        data?.items.map(({ id, at, unit, who, text, words }) => (
          <View key={id} className='row'>
            <Text className='block'>
              {unit} {who}
            </Text>
            <Text className='block soft'>
              {beijingWords(at)}：{text}
            </Text>
            <Text className='block soft'>{words}</Text>
          </View>
        ))}
    </View>
  )
}
