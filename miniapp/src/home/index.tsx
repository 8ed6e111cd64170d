import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { Place } from 'shared/places.ts'
import { Button } from '../components/button.tsx'
import { OfficialCard } from '../components/official.tsx'
import { Page } from '../components/page.tsx'
import { Problem } from '../components/states.tsx'
import { VillageField } from '../components/village.tsx'
import { type ApiError, call } from '../lib/api.ts'
import { useElder } from '../lib/elder.ts'
import { go, toTab } from '../lib/go.ts'
import { decoded } from '../lib/param.ts'
import { usePlace } from '../lib/place.ts'
import { useCall } from '../lib/query.ts'

/** The place a scanned poster names; a bad code is explained and the page goes on without it. */
function useScannedPlace() {
  const { scene: token, q } = useRouter().params
  // WeChat hands over its own codes as `scene`, an ordinary link (扫普通链接二维码) whole as `q`.
  const scene = token ?? /[?&]scene=([\w-]+)/.exec(decoded(q ?? ''))?.[1]
  const settle = usePlace((state) => state.settle)
  const [scan, setScan] = useState<{ place?: Place; problem?: string }>({})
  useEffect(() => {
    if (!scene) return
    call('GET /places/:scene', { params: { scene: decoded(scene) } }).then(
      (place) => {
        settle(place)
        setScan({ place })
      },
      ({ message, code }: ApiError) =>
        setScan({
          problem: code === 'invalid_input' ? '这张二维码无法识别，可以直接在下面选择村庄' : message
        })
    )
  }, [scene, settle])
  return scan
}

export default function Home() {
  const scan = useScannedPlace()
  const place = usePlace((state) => state.place)
  const elder = useElder()
  const { data: county } = useCall('GET /county', {})
  const { data: officials } = useCall(
    'GET /directory',
    { querystring: { villageId: place?.villageId ?? '' } },
    Boolean(place)
  )
  const first = officials?.items.slice(0, 2) ?? []

  return (
    <Page narrow>
      <View className='card__row'>
        <View>
          <Text className='title'>{county?.appName ?? '帮办'}</Text>
          <Text className='soft'>问政府、找人办事，有名有姓有期限</Text>
        </View>
        <Button small onTap={elder.toggle} label={elder.on ? '切换到标准版' : '切换到关怀版大字'}>
          {elder.on ? '标准版' : '关怀版'}
        </Button>
      </View>
      <Problem text={scan.problem} />
      {scan.place && (
        <View className='hint'>
          <Text>
            已识别：{scan.place.township} {scan.place.village}
            {scan.place.household ? ` ${scan.place.household}` : ''}
          </Text>
        </View>
      )}
      <View style={{ marginTop: '16px' }}>
        <Button kind='main' onTap={() => go('questions/ask')}>
          我要问 · 我要反映
        </Button>
        <Button kind='main' onTap={() => go('guide/find')}>
          我要办事 · 看要带什么
        </Button>
        <View className='btns'>
          <Button onTap={() => toTab('questions/mine')}>查进度</Button>
          <Button onTap={() => toTab('directory')}>找人打电话</Button>
          <Button onTap={() => go('cases/mine')}>我的办件</Button>
          <Button onTap={() => go('booking/mine')}>我的预约</Button>
        </View>
        <Button onTap={() => go('answers/list')}>看看大家问的</Button>
        <Button kind='plain' onTap={() => go('sealed/report')}>
          保密举报 · 提供线索（不用登录）
        </Button>
      </View>
      <Text className='heading'>谁负责我们村</Text>
      <VillageField />
      {first.map((official) => (
        <OfficialCard key={official.postId} official={official} />
      ))}
      {place && first.length > 0 && (
        <Button kind='plain' onTap={() => toTab('directory')}>
          查看全部负责人
        </Button>
      )}
      <Text className='heading'>怎么用</Text>
      <View className='card'>
        <Text className='block'>1. 点“我要问”，把事情写清楚，可以拍照。</Text>
        <Text className='block'>2. 马上给您编号，转给有名有姓的负责人，期限看得见。</Text>
        <Text className='block'>3. 答复后您来评价，不满意可以要求重办。</Text>
      </View>
      <Button kind='plain' onTap={() => go('verify')}>
        核对纸质通知单的真假
      </Button>
    </Page>
  )
}
