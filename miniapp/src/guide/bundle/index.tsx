import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { go } from '../../lib/go.ts'
import { useCall } from '../../lib/query.ts'
import { ItemCard } from '../item-card.tsx'

/** 一件事: its steps in order, and the papers that are given once for several. */
export default function Bundle() {
  const { id = '' } = useRouter().params
  const { data, error, refetch } = useCall('GET /bundles/:id', { params: { id } })
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  return (
    <Page narrow>
      <Text className='title'>{data.name}</Text>
      <Text className='block soft'>{data.about}</Text>
      <View className='hint' style={{ marginTop: '12px' }}>
        <Text>
          {data.promised}内全部办好，{data.visits === 0 ? '一次也不用跑' : `总共跑${data.visits}次`}
        </Text>
      </View>
      <Button kind='main' onTap={() => go('cases/bundle', { id })}>
        在家一次申请
      </Button>
      {data.shared.length > 0 && <Text className='heading'>只交一次的材料</Text>}
      {data.shared.length > 0 && (
        <View className='card'>
          {data.shared.map((name) => (
            <Text key={name} className='block row'>
              {name}
            </Text>
          ))}
        </View>
      )}
      <Text className='heading'>分{data.items.length}步</Text>
      {data.items.map(({ item, after }, index) => (
        <View key={item.id}>
          <Text className='block soft'>
            第{index + 1}步{after.length ? `，等${after.join('、')}办好` : ''}
          </Text>
          <ItemCard item={item} step />
        </View>
      ))}
    </Page>
  )
}
