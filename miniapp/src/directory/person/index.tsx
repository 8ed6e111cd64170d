import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Button } from '../../components/button.tsx'
import { OfficialCard } from '../../components/official.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { Pair } from '../../components/timeline.tsx'
import { go } from '../../lib/go.ts'
import { useCall } from '../../lib/query.ts'

export default function Person() {
  const { id = '' } = useRouter().params
  const { data: official, error, refetch } = useCall('GET /posts/:id', { params: { id } })
  if (!official)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  return (
    <Page narrow>
      <OfficialCard official={official} />
      <View className='card'>
        <Pair name='单位'>{official.unit}</Pair>
        <Pair name='职责'>{official.duties.join('、')}</Pair>
        <Pair name='电话'>{official.phone}</Pair>
        <Pair name='办公时间'>{official.officeHours}</Pair>
      </View>
      <Button kind='main' onTap={() => go('questions/ask', { postId: official.postId })}>
        请他答复我的问题
      </Button>
      <Text className='soft'>指定了人也会按职责核对，保证有人负责到底。</Text>
    </Page>
  )
}
